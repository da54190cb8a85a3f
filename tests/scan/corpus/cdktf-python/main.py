from cdktf import App, TerraformStack
from constructs import Construct
from imports.airbyte.provider import AirbyteProvider
from imports.airbyte.source_postgres import SourcePostgres, SourcePostgresConfiguration
from imports.airbyte import destination_snowflake
from imports.airbyte.data_airbyte_connector_configuration import DataAirbyteConnectorConfiguration
from imports.files import SourceFile


class Pipelines(TerraformStack):
    def __init__(self, scope: Construct, ns: str):
        super().__init__(scope, ns)
        AirbyteProvider(self, "airbyte")
        SourcePostgres(self, "pg", name="pg", configuration=SourcePostgresConfiguration(host="db"))
        destination_snowflake.DestinationSnowflake(self, "wh")
        SourceFile(self, "no")
        DataAirbyteConnectorConfiguration(
            self, "gh", connector_name="source-github", connector_version="2.1.0", configuration="{}"
        )
