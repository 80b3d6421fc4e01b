"""How the tests of this room open a letter that they wrote by hand."""

import hashlib
from collections.abc import Callable

import pytest

from pipeline.domain.letter import Letter
from pipeline.ingest.letter import read_letter
from pipeline.settings.values import Limits

Kept = dict[str, bytes]
Opened = tuple[Letter, Kept]


@pytest.fixture(scope="session")
def opened() -> Callable[..., Opened]:
    """Opens raw bytes; gives the letter and what went into the sink, by sha256."""

    def open_it(raw: bytes, limits: Limits | None = None) -> Opened:
        kept: Kept = {}

        def sink(content: bytes) -> str:
            name = hashlib.sha256(content).hexdigest()
            kept[name] = content
            return name

        return read_letter(raw, limits or Limits(), sink), kept

    return open_it
