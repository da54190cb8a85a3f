import { SourceFile, DestinationFile } from "./files";

// Nothing of airbyte's.
const source = new SourceFile("x");
