#!/usr/bin/env bash
set -euo pipefail
for image in airbyte/source-github:2.1.0 airbyte/destination-duckdb; do
  docker pull "$image"
  docker tag "$image" "$REGISTRY/$image"   # not airbyte/source-slack
done
docker push "$REGISTRY/airbyte/source-github:$VERSION"
docker run airbyte/source-$NAME:1.0 spec
