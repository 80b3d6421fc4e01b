"""The subject line: 年度+单位+关键词 (rules.md S2)."""

from collections.abc import Callable

import pytest
from builders.letters import Shelf, answer_to, arrive, form, piece, word

Cases = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("2020年度+左家塘+走访慰问", []),
        ("Re: 2020+左家塘＋走访慰问", []),
        ("左家塘+2020年度+走访慰问", ["default"]),
        ("2020年度 左家塘 走访", ["default"]),
        ("左家塘走访慰问", ["no_year"]),
        ("走访慰问活动信息", ["no_year"]),
        ("  ", ["empty"]),
    ],
)
def test_a_subject_in_another_form_is_a_remark_with_the_right_form(
    subject: str,
    found: list[str],
    cases: Cases,
    told: Callable[..., dict],  # type: ignore[type-arg]
) -> None:
    incoming = arrive(subject, (word(),))
    assert cases("subject_form", incoming) == found
    if found:
        assert "2020年度+左家塘街道退役军人服务站+关键词" in told(incoming)["subject_form"].remedy


def test_a_subject_without_one_unit_is_shown_the_form_without_a_gap(told: Callable[..., dict]) -> None:  # type: ignore[type-arg]
    remark = told(arrive("2020年度+左家塘、高桥+联合活动", (word(),)))["subject_form"]
    assert "2020年度+单位+关键词" in remark.remedy


@pytest.mark.parametrize(
    ("year", "found"), [("2018", ["default"]), ("2019", []), ("2020", []), ("2021", []), ("2022", ["default"])]
)
def test_a_year_far_from_the_year_of_arrival_is_told(year: str, found: list[str], cases: Cases) -> None:
    assert cases("year_plausible", arrive(f"{year}年度+左家塘+走访", (word(),))) == found


def test_a_subject_without_a_year_has_no_wrong_one(cases: Cases) -> None:
    assert cases("year_plausible", arrive("左家塘走访", (word(),))) == []


@pytest.mark.parametrize(
    ("subject", "found"),
    [("2020年度+左家塘+走访", []), ("2020年度+左家塘", ["default"]), (f"2020年度+左家塘+{'走访慰问' * 16}", ["long"])],
)
def test_a_missing_or_endless_keyword_is_told(subject: str, found: list[str], cases: Cases) -> None:
    assert cases("keyword_present", arrive(subject, (word(),))) == found


@pytest.mark.parametrize("name", ["subject_form", "year_plausible", "keyword_present"])
def test_the_subject_of_a_reply_is_ours_and_not_judged(name: str, cases: Cases) -> None:
    incoming = arrive("回复：1999", (form(),), answers=answer_to(), shelf=Shelf([piece(word())]))
    assert incoming.completes is not None
    assert cases(name, incoming) == []
