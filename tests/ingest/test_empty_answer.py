"""What only answers our mail and brings nothing is told apart from what a person sends in (mail.md O6)."""

import pytest
from builders.letters import STRANGER, Shelf, answer_to, arrive, form, photo, piece, unread, word

from pipeline.domain.words import LetterKind, State

RECORD = {"shelf": Shelf([piece(word())], ours="<letter.1@b.test>", wrote=True)}


@pytest.mark.parametrize(
    "told",
    [
        {"subject": "Re: 需补正", "answers": ("<letter.1@b.test>",)},  # our Message-ID
        {"subject": "2020年度+左家塘+走访慰问", "answers": ("<letter.1@b.test>",)},
        {"subject": "回复：【YH-2020-00012】需补正1处", "answers": answer_to()},  # a piece of its own
        {"subject": "回复：【YH-2020-00099】已受理"},  # a number nobody knows
        {"subject": "我不在办公室 3141"},  # a fresh subject, shortly after our mail
    ],
)
def test_an_answer_to_our_mail_that_brings_nothing_is_no_piece_and_gets_no_receipt(told) -> None:  # type: ignore[no-untyped-def]
    incoming = arrive(told.pop("subject"), text="收到，谢谢。", **told, **RECORD)
    assert (incoming.kind, incoming.empty_answer) == (LetterKind.OTHER, True)
    assert incoming.completes is None


@pytest.mark.parametrize(
    "parts", [(form(),), (photo(),), (word(),), (unread("稿件.doc", "doc", "unsupported"),)], ids=lambda p: p[0].name
)
def test_a_completion_always_gets_its_receipt(parts) -> None:  # type: ignore[no-untyped-def]
    assert not arrive("Re: 【YH-2020-00012】需补正", parts, answers=answer_to(), **RECORD).empty_answer


def test_a_link_to_a_file_brings_something() -> None:
    told = arrive("Re: 【YH-2020-00012】需补正", answers=answer_to(), remote_attachments=True, **RECORD)
    assert not told.empty_answer


def test_a_piece_whose_files_were_forgotten_is_told_so_even_shortly_after_our_mail() -> None:
    incoming = arrive("2020年度+左家塘+走访慰问", **RECORD)
    assert (incoming.kind, incoming.empty_answer) == (LetterKind.SUBMISSION, False)


def test_without_a_mail_of_ours_a_bare_letter_is_what_it_was() -> None:
    incoming = arrive("请问怎么报", shelf=Shelf([piece(word(), state=State.RECEIVED)]))
    assert (incoming.kind, incoming.empty_answer) == (LetterKind.SUBMISSION, False)


def test_a_command_is_answered_though_it_answers_our_mail() -> None:
    incoming = arrive("Re: 【YH-2020-00012】已受理", text="撤回", answers=answer_to(), **RECORD)
    assert (incoming.kind, incoming.empty_answer) == (LetterKind.COMMAND, False)


@pytest.mark.parametrize("sender", ["zuojiatang@yuhua.test", STRANGER])
@pytest.mark.parametrize(
    "subject", ["自动回复：我在休假", "自动回复", "Re: Automatic reply: 已受理", "Out of Office: back on Monday"]
)
def test_a_vacation_notice_is_known_by_how_its_subject_begins_where_it_brings_nothing(subject, sender) -> None:  # type: ignore[no-untyped-def]
    assert arrive(subject, sender=sender).kind is LetterKind.AUTO_REPLY
    assert arrive(subject, (word(), form()), sender=sender).kind is LetterKind.SUBMISSION


@pytest.mark.parametrize("subject", ["自动回复功能怎么开通", "关于自动回复：请示", "2020年度+左家塘+自动回复上线"])
def test_a_subject_about_automatic_answers_is_none(subject: str) -> None:
    assert arrive(subject).kind is LetterKind.SUBMISSION


def test_an_answer_that_calls_itself_automatic_is_one() -> None:
    incoming = arrive("已收到您的邮件", text="这是一封自动回复邮件。\n祝好", **RECORD)
    assert (incoming.kind, incoming.empty_answer) == (LetterKind.AUTO_REPLY, True)
    quoted = arrive("Re: 需补正", text="谢谢。\n\n-----Original Message-----\n本邮件由报送台自动发出", **RECORD)
    assert quoted.kind is LetterKind.OTHER
