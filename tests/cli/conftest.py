"""The command line on the acceptance config, run within this process, with letters on record to look at."""

import io
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from json import loads
from pathlib import Path
from typing import Any

import pytest
from acts.office import SECTION, SUBJECT, form, mail, manuscript, photo, whole_piece

from pipeline.cli.app import run

ACCEPTANCE = Path(__file__).resolve().parents[1] / "acceptance" / "config"
RECEIVED = b"Received: from unit.test by office.test; Wed, 6 May 2020 18:00:00 +0800\r\n"
LONG_TITLE = "东塘街道开展退役军人创业就业政策宣讲暨现场咨询活动[第1期]"
DEAD_PORT = "1"  # nobody listens there


@dataclass(frozen=True)
class Ran:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which is one JSON value and nothing else."""
        return loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        """Standard output, which is one JSON value a line and nothing else."""
        return [loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Desk:
    """The command line over one data folder."""

    data: Path
    config: Path = ACCEPTANCE

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Ran:
        """Run `baosong` with these arguments."""
        return command([*map(str, arguments), "--config", str(self.config), "--data", str(self.data)], stdin)


def command(arguments: list[str], stdin: bytes = b"") -> Ran:
    """Run `baosong` with exactly these arguments."""
    before, out, err = sys.stdin, io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            run(arguments)
    finally:
        sys.stdin = before
    told = [stream.seek(0) or stream.read() for stream in (out, err)]
    return Ran(int(ended.value.code or 0), *told)


def archive() -> dict[str, bytes]:
    """Letters of every kind, as they lie in an archive."""
    secret = mail("2020年度+左家塘+换防时间表", [manuscript("换防时间表", ["机密★3年", "换防时间表。" * 20])])
    sensitive = form("双拥共建活动", "双拥优抚科", first="同意", second="同意", sensitive=True)
    letters = {
        "1-accepted": whole_piece(),
        "2-returned": mail(SUBJECT, [manuscript(LONG_TITLE), photo(3)]),
        "3-held": mail("2020年度+双拥优抚科+双拥", [manuscript("双拥共建活动"), sensitive, photo(4)], sender=SECTION),
        "4-unknown": whole_piece(sender="newcomer@elsewhere.test", seed=9),
        "5-sealed": secret,
        "6-question": mail("撤回两篇稿件", [], body="撤回 YH-2020-00091、YH-2020-00092"),
        "7-machine": mail("自动回复：外出", [], Auto_Submitted="auto-replied"),
    }
    return {name: RECEIVED + raw for name, raw in letters.items()}


@pytest.fixture(autouse=True)
def _no_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    for side in ("IMAP", "SMTP"):
        monkeypatch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
        monkeypatch.setenv(f"BAOSONG_{side}_PORT", DEAD_PORT)
    for bureau in ("YUHUA", "JINJIANG"):
        monkeypatch.setenv(f"BAOSONG_{bureau}_PASSWORD", "geheim")
    monkeypatch.delenv("BAOSONG_DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of letters, one a file."""
    folder = tmp_path_factory.mktemp("letters")
    for name, raw in archive().items():
        (folder / f"{name}.eml").write_bytes(raw)
    return folder


@pytest.fixture(scope="session")
def record(letters: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with these letters on record, with receipts; to be looked at, never changed."""
    data = tmp_path_factory.mktemp("record")
    done = Desk(data)("ingest", "--bureau", "yuhua", "--receipts", letters)
    assert (done.code, done.err) == (0, "")
    return data


@pytest.fixture
def looking(record: Path) -> Desk:
    """The command line over the record."""
    return Desk(record)


@pytest.fixture
def desk(record: Path, tmp_path: Path) -> Desk:
    """The command line over a copy of the record, to be worked on."""
    return Desk(Path(shutil.copytree(record, tmp_path / "data")))


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    """The command line over a new data folder."""
    return Desk(tmp_path / "data")


@pytest.fixture
def broken_config(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Makes a copy of the config with something in one of its files replaced, again and again."""
    folder = tmp_path / "config"
    shutil.copytree(ACCEPTANCE, folder)

    def replace(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return replace
