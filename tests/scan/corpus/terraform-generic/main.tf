resource "airbyte_source" "postgres" {
  name          = "Postgres"
  workspace_id  = var.workspace_id
  definition_id = data.airbyte_connector_configuration.postgres.definition_id
  configuration = data.airbyte_connector_configuration.postgres.configuration_json
}

resource "airbyte_destination" "postgres" {
  definition_id = data.airbyte_connector_configuration.postgres_out.definition_id
}

resource "airbyte_source" "every" {
  for_each      = local.connectors
  definition_id = data.airbyte_connector_configuration.all[each.key].definition_id
}

resource "airbyte_source" "github" {
  definition_id = data.airbyte_connector_configuration.all["github"].definition_id
}

resource "airbyte_destination" "lake" {
  # definition_id = "424892c4-daac-4491-b35d-c6688ba547ba"
  definition_id = "4816b78f-1489-44c1-9060-4b19d5fa9362"
}

resource "airbyte_source" "elsewhere" {
  definition_id = module.registry.definition_id
}
