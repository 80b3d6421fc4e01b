"""A disk without room: no letter is blamed for it, and people hear what is wrong and what to do."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from faults.small_disk import why_not
from structlog import get_logger
from structlog.testing import capture_logs

from pipeline import worker
from pipeline.cli.log_lines import line_of
from pipeline.worker import _guarded

_TESTS = Path(__file__).resolve().parents[1]
_READING = """
import os, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from faults.small_disk import mount, own_namespace
from pipeline.ingest.child import _answer
from pipeline.ingest.reading_job import Job
from pipeline.settings.values import Limits
own_namespace()
mount(Path(sys.argv[2]), 8)
answer = _answer(Job.of(Path(sys.argv[1]), Path(sys.argv[2])), Limits())
print(answer.reason, answer.errno, answer.letter is None)
"""


@pytest.mark.parametrize("letter", ["archive-nested", "form-missing"])
def test_a_reading_child_tells_a_full_disk_from_a_bad_letter(tmp_path: Path, letter: str) -> None:
    assert why_not() == "", f"small disks cannot be mounted here: {why_not()}"
    raw = _TESTS / "letters" / f"{letter}.eml"
    told = subprocess.run(
        [sys.executable, "-c", _READING, str(raw), str(tmp_path), str(_TESTS.parent), str(_TESTS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout == "disk 28 True\n", told.stderr


def test_the_worker_tells_people_once_of_a_full_disk_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_log", get_logger("worker"))  # one that wrote before keeps its way of writing

    def job() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    known: dict[str, str] = {}
    with capture_logs() as told:
        for doing in (job, job, job, list, list, job):
            _guarded("receive yuhua", doing, known)
    assert [line["event"] for line in told] == ["job_broken_off", "job_broken_off"]
    line = line_of(None, "", told[0] | {"timestamp": "2022-05-30T01:00:00Z", "level": "error"})
    assert "定时任务没有做完（receive yuhua）：数据文件夹用不了：磁盘已满" in line
    assert "修好后会自动继续" in line
