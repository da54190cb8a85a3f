REM docker pull airbyte/source-no:1
:: docker pull airbyte/source-no:2
docker pull airbyte/source-faker:6.2.0
