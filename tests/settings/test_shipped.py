"""What is shipped says everything in Chinese and holds what the plans say."""

import re
import tomllib
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.domain.words import Group, Mode, State
from pipeline.settings import BureauSettings, Settings, load
from pipeline.settings.checks import known_checks
from pipeline.settings.ocr import OcrSettings
from pipeline.settings.values import ImapAccount, Limits, SmtpAccount, SubjectTables

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "config"
ACCEPTANCE = ROOT / "tests" / "acceptance" / "config"
TOML_FILES = sorted(f for home in (SHIPPED, ACCEPTANCE) for f in home.rglob("*.toml") if f.parent.name != "letters")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
KEY = re.compile(r"\s*(?:\[|[A-Za-z0-9_\"'.-]+\s*=)")


@pytest.fixture(scope="module")
def shipped() -> Settings:
    return load(SHIPPED)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("file", TOML_FILES, ids=named)
def test_every_key_has_a_chinese_comment_beside_it(file: Path) -> None:
    bare, explained = [], False
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        said = CHINESE.search(line.partition(" # ")[2]) is not None
        if line.startswith("["):
            explained = said  # of a table that says what it is, a wording in Chinese speaks for itself
        elif KEY.match(line) and not said and not (explained and CHINESE.search(line)):
            bare.append(f"{number}: {line}")
    assert bare == []


