"""The manuscript: there, readable, one, titled, of a fair length."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from builders.letters import (
    BODY,
    TITLE,
    Shelf,
    answer_to,
    arrive,
    attachment,
    bureau,
    form,
    photo,
    piece,
    unread,
    word,
)

from pipeline.domain.document import WordDocument
from pipeline.domain.letter import Trouble
from pipeline.domain.words import Disposition, State
from pipeline.validate.engine import run_checks

Cases = Callable[..., list[str]]
REPLY = "Re: 【YH-2020-00012】需补正"
DOC = unread("稿件.doc", "doc", "unsupported")
HTML_DOC = attachment("稿件.doc", "html", document=WordDocument(text="x"), trouble=Trouble(code="unsupported"))
LOCKED = unread("稿件.docx", "encrypted_office", "encrypted")
BROKEN = unread("稿件.docx", "docx", "damaged")
SCANNED_FORM = unread("审核表.pdf", "pdf", "unsupported")


@pytest.mark.parametrize(
    ("parts", "text", "found"),
    [
        ((word(),), "", []),
        ((), "请查收", ["default"]),
        ((photo(),), "", ["default"]),
        ((), BODY, ["in_mail"]),
        ((form(),), "", ["form_only"]),
        ((SCANNED_FORM,), "", ["default"]),
        ((DOC,), "", []),  # told by manuscript_unsupported
        ((LOCKED,), "", []),  # told by manuscript_readable
    ],
)
def test_a_piece_without_a_manuscript_is_told(parts: tuple, text: str, found: list[str], cases: Cases) -> None:  # type: ignore[type-arg]
    assert cases("manuscript_present", arrive(parts=parts, text=text)) == found


@pytest.mark.parametrize(
    ("parts", "readable", "unsupported"),
    [
        ((word(),), [], []),
        ((LOCKED,), ["encrypted"], []),
        ((BROKEN,), ["damaged"], []),
        ((unread("稿件.docx", "docx", "truncated"),), ["damaged"], []),
        ((unread("稿件.docx", "docx", "empty"),), ["empty"], []),
        ((unread("稿件.docx", "docx", "over_limit"),), ["over_limit"], []),
        ((DOC,), [], ["default"]),
        ((HTML_DOC,), [], ["default"]),
        ((unread("稿.wps", "wps", "unsupported"), unread("稿.pdf", "pdf", "unsupported")), [], ["default", "default"]),
        ((unread("稿.pdf", "pdf", "scan"),), [], ["scan"]),
        ((word(), LOCKED, DOC), [], []),  # a manuscript was read: the others are attachments
        ((SCANNED_FORM,), [], []),
        ((unread("名单.xlsx", "xlsx", "unsupported"),), [], []),
    ],
)
def test_a_manuscript_that_does_not_open_is_returned_and_one_in_another_format_is_looked_at(
    parts: tuple,
    readable: list[str],
    unsupported: list[str],
    cases: Cases,  # type: ignore[type-arg]
) -> None:
    incoming = arrive(parts=parts)
    assert cases("manuscript_readable", incoming) == readable
    assert cases("manuscript_unsupported", incoming) == unsupported


def test_a_word_file_that_points_elsewhere_is_a_remark_and_one_without_is_none(cases: Cases) -> None:
    plain = word()
    assert plain.document is not None
    linked = replace(plain, document=replace(plain.document, outside=True))
    assert cases("manuscript_outside", arrive(parts=(linked, form()))) == ["default"]
    assert cases("manuscript_outside", arrive(parts=(plain, form()))) == []


def test_a_word_file_with_macros_is_a_remark_and_one_without_is_none(cases: Cases) -> None:
    assert cases("manuscript_macros", arrive(parts=(replace(word(), type="docm"), form()))) == ["default"]
    old = word()
    assert old.document is not None
    old = replace(old, type="doc", document=replace(old.document, macros=True))
    assert cases("manuscript_macros", arrive(parts=(old, form()))) == ["default"]
    assert cases("manuscript_macros", arrive(parts=(word(), form()))) == []


def test_an_unreadable_new_version_in_a_reply_is_told_although_the_old_one_is_on_record(cases: Cases) -> None:
    shelf = Shelf([piece(word(), form(), state=State.RECEIVED)])
    incoming = arrive(REPLY, (DOC,), answers=answer_to(), shelf=shelf)
    assert cases("manuscript_unsupported", incoming) == ["default"]
    assert cases("manuscript_present", incoming) == []


@pytest.mark.parametrize("name", ["manuscript_present", "form_present", "pictures_present"])
def test_a_dry_run_does_not_miss_what_the_piece_may_have_on_record(name: str, cases: Cases) -> None:
    incoming = arrive(REPLY, (SCANNED_FORM,), answers=answer_to(), shelf=Shelf(whole=False))
    assert cases(name, incoming) == []


def test_two_manuscripts_are_held_and_named(told: Callable[..., dict]) -> None:  # type: ignore[type-arg]
    incoming = arrive(parts=(word(), word("第二篇", "乙" * 300, name="二.docx"), form()))
    finding = told(incoming)["manuscript_single"]
    assert "稿件.docx、二.docx" in finding.message
    assert run_checks(incoming, bureau()).disposition is Disposition.HELD


def test_one_manuscript_twice_is_one(cases: Cases) -> None:
    assert cases("manuscript_single", arrive(parts=(word(), word(name="副本.docx")))) == []


@pytest.mark.parametrize(
    ("parts", "subject", "found"),
    [
        ((word(),), "2020年度+左家塘+走访", []),
        ((word(None),), "2020年度+左家塘+走访", ["default"]),
        ((word(None),), "2020年度+左家塘", ["none"]),
        ((form(),), "2020年度+左家塘+走访", []),
    ],
)
def test_a_manuscript_without_a_title_is_told(parts: tuple, subject: str, found: list[str], cases: Cases) -> None:  # type: ignore[type-arg]
    assert cases("title_present", arrive(subject, parts)) == found


@pytest.mark.parametrize(
    ("chars", "found"), [(149, ["short"]), (150, []), (3000, []), (3001, ["long"]), (0, ["short"])]
)
def test_the_length_is_judged_by_the_bureaus_bounds(chars: int, found: list[str], cases: Cases) -> None:
    assert cases("length", arrive(parts=(word(body="字" * chars),))) == found


def test_nothing_is_said_of_the_length_of_no_or_several_manuscripts(cases: Cases) -> None:
    assert cases("length", arrive(parts=(form(),))) == []
    assert cases("length", arrive(parts=(word(body="短"), word("二", "也短")))) == []


@pytest.mark.parametrize(
    ("state", "found"),
    [(State.RETURNED, []), (State.RECEIVED, []), (State.FIRST_REVIEW, ["default"]), (State.ADOPTED, ["default"])],
)
def test_a_manuscript_changed_after_review_is_told(state: State, found: list[str], cases: Cases) -> None:
    shelf = Shelf([piece(word(), form(), state=state)])
    changed = arrive(REPLY, (word(TITLE, BODY + "改了。"),), answers=answer_to(), shelf=shelf)
    assert cases("manuscript_changed", changed) == found
    assert cases("manuscript_changed", arrive(REPLY, (photo(),), answers=answer_to(), shelf=shelf)) == []


def test_a_reply_taken_as_a_new_piece_is_told(cases: Cases) -> None:
    shelf = Shelf([piece(word())])
    other = word("高桥街道招聘会", "招聘会现场。" * 50)
    assert cases("reply_unrelated", arrive(REPLY, (other,), answers=answer_to(), shelf=shelf)) == ["default"]
    assert cases("reply_unrelated", arrive(REPLY, (form(),), answers=answer_to(), shelf=shelf)) == []


def test_content_received_before_is_told_with_its_number(told: Callable[..., dict]) -> None:  # type: ignore[type-arg]
    shelf = Shelf([piece(word(), form(), state=State.RECEIVED)])
    incoming = arrive(parts=(word(sha="again"), form()), shelf=shelf)
    assert "YH-2020-00012" in told(incoming)["content_repeat"].message
    assert run_checks(incoming, bureau()).disposition is Disposition.IGNORED
