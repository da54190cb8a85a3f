from prefect import flow
from prefect_airbyte.connections import AirbyteConnection
from prefect_airbyte.flows import run_connection_sync
from prefect_airbyte.server import AirbyteServer


@flow
def sync():
    remote = AirbyteServer(server_host="localhost", server_port=8000)
    connection = AirbyteConnection(
        airbyte_server=remote, connection_id="e1b2078f-882a-4f50-9942-cfe34b2d825b", status_updates=True
    )
    run_connection_sync(airbyte_connection=AirbyteConnection.load("nightly"))
    blocks = [AirbyteConnection.load(name) for name in ("a", "b")]
    weekly = AirbyteConnection.load("weekly")
