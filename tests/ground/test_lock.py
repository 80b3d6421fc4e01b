"""The lock pins everything pyproject.toml asks for, with hashes and without a registry's address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

HOUSE = Path(__file__).parents[2]
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["demo"], *EXTRAS["postgresql"], *EXTRAS["build"]],
    "requirements-ocr.lock": [*PROJECT["dependencies"], *EXTRAS["ocr"]],
    "requirements-dev.lock": [*PROJECT["dependencies"], *(r for extra in EXTRAS.values() for r in extra)],
}
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>\S+)(?P<rest>.*(?:\n .*)*)", re.MULTILINE)


def pins(lock: str) -> dict[str, tuple[Version, list[str]]]:
    """Name → version and hashes."""
    text = (HOUSE / lock).read_text(encoding="utf-8")
    return {
        canonicalize_name(m["name"]): (Version(m["version"]), re.findall(r"--hash=sha256:([0-9a-f]{64})\b", m["rest"]))
        for m in PIN.finditer(text)
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_pinned_within_its_range(lock):
    pinned = pins(lock)
    for line in LOCKS[lock]:
        wanted = Requirement(line)
        version, _ = pinned[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version, prereleases=True), f"{line} is locked as {version}: run make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock):
    assert len(pins(lock)) >= 40
    assert [name for name, (_, hashes) in pins(lock).items() if not hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_nothing_but_pins_stands_in_a_lock(lock):
    text = (HOUSE / lock).read_text(encoding="utf-8")
    plain = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(("#", "--hash="))]
    assert "://" not in text
    assert [line for line in plain if not PIN.match(line)] == []


def test_what_runs_is_pinned_alike_in_all_locks():
    runtime, pictures, development = map(pins, ("requirements.lock", "requirements-ocr.lock", "requirements-dev.lock"))
    assert {n: v for n, v in (pictures | runtime).items() if development.get(n) != v} == {}
    assert {n: v for n, v in runtime.items() if pictures.get(n, v) != v} == {}
