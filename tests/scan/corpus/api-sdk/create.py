"""Creates sources over the API; see models.SourceGitlab."""
import airbyte_api
from airbyte_api import api, models
from airbyte_api.models import DestinationPostgres as Warehouse

client = airbyte_api.AirbyteAPI(security=models.Security(bearer_auth="..."))

source = client.sources.create_source(
    request=models.SourceCreateRequest(
        name="CRM",
        workspace_id="9924bcd0-99be-453d-ba47-c2c9766f7da5",
        configuration=models.SourceHubspot(
            start_date="2024-01-01",
            credentials=models.SourceHubspotOAuth(client_id="x"),
        ),
    ),
)
shop = models.SourceShopify(shop="acme")
ads = models.SourceGoogleAnalyticsDataAPI(property_ids=["1"])
table = models.SourceS3(streams=[], bucket="b")
warehouse = Warehouse(host="db", port=5432)
odd = models.SourceNosuch()
custom = models.SourceCreateRequest(
    name="custom",
    definition_id="ef69ef6e-aa7f-4af1-a01d-ef775033524e",
)
client.jobs.create_job(models.JobCreateRequest(
    connection_id="0f3a1c55-9f6c-4b2e-9f8e-5d4c3b2a1908", job_type=models.JobTypeEnum.SYNC))
