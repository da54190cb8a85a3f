import { SourceFile, DestinationFile } from "./files";

// Nothing of airbyte's.
const source = new SourceFile("x");

import { SourceService } from "./airbyte/service";
const service = new SourceService();
