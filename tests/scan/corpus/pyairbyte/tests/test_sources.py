from unittest import mock

from pipelines.wrap import get_source  # a wrapper around airbyte's


def test_source():
    source = get_source('source-google-sheets', version='0.9.4')
    other = get_source("warehouse")
    assert source.name == "source-google-sheets"


class FakeSource:
    def get_source(self, name="source-hubspot"):
        return mock.Mock()
