"""What a unit asks for: 查询, 积分 and 撤回 with a number, in the subject or at the head of the text."""

import pytest
from builders.letters import STRANGER, answer_to, arrive, bureau, photo, unread, word
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.request import Asked, Request
from pipeline.domain.words import LetterKind

NUMBER = "YH-2020-00012"


@pytest.mark.parametrize(
    ("subject", "text", "asked"),
    [
        ("查询", "", Asked.QUERY),
        ("回复：查询", "", Asked.QUERY),
        ("【雨花区】查询 稿件", "", Asked.QUERY),
        ("请教", "\n\n查询：我站今年的稿件", Asked.QUERY),
        ("积分", "", Asked.POINTS),
        ("积分　4月", "", Asked.POINTS),
        (f"撤回 {NUMBER}", "", Asked.WITHDRAW),
        (f"撤回{NUMBER}", "", Asked.WITHDRAW),
        ("关于昨天的稿件", f"撤回{NUMBER}。", Asked.WITHDRAW),
    ],
)
def test_the_first_word_of_subject_or_text_is_what_is_asked_for(subject: str, text: str, asked: Asked) -> None:
    brought = arrive(subject, text=text)
    assert brought.kind is LetterKind.COMMAND
    assert brought.request is not None
    assert brought.request.asked is asked
    assert brought.asker is not None
    assert brought.asker.id == "zuojiatang"


@pytest.mark.parametrize(
    ("subject", "text", "answers"),
    [
        ("撤回 YH-2020-00012", "", ()),
        ("撤回 yh—2020—00012", "", ()),
        ("撤回 ＹＨ-2020-12", "", ()),
        ("撤回", "编号 YH-2020-00012，稿件有误。", ()),
        ("回复：【YH-2020-00012】已受理：走访慰问", "撤回", ()),
        ("撤回", "\n------------------ 原始邮件 ------------------\n主题：【YH-2020-00099】已受理", answer_to()),
        ("撤回", "> 主题：【YH-2020-00099】已受理", answer_to()),
    ],
)
def test_the_number_is_read_where_it_was_written_else_from_the_mail_that_is_answered(
    subject: str, text: str, answers: tuple[str, ...]
) -> None:
    assert arrive(subject, text=text, answers=answers).request == Request(asked=Asked.WITHDRAW, numbers=(NUMBER,))


def test_a_withdrawal_without_a_number_is_one_all_the_same() -> None:
    assert arrive("撤回").request == Request(asked=Asked.WITHDRAW)


def test_several_pieces_at_once_are_for_a_person() -> None:
    brought = arrive("撤回 YH-2020-00012 YH-2020-00013")
    assert (brought.kind, brought.request, brought.asker) == (LetterKind.COMMAND, None, None)


def test_a_strangers_request_is_for_a_person() -> None:
    brought = arrive("查询", sender=STRANGER)
    assert brought.request is not None
    assert brought.asker is None


def test_a_request_beside_a_piece_is_a_piece_and_one_beside_an_unread_document_is_for_a_person() -> None:
    assert arrive("查询", [word(), photo()]).request is None
    assert arrive("查询", [unread("稿件.docx", "docx", "damaged")]).asker is None


def test_words_that_no_bureau_answers_are_no_requests() -> None:
    assert arrive("积分制管理经验").kind is not LetterKind.COMMAND
    assert bureau().subject.command_words == ("查询", "积分", "撤回")


@given(st.text(max_size=40), st.text(max_size=200))
def test_whatever_is_written_is_read_without_a_fault(subject: str, text: str) -> None:
    brought = arrive(subject, text=text)
    assert (brought.asker is not None) <= (brought.kind is LetterKind.COMMAND)
