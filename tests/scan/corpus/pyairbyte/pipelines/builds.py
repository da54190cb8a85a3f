import airbyte

a = airbyte.get_source("source-postgres", docker_image="airbyte/source-postgres:3.6.28", config={})
b = airbyte.get_source("source-mysql", docker_image=True)
c = airbyte.get_source("source-faker", pip_url="airbyte-source-faker==6.2.0")
d = airbyte.get_source("source-github", pip_url='git+https://github.com/acme/source-github.git@main')
e = airbyte.get_source("source-acme-crm", local_executable="./bin/source-acme-crm")
f = airbyte.get_source("source-pokeapi", source_manifest=True)
g = airbyte.get_source("source-acme-erp", source_manifest="manifests/erp.yaml")
h = airbyte.get_destination("destination-duckdb", version="latest")
i = airbyte.get_source("source-notion", docker_image="ghcr.io/acme/source-notion:1.0.0-acme", version=None)
