variable "workspace_id" {}
variable "hubspot_token" { sensitive = true }

variable "ours_tag" {
  default = "0.3.1"
}
