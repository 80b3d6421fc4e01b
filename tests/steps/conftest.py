"""Children that read letters, for all tests of the steps that want them."""

from collections.abc import Iterator

import pytest

from pipeline.ingest.readers import Readers
from pipeline.settings.values import Limits


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """One child."""
    with Readers(Limits(), 1) as pool:
        yield pool
