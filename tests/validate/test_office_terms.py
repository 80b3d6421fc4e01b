"""The terms an office does not want: found whole, in any spelling of letters, never inside a right form."""

from collections.abc import Callable

import pytest
from builders.letters import arrive, bureau, form, word
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.finding import Finding, Problem
from pipeline.settings.values import Usage
from pipeline.validate.checks.office_terms import check
from pipeline.validate.desk import Desk

OFFICE = (Usage("退伍军人事务局", "退役军人事务局", ""), Usage("老兵所", "", "不再使用"), Usage("双拥", "双拥工作", ""))


def desk(usages: tuple[Usage, ...] = OFFICE, most: int = 5) -> Desk:
    of = bureau().bureau
    return Desk(terms={"most": most}, roster=of.roster, review=of.review, mailbox=of.mailbox, usages=usages)


def found(text: str, **more: object) -> list[tuple[str, str]]:
    letter = arrive(parts=(word(body=text), form()))
    return [(p.facts["wrong"], p.facts["count"]) for p in check(letter, desk(**more))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("区退役军人事务局走访慰问", []),
        ("区退伍军人事务局走访慰问", [("退伍军人事务局", "1")]),
        ("退伍军人 事务局，退伍　军人事务局", [("退伍军人事务局", "2")]),
        ("联系退伍军人\n事务局通知", []),
        ("老兵所", [("老兵所", "1")]),
        ("推进双拥工作", []),
        ("推进双拥工作，双拥共建", [("双拥", "1")]),
        ("老兵所、老兵所、退伍军人事务局", [("老兵所", "2"), ("退伍军人事务局", "1")]),
    ],
)
def test_a_wrong_term_is_told_with_how_often_it_stands_there(text: str, wrong: list[tuple[str, str]]) -> None:
    assert found(text) == wrong


def test_letters_of_any_width_are_the_same() -> None:
    assert found("下载ＡＰＰ", usages=(Usage("APP", "应用程序", ""),)) == [("APP", "1")]


def test_no_more_are_told_than_the_office_wants() -> None:
    assert found("老兵所、退伍军人事务局", most=1) == [("老兵所", "1")]


def test_a_bureau_without_terms_finds_nothing() -> None:
    assert found("退伍军人事务局", usages=()) == []


def test_the_shipped_terms_are_told_with_the_right_form(told: Callable[..., dict[str, Finding]]) -> None:
    finding = told(arrive(parts=(word(body="近日，区退伍军人事务局走访慰问老兵。" * 20), form())))["office_terms"]
    assert finding.severity == "remark"
    assert "宜写作“退役军人事务局”" in finding.message


def test_a_letter_without_a_manuscript_is_not_asked(problems: Callable[..., list[Problem]]) -> None:
    assert problems("office_terms", arrive("退伍军人事务局", (form(),))) == []


@given(text=st.text(alphabet="退伍役军人事务局双拥工作老兵所 ", max_size=60))
def test_what_is_told_stands_in_the_text(text: str) -> None:
    whole = "".join(text.split())
    for wrong, count in found(text):
        assert whole.count(wrong) >= int(count) > 0
