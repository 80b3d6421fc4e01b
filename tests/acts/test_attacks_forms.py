"""Forms of another piece, forms that come apart, several forms at once."""

import pytest
from acts.office import SUBJECT, TITLE, Office, form, mail, manuscript, photo, text_of
from acts.pieces_there import DONGTANG, FIRST, SECOND, by_unit

from pipeline.domain.words import Disposition


def test_a_form_of_another_piece_is_returned_naming_both_titles(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form("光荣牌悬挂工作全部完成"), photo()]))
    assert office.poll() == {Disposition.RETURNED: 1}
    told = text_of(office.mails()[0])
    assert "光荣牌悬挂工作全部完成" in told
    assert TITLE in told


def test_of_two_forms_the_one_with_the_manuscripts_title_counts(office: Office) -> None:
    other = ("另一张审核表.docx", form("光荣牌悬挂工作全部完成")[1], form()[2])
    office.arrive(mail(SUBJECT, [other, manuscript(), form(), photo()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}


def test_a_stations_form_with_opinions_on_it_is_fine(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(first="同意", second="同意"), photo()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert by_unit(office)[FIRST][0] == "received"


def test_a_held_letters_receipt_lists_what_can_be_mended_now(office: Office) -> None:
    unnamed = ("信息稿件审核表.docx", form("", sensitive=True)[1], form()[2])
    office.arrive(mail(SUBJECT, [manuscript(), unnamed, photo()]))
    assert office.poll() == {Disposition.HELD: 1}
    told = text_of(office.mails()[0])
    assert "现在就可以补正" in told
    assert "标题" in told


@pytest.mark.parametrize("first", ["form", "manuscript"])
@pytest.mark.parametrize("days", [4.9, 6])
def test_a_form_apart_joins_its_manuscript_within_five_days_only(office: Office, first: str, days: float) -> None:
    own = {"form": [form()], "manuscript": [manuscript(), photo()]}
    second = "manuscript" if first == "form" else "form"
    office.arrive(mail(SUBJECT, own[first]), at=office.clock())
    assert office.poll() == {Disposition.RETURNED: 1}
    office.clock.forward(days=days)
    office.arrive(mail(SUBJECT, own[second]), at=office.clock())
    outcome = Disposition.ACCEPTED if days < 5 else Disposition.RETURNED
    assert office.poll() == {outcome: 1}
    assert list(by_unit(office)) == ([FIRST] if days < 5 else [FIRST, SECOND])


def test_a_form_apart_never_joins_another_title_or_another_units_piece(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), photo()]))
    office.arrive(mail(SUBJECT, [form("另一篇稿件的标题")]))
    office.arrive(mail("2020年度+东塘+走访", [form(unit="东塘街道退役军人服务站")], sender=DONGTANG))
    assert office.poll() == {Disposition.RETURNED: 3}
    assert {state for state, _ in by_unit(office).values()} == {"returned"}
    assert len(by_unit(office)) == 3
