terraform {
  required_providers {
    airbyte = {
      source  = "airbytehq/airbyte"
      version = "~> 0.6"
    }
  }
}

provider "airbyte" {
  bearer_auth = var.airbyte_token
}
