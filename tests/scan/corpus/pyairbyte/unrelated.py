# A program that has nothing to do with Airbyte's connectors: its own sources.
from lib.sources import SourceFile, get_source

source = SourceFile("x.csv")
other = get_source("files")
