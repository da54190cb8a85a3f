data "airbyte_connector_configuration" "postgres" {
  connector_name    = "source-postgres"
  connector_version = "3.6.28"
  connector_registry = "oss"
  configuration = {
    host = "db.example.com"
  }
}

# Both kinds have this name.
data "airbyte_connector_configuration" "postgres_out" {
  connector_name    = "destination-postgres"
  connector_version = var.postgres_version
}

data "airbyte_connector_configuration" "unpinned" {
  connector_name = "source-google-ads"
}

data "airbyte_connector_configuration" "all" {
  for_each          = local.connectors
  connector_name    = each.value.name
  connector_version = each.value.version
}

data "airbyte_connector_configuration" "secret" {
  connector_name    = var.connector
  connector_version = "1.0.0"
}
