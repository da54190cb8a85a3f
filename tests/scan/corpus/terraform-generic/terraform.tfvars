postgres_version = "3.0.11" # was 2.4.0
