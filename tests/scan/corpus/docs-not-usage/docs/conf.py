"""Builds the pages on airbyte/source-postgres:3.6.28."""

html_context = {"example": "airbyte/source-github:2.1.0"}  # airbyte/source-slack:1
