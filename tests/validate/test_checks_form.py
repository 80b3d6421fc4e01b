"""Form 2 信息稿件审核表 (rules.md S4, S5)."""

from collections.abc import Callable

import pytest
from builders.letters import SECTION, STATION, STRANGER, TITLE, arrive, bureau, form, unread, word

from pipeline.domain.words import Disposition
from pipeline.validate.engine import run_checks

Cases = Callable[..., list[str]]
OFFICE = "2020年度+办公室+走访"


def centre_address() -> str:
    return next(u.addresses[0] for u in bureau().bureau.roster.units if u.group.value == "subordinate")


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ((word(), form()), []),
        ((word(),), ["default"]),
        ((word(), unread("审核表.pdf", "pdf", "unsupported")), ["unread"]),
        ((word(), unread("审核表.jpg", "jpeg", "damaged")), ["unread"]),
        ((word(name="关于审核表的说明.docx"),), ["default"]),
    ],
)
def test_a_missing_form_is_told_and_one_that_cannot_be_read_is_named(
    parts: tuple,
    found: list[str],
    cases: Cases,  # type: ignore[type-arg]
) -> None:
    assert cases("form_present", arrive(parts=parts)) == found


def test_jinjiang_does_not_ask_for_the_form() -> None:
    incoming = arrive("2022年度+磁灶+走访", (word(),), sender="cizao@jinjiang.test", to="jinjiang")
    assert incoming.unit is not None
    assert run_checks(incoming, bureau("jinjiang")).disposition is Disposition.ACCEPTED


@pytest.mark.parametrize(
    ("filled", "found"),
    [
        (form(), []),
        (form(""), ["title"]),
        (form(unit=None, author="  "), ["unit", "author"]),
        (form(None, unit="", author=""), ["title", "unit", "author"]),
    ],
)
def test_every_blank_field_is_told(filled: object, found: list[str], cases: Cases) -> None:
    assert cases("form_complete", arrive(parts=(word(), filled))) == found


@pytest.mark.parametrize(
    ("filled", "unticked", "sensitive"),
    [
        (form(sensitive=False), [], []),
        (form(sensitive=True), [], ["default"]),
        (form(sensitive=None), ["default"], []),
        (form(sensitive=None, doubt=True), ["both"], []),
    ],
)
def test_the_boxes_are_judged(filled: object, unticked: list[str], sensitive: list[str], cases: Cases) -> None:
    incoming = arrive(parts=(word(), filled))
    assert cases("sensitive_unticked", incoming) == unticked
    assert cases("sensitive", incoming) == sensitive


def test_a_stations_form_with_blank_opinions_is_right(cases: Cases) -> None:
    incoming = arrive(parts=(word(), form()))
    assert cases("form_opinions", incoming) == []
    assert run_checks(incoming, bureau()).disposition is Disposition.ACCEPTED


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("同意。王五", "同意。赵六", []),
        ("", "", ["first_opinion", "second_opinion"]),
        ("同意。王五", None, ["second_opinion"]),
        (" ", "同意。赵六", ["first_opinion"]),
    ],
)
def test_a_sections_form_comes_with_both_opinions(
    first: str | None, second: str | None, found: list[str], cases: Cases
) -> None:
    incoming = arrive(OFFICE, (word(), form(first=first, second=second)), sender=SECTION)
    assert cases("form_opinions", incoming) == found
    assert (run_checks(incoming, bureau()).disposition is Disposition.RETURNED) == bool(found)


def test_a_missing_opinion_names_who_signs_in_that_group(told: Callable[..., dict]) -> None:  # type: ignore[type-arg]
    section = run_checks(arrive(OFFICE, (word(), form()), sender=SECTION), bureau()).findings
    told_section = "".join(f.message + f.remedy for f in section if f.code == "form_opinions")
    assert "科室负责人" in told_section
    assert "业务分管领导" in told_section
    centre = run_checks(arrive("走访慰问", (word(), form()), sender=centre_address()), bureau()).findings
    assert "中心主任" in "".join(f.message for f in centre if f.code == "form_opinions")


def test_without_a_unit_no_opinion_is_asked_for(cases: Cases) -> None:
    assert cases("form_opinions", arrive(OFFICE, (word(), form()), sender=STRANGER)) == []
    assert cases("form_opinions", arrive(OFFICE, (word(), form()), sender=STATION)) == []


@pytest.mark.parametrize(
    ("of_form", "of_manuscript", "other", "near"),
    [
        (TITLE, TITLE, [], []),
        (f"《{TITLE}》 ", TITLE, [], []),
        ("关于" + TITLE + "的信息", TITLE, [], ["default"]),
        ("左家塘街道走访慰问老战士", "左家塘街道走访慰问老战友", [], ["default"]),
        ("高桥街道举办招聘会", TITLE, ["default"], []),
        ("第一次走访慰问老兵活动", "第二次走访慰问老兵活动", ["default"], []),
        ("", TITLE, [], []),  # told by form_complete
        (TITLE, None, [], []),  # told by title_present
    ],
)
def test_the_forms_title_is_compared_with_the_manuscripts_only(
    of_form: str, of_manuscript: str | None, other: list[str], near: list[str], cases: Cases
) -> None:
    incoming = arrive("2020年度+左家塘+与标题无关的关键词", (word(of_manuscript), form(of_form)))
    assert cases("form_title", incoming) == other
    assert cases("form_title_near", incoming) == near
