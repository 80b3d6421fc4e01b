"""Subjects are read in grades, by examples that the office can read and by properties that hold for any subject."""

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from pipeline.domain.bureau import Roster, Unit
from pipeline.domain.subject import SubjectReading
from pipeline.domain.words import Group, SubjectGrade
from pipeline.ingest.subject import read_subject
from pipeline.settings import load
from pipeline.settings.values import SubjectTables

HERE = Path(__file__).parent
EXAMPLES = yaml.safe_load((HERE / "subjects.yaml").read_text(encoding="utf-8"))
SETTINGS = load(HERE.parents[1] / "config")


@dataclass(frozen=True)
class Desk:
    """A roster and its tables, and how they are asked."""

    roster: Roster
    tables: SubjectTables

    def read(self, text: str, *senders: str) -> SubjectReading:
        units = [u for u in self.roster.units if u.name in senders or set(senders) & set(u.aliases)]
        return read_subject(text, self.roster, self.tables, units)

    def id_of(self, name: str | None) -> str | None:
        return next((u.id for u in self.roster.units if name in u.names), None)


def desk_of(bureau: str) -> Desk:
    return Desk(SETTINGS.bureaus[bureau].bureau.roster, SETTINGS.bureaus[bureau].subject)


def schools(**names: str) -> Desk:
    """A roster of units named after numerals."""
    units = (
        Unit(id=i, name=n.split("|")[0], aliases=tuple(n.split("|")[1:]), group=Group.STATION) for i, n in names.items()
    )
    return Desk(Roster(tuple(units)), SubjectTables())


YUHUA = desk_of("yuhua")


@pytest.mark.parametrize(
    ("bureau", "example"),
    [(b, e) for b in EXAMPLES for e in EXAMPLES[b]],
    ids=lambda v: v if isinstance(v, str) else v[0],
)
def test_an_example_is_read_as_the_office_wrote_it(bureau, example):
    subject, year, unit, keyword, grade = example
    desk = desk_of(bureau)
    read = desk.read(subject)
    assert unit is None or desk.id_of(unit), f"{unit} is on no roster"
    assert (read.raw, read.year, read.unit, read.keyword, read.grade.value) == (
        subject, year, desk.id_of(unit), keyword, grade,
    )  # fmt: skip


def test_there_are_examples_enough_of_every_grade():
    grades = [e[-1] for examples in EXAMPLES.values() for e in examples]
    assert len(grades) >= 80
    assert {g: grades.count(g) >= 20 for g in SubjectGrade} == dict.fromkeys(SubjectGrade, True)


def test_the_words_that_named_the_unit_are_shown():
    assert YUHUA.read("2O20年度+黎拖+春节慰问").unit_text == "黎拖"
    assert YUHUA.read("2020年度左家塘街道走访").unit_text == "左家塘街道"
    assert YUHUA.read("走访慰问").unit_text is None


def test_what_was_read_over_is_told():
    assert YUHUA.read("2020年度+左家塘+走访").slips == ()
    assert YUHUA.read("2O20年度+黎拖+春节慰问").slips == ("typo", "year_form")
    assert YUHUA.read("左家塘 2020年度 走访").slips == ("order", "separator")
    assert YUHUA.read("左家塘").slips == ("no_year", "no_keyword")
    assert YUHUA.read("2020年度+长沙市雨花区左家塘街道+走访").slips == ("extra",)


def test_a_doubt_names_the_units_it_may_mean():
    assert YUHUA.read("2020年度+左家塘、高桥+联合活动").candidates == ("gaoqiao", "zuojiatang")
    assert YUHUA.read("2020年度+新东塘+走访").candidates == ("dongtang",)
    assert YUHUA.read("2020年度+左家+走访").candidates == ("zuojiatang",)
    assert YUHUA.read("走访慰问活动信息").candidates == ()


# ── the sender ──


def test_a_registered_sender_settles_a_subject_that_names_nobody():
    read = YUHUA.read("走访慰问活动信息", "左家塘")
    assert (read.unit, read.grade, read.keyword) == ("zuojiatang", SubjectGrade.TOLERANT, "走访慰问活动信息")
    assert read.unit_text is None
    assert "sender" in read.slips
    assert YUHUA.read("", "左家塘").unit == "zuojiatang"


def test_a_doubt_that_can_only_mean_the_sender_is_the_senders():
    assert YUHUA.read("2020年度+左家+走访", "左家塘").unit == "zuojiatang"
    assert YUHUA.read("2020年度+左家塘街道曙光社区+走访", "左家塘").unit == "zuojiatang"


