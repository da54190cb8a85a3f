import os

from airflow import DAG
from airflow.providers.airbyte.operators.airbyte import AirbyteTriggerSyncOperator
from airflow.providers.airbyte.sensors.airbyte import AirbyteJobSensor

CONNECTION = "1e3b5a72-7bfd-4808-a13c-204505490110"

with DAG("shop") as dag:
    money = AirbyteTriggerSyncOperator(
        task_id="money",
        airbyte_conn_id="airbyte_default",
        connection_id=CONNECTION,
        asynchronous=True,
    )
    json = AirbyteTriggerSyncOperator(
        task_id="json", connection_id="ef69ef6e-aa7f-4af1-a01d-ef775033524f")
    env = AirbyteTriggerSyncOperator(task_id="e", connection_id=os.environ["SHOP_CONNECTION"])
    wait = AirbyteJobSensor(task_id="wait", airbyte_job_id=money.output)
