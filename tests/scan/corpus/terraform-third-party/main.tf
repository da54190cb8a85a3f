terraform {
  required_providers {
    airbyte = {
      source = "eabrouwer3/airbyte"
    }
  }
}

data "airbyte_source_definition" "postgres" {
  name = "Postgres"
}

data "airbyte_destination_definition" "postgres" {
  name = "Postgres"
}

resource "airbyte_source" "postgres" {
  name                 = "Postgres"
  source_definition_id = data.airbyte_source_definition.postgres.id
}

resource "airbyte_source" "github" {
  source_definition_id = "ef69ef6e-aa7f-4af1-a01d-ef775033524e"
}

resource "airbyte_destination" "warehouse" {
  destination_definition_id = data.airbyte_destination_definition.postgres.destination_definition_id
}

resource "aws_ssm_parameter" "name" {
  name  = "/airbyte/source-postgres/password"
  value = "x"
}

resource "airbyte_source_definition" "mirrored" {
  docker_repository = "registry.example.com/mirror/airbyte/source-mysql"
  docker_image_tag  = "3.51.5"
}
