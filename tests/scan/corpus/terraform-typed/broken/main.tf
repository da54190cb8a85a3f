resource "airbyte_source_stripe" "half" {
  name = "Half"
  configuration = {
    account_id = "acct_1"

resource "airbyte_destination_bigquery" "whole" {
  name = "Whole"
}
