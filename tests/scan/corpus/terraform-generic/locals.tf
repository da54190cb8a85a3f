locals {
  stripe = "5.15.20"
  connectors = {
    github = { name = "source-github", version = "2.1.${local.patch}" }
    stripe = {
      name    = "source-stripe"
      version = local.stripe
    }
    "sample" = { name = "source-faker", version = null }
  }
  patch = 11
}
