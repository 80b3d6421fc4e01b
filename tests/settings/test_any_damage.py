"""Whatever happens to a file of config/, the office gets sentences, never a traceback."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.settings import ConfigError, ConfigErrors, load

SHIPPED = Path(__file__).resolve().parents[2] / "config"
FILES = (
    "settings.toml",
    *(f"bureaus/yuhua/{n}" for n in ("bureau.toml", "units.csv", "checks.toml", "lookalikes.txt")),
)
SCRAPS = [
    b'"',
    b"[",
    b"]",
    b"=",
    b"{",
    b"}",
    b"#",
    b",",
    b";",
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b"${",
    "；".encode(),
    b"'''",
]


def damaged(raw: bytes, at: int, cut: int, scrap: bytes) -> bytes:
    start = at % (len(raw) + 1)
    return raw[:start] + scrap + raw[start + cut :]


def told_of(config: Path) -> tuple[ConfigError, ...]:
    try:
        load(config)
    except ConfigErrors as told:
        return told.errors
    return ()


@pytest.mark.hypothesis
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_loads_or_is_told_with_a_line_that_exists(name: str) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(shutil.copytree(SHIPPED, Path(scratch) / "config"))
        raw = (config / name).read_bytes()

        @settings(max_examples=25, deadline=None)
        @given(st.integers(0, 10**6), st.integers(0, 40), st.sampled_from(SCRAPS))
        def attempt(at: int, cut: int, scrap: bytes) -> None:
            content = damaged(raw, at, cut, scrap)
            (config / name).write_bytes(content)
            lines = content.count(b"\n") + content.count(b"\r") + 1
            for error in told_of(config):
                assert error.what
                assert error.remedy
                assert error.line >= 1
                assert error.file != config / name or error.line <= lines

        attempt()
