"""The demo, played once for all tests that look at what it left."""

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def demo(*arguments: object, **more: Any) -> "subprocess.Popen[str]":
    """`baosong demo` with these arguments, started."""
    command = [sys.executable, "-m", "pipeline", "demo", *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BAOSONG_")}
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, **(pipes | more))


@dataclass(frozen=True)
class Played:
    """A demo that has ended: its folder and what it said."""

    data: Path
    told: dict[str, Any]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What stands in its database."""
        with closing(sqlite3.connect(f"file:{self.data / 'baosong.db'}?mode=ro", uri=True)) as database:
            return database.execute(query).fetchall()


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """A month, played to its end in a folder of its own; tests that run side by side share it, and only look."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    data, told = shared / "demo" / "data", shared / "demo" / "told.json"
    told.parent.mkdir(exist_ok=True)
    with (shared / "demo" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            running = demo("--once", "--fresh", "--json", "--data", data)
            out, err = running.communicate(timeout=300)
            assert (running.returncode, err) == (0, ""), out
            told.write_text(out, "utf-8")
    return Played(data, json.loads(told.read_text("utf-8")))
