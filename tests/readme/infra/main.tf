resource "airbyte_source_postgres" "orders" {
  name         = "orders"
  workspace_id = var.workspace_id
}

data "airbyte_connector_configuration" "wiki" {
  connector_name    = "source-notion"
  connector_version = "3.0.1"
}

resource "airbyte_source" "wiki" {
  name          = "wiki"
  definition_id = data.airbyte_connector_configuration.wiki.definition_id
}
