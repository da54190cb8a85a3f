module "postgres" {
  source = "github.com/airbytehq/airbyte-terraform-modules//sources/source-postgres/3.6.28"

  name = "Postgres"
}

module "dev_null" {
  source = "git::https://github.com/airbytehq/airbyte-terraform-modules.git//destinations/destination-dev-null/0.8.5?ref=v1.2.0"
}

# module "old" { source = "github.com/airbytehq/airbyte-terraform-modules//sources/source-mysql/3.9.0" }

module "workspace" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.0.0"
}

module "examples" {
  source = "github.com/airbytehq/airbyte-terraform-modules//examples/workspace"
}

module "wrapped" {
  source            = "./modules/source"
  connector_name    = "source-hubspot"
  connector_version = local.hubspot
}

locals {
  hubspot = "6.2.2"
}
