import * as pulumi from "@pulumi/pulumi";
import * as airbyte from "@pulumi/airbyte";
import { DestinationBigquery, SourceStripeArgs } from "@pulumi/airbyte";

const cfg = new pulumi.Config();
const VERSION = "3.6.28";
/* new airbyte.SourceGitlab("old") */
const hubspot = new airbyte.SourceHubspot("hubspot", {
  name: "CRM", // new airbyte.SourceSlack("no")
  configuration: { startDate: "2024-01-01" },
});
const bigquery = new DestinationBigquery("bq", { workspaceId: cfg.require("workspace") });
const pg = airbyte.getConnectorConfigurationOutput({ connectorName: "source-postgres", connectorVersion: VERSION });
const generic = new airbyte.Source("gh", {
  definitionId: "ef69ef6e-aa7f-4af1-a01d-ef775033524e",
  workspaceId: cfg.require("workspace"),
});
const open = new airbyte.Source("pg", { definitionId: pg.definitionId });
const label = `see airbyte/source-stripe:${VERSION}`;
