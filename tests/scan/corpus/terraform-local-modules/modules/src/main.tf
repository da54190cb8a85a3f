variable "connector" {
  description = "The connector, such as airbyte/source-jira:1.0.0"
}

variable "connector_version" {
  default = null
}

data "airbyte_connector_configuration" "this" {
  connector_name    = var.connector
  connector_version = var.connector_version
}

resource "airbyte_source" "this" {
  definition_id = data.airbyte_connector_configuration.this.definition_id
}

output "definition" {
  value = data.airbyte_connector_configuration.this.definition_id
}
