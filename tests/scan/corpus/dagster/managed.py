from dagster_airbyte import AirbyteManagedElementReconciler, airbyte_resource
from dagster_airbyte.managed.generated.destinations import LocalJsonDestination, PostgresDestination
from dagster_airbyte.managed.generated import sources as airbyte_sources
from dagster_airbyte.managed.generated.sources import (
    GithubSource,
    LinkedinAdsSource as Ads,
)
from dagster_airbyte.managed.types import AirbyteConnection, AirbyteSource

from warehouse import FileSource

files = FileSource("x")
github = GithubSource(
    name="issues",
    credentials=GithubSource.PATCredentials(token),
    repository="acme/shop",
)
ads = Ads(name="ads")
s3 = airbyte_sources.S3Source(name="s3")
postgres = PostgresDestination(name="warehouse")
stripe = AirbyteSource(name="stripe", source_type="Stripe", source_configuration={})
