import airbyte as ab

wiki = ab.get_source("source-notion", version="3.0.1")
lake = ab.get_destination("destination-iceberg")
