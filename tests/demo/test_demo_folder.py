"""The demo's own folder and config: nothing of an office's is touched, nothing real is reached."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.demo.folder import MARKER, FolderRefused, demo_folder
from pipeline.demo.own_config import own_config
from pipeline.domain.words import Mode
from pipeline.settings import load
from pipeline.settings.values import CheckTable

ROOT = Path(__file__).resolve().parents[2]
START = date(2026, 5, 1)


def test_a_new_folder_is_made_and_marked(tmp_path: Path) -> None:
    with demo_folder(tmp_path / "deep" / "data", fresh=True) as folder:
        assert (folder / MARKER).is_file()


def test_a_demos_folder_is_emptied_only_when_asked(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("stays")
    for fresh, left in ((False, {MARKER, "a.txt", "deep", "link"}), (True, {MARKER})):
        with demo_folder(tmp_path / "data", fresh=False) as folder:
            (folder / "a.txt").write_text("a")
            (folder / "deep" / "er").mkdir(parents=True, exist_ok=True)
            if not (folder / "link").is_symlink():
                (folder / "link").symlink_to(tmp_path)
        with demo_folder(tmp_path / "data", fresh=fresh) as folder:
            assert {path.name for path in folder.iterdir()} == left
    assert outside.read_text() == "stays"


@pytest.mark.parametrize("fresh", [False, True])
def test_a_folder_of_others_is_refused_and_left_alone(tmp_path: Path, fresh: bool) -> None:
    (tmp_path / "baosong.db").write_text("an office's")
    with pytest.raises(FolderRefused) as refused, demo_folder(tmp_path, fresh=fresh):
        pass
    assert refused.value.cause == "foreign"
    assert [path.name for path in tmp_path.iterdir()] == ["baosong.db"]


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(FolderRefused), demo_folder(tmp_path / "data", fresh=True):
        pass
    assert (tmp_path / "data").read_text() == "a file"


def test_two_demos_never_share_a_folder(tmp_path: Path) -> None:
    with demo_folder(tmp_path, fresh=False) as folder:
        (folder / "kept").write_text("x")
        with pytest.raises(FolderRefused) as refused, demo_folder(tmp_path, fresh=True):
            pass
        assert refused.value.cause == "in_use"
        assert (folder / "kept").exists()


@pytest.mark.parametrize("config", ["config", "tests/acceptance/config"])
def test_no_account_of_the_demos_config_leaves_the_machine(tmp_path: Path, config: str) -> None:
    theirs = load(ROOT / config)
    own = own_config(theirs, tmp_path / "config", (1143, 1025), START)
    assert list(own.bureaus) == list(theirs.bureaus)
    for name, one in own.bureaus.items():
        assert {one.imap.host, one.smtp.host} == {"127.0.0.1"}
        assert (one.imap.port, one.smtp.port) == (1143, 1025)
        assert {one.bureau.mailbox, one.imap.user, one.smtp.user} == {f"{name}@baosong.test"}
        assert {one.imap.password_env, one.smtp.password_env} == {"BAOSONG_DEMO_PASSWORD"}
        assert (one.bureau.mode, one.bureau.start_date) == (Mode.LIVE, START)
    written = "".join(path.read_text("utf-8") for path in (tmp_path / "config").rglob("*.toml"))
    assert "163.com" not in "".join(line for line in written.splitlines() if not line.startswith("#"))


@pytest.mark.parametrize("config", ["config", "tests/acceptance/config"])
def test_everything_else_is_the_offices(tmp_path: Path, config: str) -> None:
    theirs = load(ROOT / config)
    own = own_config(theirs, tmp_path / "config", (1143, 1025), START)
    limits = replace(theirs.limits, ocr=own.limits.ocr)  # the demo leaves pictures of forms to the office
    assert (own.limits, own.post.codes, own.holidays) == (limits, theirs.post.codes, theirs.holidays)
    assert not own.limits.ocr.on
    for name, one in own.bureaus.items():
        his = theirs.bureaus[name]
        assert _told(one.checks) == _told(his.checks)
        assert (one.subject, one.closing) == (his.subject, his.closing)
        assert (one.bureau.roster, one.bureau.review) == (his.bureau.roster, his.bureau.review)
        office = replace(his.bureau.office, notify_reviewers=one.bureau.office.notify_reviewers)
        assert (one.bureau.office, one.bureau.prefix) == (office, his.bureau.prefix)
    for name in ("letters", "forms"):
        copies = {path.name: path.read_bytes() for path in getattr(own, name).iterdir() if path.is_file()}
        assert copies == {path.name: path.read_bytes() for path in getattr(theirs, name).iterdir() if path.is_file()}


def _told(checks: CheckTable) -> tuple[str, dict[str, tuple[str, dict[str, tuple[str, str]]]]]:
    """What runs and what it says; not in which file that stands."""
    return repr(checks.rows), {name: (one.label, one.cases) for name, one in checks.wordings.items()}


def test_what_was_written_is_the_same_toml_but_for_the_accounts(tmp_path: Path) -> None:
    own_config(load(ROOT / "config"), tmp_path / "config", (1143, 1025), START)
    for name in ("yuhua", "jinjiang"):
        place = Path("bureaus") / name / "bureau.toml"
        theirs, ours = (
            tomllib.loads((root / place).read_text("utf-8")) for root in (ROOT / "config", tmp_path / "config")
        )
        for table in ("office", "subject", "review", "closing"):
            assert ours[table] == theirs[table]


def test_written_again_it_leaves_nothing_of_the_old(tmp_path: Path) -> None:
    theirs = load(ROOT / "config")
    own_config(theirs, tmp_path / "config", (1, 2), START)
    (tmp_path / "config" / "bureaus" / "old").mkdir()
    again = own_config(theirs, tmp_path / "config", (1143, 1025), START)
    assert set(again.bureaus) == {"yuhua", "jinjiang"}
