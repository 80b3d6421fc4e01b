"""A config folder of one's own to spoil: the shipped one, copied."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import ConfigError, ConfigErrors, load

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "config"
ACCEPTANCE = ROOT / "tests" / "acceptance" / "config"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A copy of the shipped config/."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "config"))


@pytest.fixture
def yuhua(config: Path) -> Path:
    """The copied folder of one bureau."""
    return config / "bureaus" / "yuhua"


Change = Callable[[Path, str, str], int]


@pytest.fixture
def change() -> Change:
    """Replaces the first occurrence of a text in a file and returns the 1-based line it stood on."""

    def replace(file: Path, old: str, new: str) -> int:
        text = file.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file.name}"
        file.write_text(text.replace(old, new, 1), "utf-8")
        return text[: text.index(old)].count("\n") + 1

    return replace


def errors_of(config: Path) -> tuple[ConfigError, ...]:
    """Every mistake told of a config folder."""
    with pytest.raises(ConfigErrors) as caught:
        load(config)
    return caught.value.errors


@pytest.fixture
def only_error(config: Path) -> Callable[[], ConfigError]:
    """The one mistake told of the copied config; more or fewer fail the test."""

    def error() -> ConfigError:
        errors = errors_of(config)
        assert len(errors) == 1, "\n".join(str(e) for e in errors)
        return errors[0]

    return error


@pytest.fixture
def all_errors(config: Path) -> Callable[[], tuple[ConfigError, ...]]:
    """All mistakes told of the copied config."""
    return lambda: errors_of(config)
