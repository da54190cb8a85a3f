import requests

API = "https://api.airbyte.com/v1"
body = {
    "name": "Hubspot",
    "workspaceId": "9924bcd0-99be-453d-ba47-c2c9766f7da5",
    # "sourceType": "gitlab",
    "configuration": {"sourceType": "hubspot", "start_date": "2024-01-01"},
}
requests.post(f"{API}/sources", json=body)
requests.post(f"{API}/destinations", json={"configuration": {'destinationType': 'bigquery'}})
requests.post(f"{API}/sources", json={"definitionId": "decd338e-5647-4c0b-adf4-da0e75f5a750"})
