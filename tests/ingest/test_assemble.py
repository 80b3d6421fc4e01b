"""What a letter brings, as far as the letter alone tells: kind, unit, year, title."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from builders.letters import (
    ARRIVED,
    SECTION,
    STATION,
    STRANGER,
    TITLE,
    Shelf,
    arrive,
    attachment,
    bureau,
    form,
    letter,
    photo,
    unread,
    word,
)

from pipeline.domain.bureau import Roster
from pipeline.domain.document import WordDocument
from pipeline.domain.words import LetterKind
from pipeline.ingest.assemble import assemble
from pipeline.settings import BureauSettings


def test_a_station_letter_becomes_a_submission_with_all_its_parts() -> None:
    incoming = arrive(parts=(word(), form(), photo()))
    assert incoming.kind is LetterKind.SUBMISSION
    assert (incoming.unit.id, incoming.year, incoming.keyword) == ("zuojiatang", 2020, "走访慰问")  # type: ignore[union-attr]
    assert incoming.title == TITLE
    assert incoming.manuscript == word()
    assert incoming.form is not None
    assert incoming.form_part == form()
    assert incoming.pictures == (photo(),)


@pytest.mark.parametrize("kind", [LetterKind.BOUNCE, LetterKind.AUTO_REPLY])
def test_what_a_machine_made_keeps_its_kind_whatever_it_carries(kind: LetterKind) -> None:
    assert arrive(parts=(word(), form()), machine=kind).kind is kind


def test_a_letter_from_the_desks_own_mailbox_is_machine_made() -> None:
    assert arrive(parts=(word(),), sender=bureau().bureau.mailbox).kind is LetterKind.AUTO_REPLY


@pytest.mark.parametrize(
    ("form_name", "kind"),
    [
        ("adoption_report", LetterKind.ADOPTION_REPORT),
        ("booking", LetterKind.BOOKING),
        ("release", LetterKind.SUBMISSION),
    ],
)
def test_the_offices_other_forms_make_their_own_kinds(form_name: str, kind: LetterKind) -> None:
    other = attachment("表.docx", "docx", document=WordDocument(other_form=form_name))
    assert arrive(parts=(other,)).kind is kind


def test_a_booking_with_its_press_release_is_a_booking() -> None:
    booking = attachment("预约表.docx", "docx", document=WordDocument(other_form="booking"))
    assert arrive(parts=(booking, word())).kind is LetterKind.BOOKING


@pytest.mark.parametrize(
    ("subject", "text", "kind"),
    [
        ("查询", "", LetterKind.COMMAND),
        ("Re: 回复：积分 5月", "", LetterKind.COMMAND),
        ("【YH-2020-00012】撤回", "", LetterKind.COMMAND),
        ("撤回+左家塘", "", LetterKind.COMMAND),
        ("左家塘", "\n  查询\n谢谢", LetterKind.COMMAND),
        ("2020年度+左家塘+查询活动", "", LetterKind.SUBMISSION),
        ("积分制管理工作动态", "", LetterKind.SUBMISSION),
        ("2020年度+左家塘+走访", "我们想查询", LetterKind.SUBMISSION),
    ],
)
def test_a_command_word_comes_first_or_is_none(subject: str, text: str, kind: LetterKind) -> None:
    assert arrive(subject, text=text).kind is kind


def test_a_command_word_over_a_manuscript_is_no_command() -> None:
    assert arrive("撤回", parts=(word(),)).kind is LetterKind.SUBMISSION


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ((), LetterKind.OTHER),
        ((photo(),), LetterKind.OTHER),
        ((word(),), LetterKind.SUBMISSION),
        ((form(),), LetterKind.SUBMISSION),
        ((unread("稿件.doc", "doc", "unsupported"),), LetterKind.SUBMISSION),
    ],
)
def test_a_stranger_submits_only_with_a_manuscript_or_a_form(parts: tuple, kind: LetterKind) -> None:  # type: ignore[type-arg]
    assert arrive(parts=parts, sender=STRANGER).kind is kind


def test_a_table_alone_waits_for_the_office() -> None:
    assert arrive(parts=(attachment("采用情况.xlsx", "xlsx"),)).kind is LetterKind.OTHER


def test_a_registered_senders_bare_letter_is_a_submission_that_lacks_everything() -> None:
    assert arrive("2020年度+左家塘+走访", text="正文").kind is LetterKind.SUBMISSION


@pytest.mark.parametrize(
    ("subject", "sender", "unit"),
    [
        ("2020年度+左家塘+走访", STATION, "zuojiatang"),
        ("走访慰问活动信息", STATION, "zuojiatang"),
        ("", STATION, "zuojiatang"),
        ("2020年度+高桥+走访", STATION, None),
        ("2020年度+左家塘、高桥+联合活动", STATION, None),
        ("2020年度+左家塘+走访", STRANGER, None),
        ("2020年度+左家塘+走访", "", None),
    ],
)
def test_the_unit_follows_sender_and_subject_together(subject: str, sender: str, unit: str | None) -> None:
    incoming = arrive(subject, parts=(word(),), sender=sender)
    assert (incoming.unit.id if incoming.unit else None) == unit


def entitled() -> BureauSettings:
    """The office may send for 左家塘 as well."""
    settings = bureau()
    units = tuple(
        replace(u, may_send_for=("zuojiatang",)) if SECTION in u.addresses else u for u in settings.bureau.roster.units
    )
    return replace(settings, bureau=replace(settings.bureau, roster=Roster(units)))


@pytest.mark.parametrize(
    ("subject", "unit"),
    [
        ("2020年度+左家塘+走访", "zuojiatang"),
        ("2020年度+办公室+走访", "bangongshi"),
        ("2020年度+高桥+走访", None),
        ("走访慰问活动信息", None),
    ],
)
def test_an_address_that_may_send_for_others_leaves_the_unit_to_the_subject(subject: str, unit: str | None) -> None:
    incoming = assemble(letter(subject, (word(),), sender=SECTION), ARRIVED, entitled(), Shelf())
    assert (incoming.unit.id if incoming.unit else None) == unit
    assert [u.id for u in incoming.sender_units] == ["bangongshi"]


def test_without_a_year_in_the_subject_it_is_the_year_of_arrival_on_the_offices_clock() -> None:
    new_year = datetime(2019, 12, 31, 16, 30, tzinfo=UTC)  # 0:30 in Shanghai
    assert assemble(letter("左家塘 走访", (word(),)), new_year, bureau(), Shelf()).year == 2020


def test_the_title_is_the_manuscripts_else_the_forms_else_the_keyword() -> None:
    assert arrive(parts=(word(), form("别的"))).title == TITLE
    assert arrive(parts=(word(None), form("表上的标题"))).title == "表上的标题"
    assert arrive(parts=(word(None),)).title == "走访慰问"
