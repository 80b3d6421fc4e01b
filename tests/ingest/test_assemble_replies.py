"""Replies complete a piece, repeats are found, a new piece is never taken for a replacement (design.md §4.4)."""

from datetime import timedelta

import pytest
from builders.letters import (
    ARRIVED,
    BODY,
    SECTION,
    STRANGER,
    TITLE,
    Shelf,
    answer_to,
    arrive,
    attachment,
    form,
    photo,
    piece,
    unread,
    word,
)

from pipeline.domain.document import WordDocument
from pipeline.domain.words import LetterKind, State

OTHER = word("高桥街道举办退役军人招聘会", "招聘会吸引两百余人到场，达成意向四十余个。" * 15)
REPLY = "Re: 【YH-2020-00012】需补正1处：左家塘街道走访慰问老兵"
OPEN_OR_ACCEPTED = [State.RETURNED, State.HELD, State.RECEIVED, State.FIRST_REVIEW, State.ADOPTED]


@pytest.mark.parametrize("state", OPEN_OR_ACCEPTED)
def test_the_missing_form_sent_as_a_reply_completes_the_piece(state: State) -> None:
    incoming = arrive(REPLY, (form(),), answers=answer_to(), shelf=Shelf([piece(word(), photo(), state=state)]))
    assert incoming.kind is LetterKind.COMPLETION
    assert incoming.completes == piece(word(), photo(), state=state)
    assert (incoming.manuscripts, incoming.form_part, incoming.pictures) == ((word(),), form(), (photo(),))
    assert (incoming.title, incoming.year) == (TITLE, 2020)
    assert not incoming.replaces_manuscript


@pytest.mark.parametrize(
    "subject",
    [
        "Re: 【YH-2020-00012】需补正",
        "回复：[yh-2020-00012] 补审核表",
        "补审核表YH—2020—00012",
        "ＹＨ－２０２０－０００１２ 补正",
    ],
)
def test_the_number_in_the_subject_is_a_token_too(subject: str) -> None:
    incoming = arrive(subject, (form(),), shelf=Shelf([piece(word())]))
    assert incoming.completes is not None


@pytest.mark.parametrize("subject", ["Re: 需补正", "XYH-2020-00012", "YH-2020-000123 补正", "JJ-2020-00012 补正"])
def test_subject_text_alone_never_merges(subject: str) -> None:
    assert arrive(subject, (photo(),), shelf=Shelf([piece(word())])).completes is None


def test_a_strangers_or_another_units_reply_completes_nothing() -> None:
    shelf = Shelf([piece(word())])
    for sender in (STRANGER, SECTION):
        incoming = arrive(REPLY, (form(), OTHER), answers=answer_to(), sender=sender, shelf=shelf)
        assert incoming.completes is None
        assert incoming.kind is LetterKind.SUBMISSION


def test_a_piece_whose_unit_is_unsettled_is_completed_by_our_message_id_only() -> None:
    shelf = Shelf([piece(word(), unit=None)])
    assert arrive(REPLY, (form(),), answers=answer_to(), shelf=shelf).completes is not None
    assert arrive(REPLY, (photo(),), shelf=shelf).completes is None


def test_the_newest_of_each_kind_wins() -> None:
    new_photo, new_form = photo("新图.jpg"), form(author="李四")
    shelf = Shelf([piece(word(), form(), photo())])
    incoming = arrive(REPLY, (new_photo, new_form), answers=answer_to(), shelf=shelf)
    assert incoming.pictures == (new_photo,)
    assert incoming.form_part == new_form
    assert incoming.manuscripts == (word(),)


def test_a_mended_manuscript_of_the_same_title_replaces_the_old_one() -> None:
    mended = word(TITLE, BODY + "补充两句。")
    incoming = arrive(REPLY, (mended,), answers=answer_to(), shelf=Shelf([piece(word(), form())]))
    assert incoming.completes is not None
    assert incoming.manuscripts == (mended,)
    assert incoming.replaces_manuscript


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("另一个标题", BODY),  # the text is the same
        (TITLE, "全新的内容。" * 40),  # the title is the same
        (TITLE + "活动", BODY.replace("五月", "5月")),  # a few characters in both
        (None, BODY + "补充。"),  # no title, nearly the same text
    ],
)
def test_one_of_title_and_text_is_enough_to_belong_together(title: str | None, body: str) -> None:
    incoming = arrive(REPLY, (word(title, body),), answers=answer_to(), shelf=Shelf([piece(word())]))
    assert incoming.kind is LetterKind.COMPLETION
    assert not incoming.unrelated


@pytest.mark.parametrize("state", OPEN_OR_ACCEPTED)
def test_a_reply_with_another_title_and_text_is_a_new_piece(state: State) -> None:
    incoming = arrive(REPLY, (OTHER, form(None)), answers=answer_to(), shelf=Shelf([piece(word(), state=state)]))
    assert incoming.kind is LetterKind.SUBMISSION
    assert incoming.unrelated
    assert incoming.completes is None
    assert incoming.manuscripts == (OTHER,)
    assert incoming.unit is not None


def test_titles_that_differ_in_a_number_are_different_titles() -> None:
    first, second = word("第一次走访慰问老兵", "甲" * 300), word("第二次走访慰问老兵", "乙" * 300)
    assert arrive(REPLY, (second,), answers=answer_to(), shelf=Shelf([piece(first)])).unrelated


