import dagster_airbyte as da
from dagster_airbyte import (
    AirbyteResource,
    airbyte_sync_op,
    build_airbyte_assets,
    load_assets_from_airbyte_instance,
)

airbyte = AirbyteResource(host="localhost", port="8000")
assets = load_assets_from_airbyte_instance(airbyte, key_prefix=["raw"])
shop = build_airbyte_assets(
    connection_id="87b7fe85-a22c-420e-8d74-b30e7ede77df",
    destination_tables=["orders", "users"],
)
op = airbyte_sync_op.configured({"connection_id": "12345678-a22c-420e-8d74-b30e7ede77df"}, name="sync")
