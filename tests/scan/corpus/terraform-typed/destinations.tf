resource "airbyte_destination_postgres" "warehouse" {
  name         = "Warehouse"
  workspace_id = var.workspace_id
}

resource "airbyte_connection" "crm" {
  source_id      = airbyte_source_hubspot.crm.source_id
  destination_id = airbyte_destination_postgres.warehouse.destination_id
}

resource "airbyte_source_custom" "billing" {
  name          = "Billing"
  definition_id = "e094cb9a-26de-4645-8761-65c0c425d1de"
  configuration = jsonencode({ "account_id" = "acct_1" })
}

resource "airbyte_source_definition" "ours" {
  name              = "Ours"
  docker_repository = "acme/source-ours"
  docker_image_tag  = var.ours_tag
}

resource "airbyte_source_custom" "ours" {
  definition_id = airbyte_source_definition.ours.id
}
