postgres_version = "2.4.0"