@pytest.mark.parametrize("file", TOML_FILES, ids=named)
def test_every_file_begins_by_saying_in_chinese_what_it_is_for(file: Path) -> None:
    first = file.read_text("utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert CHINESE.search(first)


def test_the_shipped_limits_are_spelt_out_and_are_the_defaults(shipped: Settings) -> None:
    data = tomllib.loads((SHIPPED / "settings.toml").read_text("utf-8"))
    assert set(data["limits"]) == {f.name for f in fields(Limits)} - {"ocr"}
    assert replace(shipped.limits, ocr=OcrSettings()) == Limits()
    assert set(data["ocr"]) == {f.name for f in fields(OcrSettings)}
    assert replace(shipped.limits.ocr, on=False, names=()) == OcrSettings()


def test_the_shipped_accounts_spell_out_every_key_and_keep_to_the_defaults(shipped: Settings) -> None:
    for bureau in shipped.bureaus.values():
        data = tomllib.loads((bureau.folder / "bureau.toml").read_text("utf-8"))
        assert set(data["imap"]) == {f.name for f in fields(ImapAccount)}
        assert set(data["smtp"]) == {f.name for f in fields(SmtpAccount)}
        assert bureau.imap.timeout_seconds == ImapAccount.timeout_seconds
        assert bureau.imap.sent_folder == ImapAccount.sent_folder
        assert bureau.smtp.pacing_seconds == SmtpAccount.pacing_seconds
        assert bureau.smtp.daily_limit == SmtpAccount.daily_limit
        assert bureau.subject.command_words == SubjectTables.command_words


def test_the_mailboxes_are_those_of_the_plans(shipped: Settings) -> None:
    yuhua, jinjiang = shipped.bureaus["yuhua"], shipped.bureaus["jinjiang"]
    assert (yuhua.bureau.mailbox, yuhua.bureau.prefix) == ("yhqtyju@163.com", "YH")
    assert (jinjiang.bureau.mailbox, jinjiang.bureau.prefix) == ("jjtyj85653620@163.com", "JJ")
    for bureau in shipped.bureaus.values():
        assert (bureau.imap.host, bureau.imap.port, bureau.imap.security) == ("imap.163.com", 993, "tls")
        assert (bureau.smtp.host, bureau.smtp.port, bureau.smtp.security) == ("smtp.163.com", 465, "tls")
        assert bureau.imap.user == bureau.smtp.user == bureau.bureau.mailbox
        assert bureau.imap.folders == ("INBOX", "垃圾邮件")
        assert bureau.bureau.mode is Mode.OBSERVE


def test_yuhua_has_the_units_and_targets_of_annex_four(shipped: Settings) -> None:
    units = {name: u for u in shipped.bureaus["yuhua"].bureau.roster.units for name in u.names}
    stations = ["跳马镇", "雨花亭", "高桥", "左家塘", "侯家塘", "砂子塘", "东塘", "圭塘"]
    stations += ["井湾子", "黎托", "洞井", "东山", "同升"]
    assert [units[s].target for s in stations] == [Decimal(5)] * 13
    assert {units[s].group for s in stations} == {Group.STATION}
    others = {"办公室": 15, "双拥优抚科": 10, "移交安置科": 10, "区退役军人服务中心": 12}
    assert {name: units[name].target for name in others} == others
    assert units["区退役军人服务中心"].group is Group.SUBORDINATE
    assert len(shipped.bureaus["yuhua"].bureau.roster.units) == 17


def test_jinjiang_has_a_station_for_each_subdistrict_and_town(shipped: Settings) -> None:
    roster = shipped.bureaus["jinjiang"].bureau.roster
    units = {name: u for u in roster.units for name in u.names}
    streets = ["青阳", "梅岭", "西园", "罗山", "灵源", "新塘"]
    towns = ["陈埭", "池店", "安海", "磁灶", "内坑", "紫帽", "东石", "永和", "英林", "金井", "龙湖", "深沪", "西滨"]
    assert [units[s].name for s in streets] == [f"{s}街道退役军人服务站" for s in streets]
    assert [units[t].name for t in towns] == [f"{t}镇退役军人服务站" for t in towns]
    assert sum(u.group is Group.STATION for u in roster.units) == 19
    assert units["局办公室"].group is Group.SECTION
    assert units["市退役军人服务中心"].group is Group.SUBORDINATE
    assert shipped.bureaus["jinjiang"].monthly_duty == 3
    assert shipped.bureaus["yuhua"].monthly_duty is None


def test_the_chains_say_whose_opinions_come_with_the_letter(shipped: Settings) -> None:
    def with_letter(bureau: str, group: Group) -> list[tuple[State, bool, str]]:
        return [(s.state, s.with_letter, s.form_field) for s in shipped.bureaus[bureau].bureau.review[group]]

    def chain(signed: bool) -> list[tuple[State, bool, str]]:
        return [(State.FIRST_REVIEW, signed, "first_opinion"), (State.REVIEWED, signed, "second_opinion")]

    assert with_letter("yuhua", Group.SECTION) == with_letter("yuhua", Group.SUBORDINATE) == chain(True)
    assert with_letter("yuhua", Group.STATION) == chain(False)
    assert all(with_letter("jinjiang", group) == chain(False) for group in Group)


def test_every_check_there_is_has_its_table_and_its_wording(shipped: Settings) -> None:
    for bureau in shipped.bureaus.values():
        tables = tomllib.loads((bureau.folder / "checks.toml").read_text("utf-8"))
        assert set(tables) == set(known_checks())
        assert set(bureau.checks.wordings) == set(known_checks())


@pytest.mark.parametrize("bureau", ["yuhua", "jinjiang"])
def test_a_station_is_known_by_the_usual_short_forms(shipped: Settings, bureau: str) -> None:
    settings: BureauSettings = shipped.bureaus[bureau]
    for unit in settings.bureau.roster.units:
        if unit.group is Group.STATION:
            core = unit.aliases[0]
            kind = "街道" if "街道" in unit.name else "镇"
            wanted = {f"{core}{kind}", f"{core}服务站", f"{core}{kind}服务站", f"{core}站"}
            assert wanted <= set(unit.names)


@pytest.mark.parametrize("bureau", ["yuhua", "jinjiang"])
def test_two_units_of_the_rosters_have_a_second_address(shipped: Settings, bureau: str) -> None:
    units = shipped.bureaus[bureau].bureau.roster.units
    assert sum(len(u.addresses) > 1 for u in units) == 2


@pytest.mark.parametrize("bureau", ["yuhua", "jinjiang"])
def test_a_readme_beside_the_roster_explains_every_column(shipped: Settings, bureau: str) -> None:
    folder = shipped.bureaus[bureau].folder
    readme = (folder / "README.md").read_text("utf-8")
    header = (folder / "units.csv").read_text("utf-8").splitlines()[0]
    assert [c for c in header.split(",") if f"`{c}`" not in readme] == []
    assert ".test" in readme
