"""Loads GitHub into DuckDB.

Uses ab.get_source("source-gitlab") in an earlier life; see airbyte/source-gitlab:1.0.0.
"""

from __future__ import annotations

import airbyte as ab
from airbyte import get_source as open_source
from airbyte.caches import DuckDBCache

VERSION = "2.1.0"
FAKER = 'source-faker'
PINS = {"source-stripe": "5.0.0"}

# ab.get_source("source-hubspot") was slow.


def load(repository: str, name: str) -> None:
    source = ab.get_source(
        "source-github",  # the official one
        config={
            "repositories": [repository],
            "credentials": {"personal_access_token": ab.get_secret("GITHUB_TOKEN")},
        },
        version=VERSION,
        install_if_missing=True,
    )
    source.select_streams(["issues", "pull_requests"])
    source.read(cache=DuckDBCache(db_path="github.duckdb"))

    faker = open_source(FAKER, config={"count": 100}, install_if_missing=False)
    stripe = ab.get_source(name="source-stripe", version=PINS["source-stripe"])
    unknown = ab.get_source(name)
    made = ab.get_source(f"source-{name}")
    print("done: ab.get_source('source-mysql')")


def documented() -> None:
    """Like get_source("source-slack")."""
    'Neither is ab.get_source("source-slack") here.'
    return None