def test_an_unrelated_reply_that_repeats_another_piece_is_found() -> None:
    other = piece(OTHER, state=State.RECEIVED, number="YH-2020-00013")
    incoming = arrive(REPLY, (OTHER,), answers=answer_to(), shelf=Shelf([piece(word()), other]))
    assert incoming.repeats == other
    assert not incoming.unrelated


@pytest.mark.parametrize(
    "parts", [(), (attachment("采用情况.xlsx", "xlsx"),), (photo("logo.png", inline=True, side=50),)]
)
def test_a_reply_that_brings_only_words_or_figures_waits_for_the_office(parts) -> None:  # type: ignore[no-untyped-def]
    incoming = arrive(REPLY, parts, text="请问还缺什么", answers=answer_to(), shelf=Shelf([piece(word())]))
    assert incoming.kind is LetterKind.OTHER
    assert incoming.completes is None


def test_a_reply_with_a_document_we_cannot_read_still_belongs_to_its_piece() -> None:
    shelf = Shelf([piece(word(), state=State.RECEIVED)])
    incoming = arrive(REPLY, (unread("新稿.doc", "doc", "unsupported"),), answers=answer_to(), shelf=shelf)
    assert incoming.completes is not None


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.DISCARDED, State.SEALED])
def test_a_closed_piece_is_not_completed(state: State) -> None:
    incoming = arrive(REPLY, (word(), form()), answers=answer_to(), shelf=Shelf([piece(word(), state=state)]))
    assert (incoming.completes, incoming.repeats) == (None, None)
    assert incoming.kind is LetterKind.SUBMISSION


def test_a_number_that_is_not_on_record_makes_no_completion() -> None:
    assert arrive(REPLY, (word(), form()), answers=answer_to()).kind is LetterKind.SUBMISSION


def test_a_dry_run_knows_a_completion_by_its_token() -> None:
    incoming = arrive(REPLY, (form(),), answers=answer_to(), shelf=Shelf(whole=False))
    assert incoming.kind is LetterKind.COMPLETION
    assert incoming.completes is None
    assert incoming.unit is not None
    assert incoming.unit.id == "zuojiatang"
    assert (incoming.year, incoming.title) == (2020, TITLE)


def test_the_subject_of_our_own_mail_gives_a_piece_no_keyword() -> None:
    shelf = Shelf([piece(word())])
    assert arrive(REPLY, (form(),), answers=answer_to(), shelf=shelf).keyword is None
    assert arrive(REPLY, (photo(),), answers=answer_to(), shelf=Shelf(whole=False)).title is None
    own_subject = arrive("2020年度+左家塘+补审核表", (form(),), answers=answer_to(), shelf=shelf)
    assert own_subject.keyword == "补审核表"


@pytest.mark.parametrize("state", [State.RECEIVED, State.REVIEWED, State.ADOPTED])
def test_the_same_content_again_to_an_accepted_piece_repeats_it(state: State) -> None:
    on_record = piece(word(sha="1"), form(), photo(), state=state)
    incoming = arrive("2020+左家塘+又发一次", (word(sha="2"), form(), photo()), shelf=Shelf([on_record]))
    assert incoming.repeats == on_record
    assert incoming.completes is None


@pytest.mark.parametrize("state", [State.RETURNED, State.HELD])
def test_the_same_content_again_to_an_open_piece_completes_it(state: State) -> None:
    on_record = piece(word(), state=state)
    incoming = arrive(parts=(word(sha="2"), form()), shelf=Shelf([on_record]))
    assert incoming.kind is LetterKind.COMPLETION
    assert incoming.completes == on_record
    assert not incoming.replaces_manuscript


@pytest.mark.parametrize("new", [photo("新图.jpg"), form(sensitive=True)])
def test_the_same_manuscript_with_something_new_is_no_mere_repeat(new) -> None:  # type: ignore[no-untyped-def]
    incoming = arrive(parts=(word(), new), shelf=Shelf([piece(word(), form(), photo(), state=State.RECEIVED)]))
    assert incoming.repeats is None
    assert incoming.completes is not None


def test_another_units_same_content_is_its_own_piece() -> None:
    incoming = arrive(
        "2020年度+办公室+走访", (word(),), sender=SECTION, shelf=Shelf([piece(word(), state=State.RECEIVED)])
    )
    assert (incoming.repeats, incoming.completes) == (None, None)


def test_a_form_that_comes_separately_joins_the_piece_of_its_title_within_five_days() -> None:
    shelf = Shelf([piece(word())])
    incoming = arrive("2020年度+左家塘+补审核表", (form(),), shelf=shelf)
    assert incoming.completes == piece(word())
    assert shelf.since == ARRIVED - timedelta(days=5)


def test_a_form_of_another_title_stands_alone() -> None:
    incoming = arrive("2020年度+左家塘+审核表", (form("别的稿件"),), shelf=Shelf([piece(word())]))
    assert incoming.completes is None


def test_an_adoption_report_in_a_reply_stays_one() -> None:
    report = attachment("采用情况.docx", "docx", document=WordDocument(other_form="adoption_report"))
    incoming = arrive(REPLY, (report,), answers=answer_to(), shelf=Shelf([piece(word())]))
    assert incoming.kind is LetterKind.ADOPTION_REPORT
