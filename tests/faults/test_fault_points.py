"""kill -9 and a full disk at some calls, the same ones while these stay as they are; `make faults` takes them all."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "faults_try.py"
SEED = int(os.environ.get("BAOSONG_FAULTS_SEED", "1"))
POINTS = int(os.environ.get("BAOSONG_FAULTS", "11"))


@pytest.mark.slow
def test_cut_off_at_any_call_nothing_is_lost_said_or_counted_twice(tmp_path: Path) -> None:
    results = tmp_path / "results.jsonl"
    asked = ["--jobs", "1", "--sample", str(POINTS), "--seed", str(SEED), "--file", str(results)]
    done = subprocess.run([sys.executable, str(_SCRIPT), *asked], capture_output=True, text=True, check=False)
    print(done.stdout)
    assert done.returncode == 0, f"BAOSONG_FAULTS_SEED={SEED}\n{done.stdout}\n{done.stderr}"
    assert re.search(r"in 0 trials an invariant was violated", done.stdout)
    assert len(results.read_text().splitlines()) == POINTS
