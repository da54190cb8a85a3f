include "root" {
  path = find_in_parent_folders()
}

terraform {
  source = "git::git@github.com:airbytehq/airbyte-terraform-modules.git//sources/source-github/2.1.11"
}

inputs = {
  name = "GitHub"
}
