import { Construct } from "constructs";
import { App, TerraformStack } from "cdktf";
import { AirbyteProvider } from "./.gen/providers/airbyte/provider";
import { SourceGoogleAnalyticsDataApi } from "./.gen/providers/airbyte/source-google-analytics-data-api";
import { DestinationS3DataLake as Lake } from './.gen/providers/airbyte/destination-s3-data-lake';
import { DataAirbyteSourceHubspot } from "./.gen/providers/airbyte/data-airbyte-source-hubspot";
import { DataAirbyteConnectorConfiguration } from "./.gen/providers/airbyte/data-airbyte-connector-configuration";
import { Source } from "./.gen/providers/airbyte/source";
import { SourceE2ETest } from "./.gen/providers/airbyte/source-e2e-test";
import { SourceMap } from "./maps";

class Pipelines extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AirbyteProvider(this, "airbyte", {});
    new SourceGoogleAnalyticsDataApi(this, "ga4", {
      name: "GA4",
      configuration: { propertyIds: ["1"] },
    });
    new Lake(this, "lake", { name: "Lake" });
    new DataAirbyteSourceHubspot(this, "crm", { sourceId: "b2b3c4d5-0000-4000-8000-000000000000" });
    const pg = new DataAirbyteConnectorConfiguration(this, "pg", {
      connectorName: "source-postgres",
      configuration: "{}",
    });
    new Source(this, "pg-source", { definitionId: pg.definitionId, name: "pg" });
    new SourceE2ETest(this, "e2e", {});
    new SourceMap(this, "no");
  }
}
const quoted = /["'`]/.test("x"); // new SourceSlack(this, "no")
new Pipelines(new App(), "p");
const named = SourceE2ETest.isConstruct(undefined) || SourceE2ETest(undefined);
