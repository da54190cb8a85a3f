# resource "airbyte_source_salesforce" "old" {}
// The image was airbyte/source-salesforce:2.0.0.
resource "airbyte_source_hubspot" "crm" {
  name         = "HubSpot – production"
  workspace_id = var.workspace_id
  configuration = {
    credentials = {
      private_app = {
        access_token = var.hubspot_token
      }
    }
    start_date = "2024-01-01T00:00:00Z"
  }
}

/*
resource "airbyte_source_github" "code" {
  name = "GitHub"
}
*/

resource "airbyte_source_google_sheets" "budget" {
  for_each = toset(["2024", "2025"])

  name         = "Budget ${each.key}"
  workspace_id = var.workspace_id
  configuration = {
    spreadsheet_id = "1Xy"
    note           = <<-EOT
      # not a comment
      resource "airbyte_source_stripe" "none" {}
    EOT
  }
}

resource "airbyte_source_postgres" "app" {
  name          = "App"
  definition_id = "decd338e-5647-4c0b-adf4-da0e75f5a750"
  workspace_id  = var.workspace_id
}

# The provider calls it by its whole name.
resource "airbyte_source_airbyte_customer_io_source" "mails" {
  workspace_id = var.workspace_id
}

data "airbyte_source_hubspot" "other" {
  source_id = var.other_source_id
}
