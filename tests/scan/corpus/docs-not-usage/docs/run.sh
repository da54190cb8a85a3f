#!/bin/sh
# Shows what `docker run airbyte/source-slack:1` prints.
docker run --rm airbyte/source-faker:6.2.0 spec
docker run --rm airbyte/source-pokeapi:0.3.0 spec
