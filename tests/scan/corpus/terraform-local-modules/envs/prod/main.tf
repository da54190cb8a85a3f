module "crm" {
  source            = "../../modules/src"
  connector         = "source-github"
  connector_version = "1.8.0"
}

module "issues" {
  source    = "../../modules/src"
  connector = var.big ? "source-jira" : "source-gitlab"
}

resource "airbyte_source" "again" {
  definition_id = module.crm.definition
}

resource "airbyte_source" "either" {
  definition_id = var.big ? "decd338e-5647-4c0b-adf4-da0e75f5a750" : upper("435bb9a5-7887-4809-aa58-28c27df0d7ad")
}
