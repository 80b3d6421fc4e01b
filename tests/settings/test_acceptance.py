"""The acceptance config: the shipped bureaus, live, on loopback servers."""

import shutil
import tomllib
from pathlib import Path

import pytest

from pipeline.domain.words import Mode
from pipeline.settings import Settings, load
from pipeline.settings.addresses import is_loopback

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "config"
ACCEPTANCE = ROOT / "tests" / "acceptance" / "config"


@pytest.fixture(scope="module")
def acceptance() -> Settings:
    return load(ACCEPTANCE)


@pytest.mark.parametrize("name", ["units.csv", "checks.toml", "lookalikes.txt", "terms.csv"])
@pytest.mark.parametrize("bureau", ["yuhua", "jinjiang"])
def test_the_acceptance_bureaus_are_the_shipped_ones(bureau: str, name: str) -> None:
    shipped, copied = (home / "bureaus" / bureau / name for home in (SHIPPED, ACCEPTANCE))
    assert copied.read_bytes() == shipped.read_bytes(), f"cp {shipped} {copied}"


def test_the_acceptance_bureaus_are_live_and_unpaced_on_this_machine(acceptance: Settings) -> None:
    assert set(acceptance.bureaus) == {"yuhua", "jinjiang"}
    for bureau in acceptance.bureaus.values():
        assert bureau.bureau.mode is Mode.LIVE
        assert bureau.bureau.start_date.isoformat() == "2020-01-01"
        assert bureau.smtp.pacing_seconds == 0
        assert bureau.smtp.daily_limit >= 1000
        assert not bureau.closing.approval
        assert is_loopback(bureau.imap.host)
        assert all(u.addresses and all(a.endswith(".test") for a in u.addresses) for u in bureau.bureau.roster.units)
    assert acceptance.post.replies_per_sender_per_day >= 1000


def test_a_script_can_read_the_acceptance_accounts_without_us(acceptance: Settings) -> None:
    users = set()
    for name in acceptance.bureaus:
        data = tomllib.loads((ACCEPTANCE / "bureaus" / name / "bureau.toml").read_text("utf-8"))
        users.add(data["imap"]["user"])
        assert data["mailbox"] == data["imap"]["user"]
        assert data["imap"]["password_env"] == f"BAOSONG_{name.upper()}_PASSWORD"
    assert len(users) == 2


def test_the_acceptance_servers_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"IMAP_HOST": "127.0.0.2", "IMAP_PORT": "3143", "SMTP_HOST": "::1", "SMTP_PORT": "3025"}.items():
        monkeypatch.setenv(f"BAOSONG_{name}", value)
    for bureau in load(ACCEPTANCE).bureaus.values():
        assert (bureau.imap.host, bureau.imap.port) == ("127.0.0.2", 3143)
        assert (bureau.smtp.host, bureau.smtp.port) == ("::1", 3025)


def test_the_acceptance_config_uses_the_shipped_wording_and_forms(acceptance: Settings) -> None:
    assert acceptance.folder == ACCEPTANCE
    assert (acceptance.letters, acceptance.forms) == (SHIPPED / "letters", SHIPPED / "forms")


def test_the_acceptance_config_still_loads_where_a_script_copied_it(tmp_path: Path) -> None:
    copied = load(Path(shutil.copytree(ACCEPTANCE, tmp_path / "anywhere")))
    assert set(copied.bureaus) == {"yuhua", "jinjiang"}
    assert (copied.letters / "findings.toml").is_file()


def test_reviewers_are_told_in_live_mode_unless_the_bureau_says_otherwise(tmp_path: Path, acceptance: Settings) -> None:
    assert not any(bureau.bureau.office.notify_reviewers for bureau in acceptance.bureaus.values())
    assert not any(bureau.bureau.office.notify_reviewers for bureau in load(SHIPPED).bureaus.values())
    home = Path(shutil.copytree(SHIPPED, tmp_path / "config"))
    file = home / "bureaus" / "yuhua" / "bureau.toml"
    file.write_text(file.read_text("utf-8").replace('mode = "observe"', 'mode = "live"'), encoding="utf-8")
    assert load(home).bureaus["yuhua"].bureau.office.notify_reviewers
