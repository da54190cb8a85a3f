"""Airbyte as code; airbyte.SourceGitlab("old") is gone."""
import pulumi
import pulumi_airbyte as airbyte
from pulumi_airbyte import DestinationPostgres, SourceStripeArgs

config = pulumi.Config()
workspace = config.require("workspace")

hubspot = airbyte.SourceHubspot(
    "hubspot",
    name="CRM",
    workspace_id=workspace,
    configuration=airbyte.SourceHubspotConfigurationArgs(start_date="2024-01-01"),
)
warehouse = DestinationPostgres("warehouse", workspace_id=workspace)
lookup = airbyte.get_connector_configuration(
    connector_name="source-postgres", connector_version="3.6.28", configuration={}
)
generic = airbyte.Source("pg", definition_id=lookup.definition_id, workspace_id=workspace)
literal = airbyte.Source("gh", definition_id="ef69ef6e-aa7f-4af1-a01d-ef775033524e")
custom = airbyte.SourceCustom("own", definition_id="11111111-2222-4333-8444-555555555555")
wanted = airbyte.Destination("dst", definition_id=config.require("destination"))
declared = airbyte.SourceDefinition("def", docker_repository="ghcr.io/acme/source-erp", docker_image_tag="0.3.0")