@pytest.mark.parametrize("subject", ["2020年度+新东塘+走访", "2020年度+左家塘、高桥+联合活动", "赴东山走访慰问"])
def test_a_sender_does_not_settle_a_subject_that_may_mean_another(subject):
    assert YUHUA.read(subject, "左家塘").grade is SubjectGrade.UNCLEAR


def test_a_subject_that_names_another_unit_than_the_senders_is_told_as_read():
    read = YUHUA.read("2020年度+东塘+走访", "东山")
    assert (read.unit, read.grade, read.slips) == ("dongtang", SubjectGrade.EXACT, ())


def test_of_several_sender_units_the_subject_decides():
    assert YUHUA.read("2020年度+东塘+走访", "东山", "东塘").unit == "dongtang"
    assert YUHUA.read("走访慰问", "东山", "东塘").grade is SubjectGrade.UNCLEAR


# ── answers to our own mail ──


@pytest.mark.parametrize(
    "subject",
    [
        "Re: 【YH-2020-00012】已受理：走访慰问老兵",
        "回复：【YH-2020-00012】需补正2处：走访慰问老兵",
        "Re: 【YH-2020-00012】需补正1处：高桥街道走访慰问",  # the title we quote names somebody else
        "答复: 【YH—2020—00012】待人工核对：搞桥",  # and what looks like a slip is none
        "回复:YH-2020-00012",
    ],
)
def test_our_own_words_in_an_answer_name_nobody(subject):
    assert YUHUA.read(subject).unit is None
    assert YUHUA.read(subject, "左家塘").unit == "zuojiatang"


def test_a_unit_named_in_an_answer_is_still_read():
    read = YUHUA.read("Re: 【YH-2020-00012】需补正2处：走访慰问+高桥")
    assert read.unit == "gaoqiao"
    assert YUHUA.read("Re: 【YH-2020-00012】2020年度+左家塘、高桥+走访", "左家塘").unit is None


def test_the_number_of_another_bureau_is_no_number():
    assert YUHUA.read("JJ-2020-00012 佐家塘 走访").unit is None
    assert YUHUA.read("2020年度+佐家塘+JJ-2020-00012").unit == "zuojiatang"


# ── numerals and names inside names ──


def test_numerals_are_exact():
    desk = schools(one="一中", eleven="十一中", seven="第七小学")
    assert desk.read("2020+一中+x").unit == "one"
    assert desk.read("2020+十一中+x").unit == "eleven"
    assert desk.read("二〇二〇一中走访").unit == "one"
    for other in ("二中", "医中", "二十一中", "一一中", "11中", "十中", "第妻小学", "第一小学", "第17小学"):
        assert desk.read(f"2020+{other}+x").unit is None, other


def test_a_numeral_is_not_read_out_of_a_longer_one():
    desk = schools(one="一中")
    for other in ("十一中", "2020+十一中+x", "2020年十一中走访", "二十一中", "一中心小学走访"):
        assert desk.read(other).unit is None, other


def test_the_longest_name_wins():
    desk = schools(old="塘街道|塘口", new="新塘口街道|新塘口")
    assert desk.read("2020+新塘口+x").unit == "new"
    assert desk.read("2020+塘口+x").unit == "old"
    assert desk.read("2020新塘口走访").unit == "new"
    assert desk.read("2020+大塘口+x").unit is None


def test_a_slip_that_could_be_two_units_is_unclear():
    desk = schools(a="同升", b="通升")
    assert desk.read("2020+同升+x").unit == "a"
    read = desk.read("2020+童升+x")
    assert (read.unit, read.candidates) == (None, ("a", "b"))


def test_an_alias_of_two_units_is_unclear():
    desk = schools(a="东站|车站", b="西站|车站")
    assert desk.read("2020+车站+x").candidates == ("a", "b")


def test_units_that_share_a_core_are_told_apart_by_their_full_names():
    desk = schools(town="高桥镇", street="高桥街道")
    assert desk.read("2020+高桥镇+x").unit == "town"
    assert desk.read("2020+高桥街道+x").unit == "street"
    assert desk.read("2020+高桥+x").candidates == ("town", "street")
    assert desk.read("2020+高桥乡+x").unit is None


def test_a_look_alike_table_is_the_bureaus_own():
    roster = schools(a="圭塘").roster
    assert read_subject("2020+佳塘+x", roster, SubjectTables()).unit is None
    assert read_subject("2020+佳塘+x", roster, SubjectTables(lookalikes=(frozenset("圭佳"),))).unit == "a"


def test_an_empty_roster_reads_the_year_and_no_unit():
    read = Desk(Roster(()), SubjectTables()).read("2020年度+左家塘+走访")
    assert (read.year, read.unit, read.grade) == (2020, None, SubjectGrade.UNCLEAR)
