variable "connector_name" {}
variable "connector_version" {}

data "airbyte_connector_configuration" "this" {
  connector_name    = var.connector_name
  connector_version = var.connector_version
}
