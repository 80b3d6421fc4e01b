"""Replies that try to confuse the desk: by others, out of order, with nothing or too much in them."""

import pytest
from acts.office import SUBJECT, TITLE, Office, form, mail, manuscript, photo, text_of, whole_piece
from acts.pieces_there import FIRST, numbers, parts, without_form

from pipeline.domain.words import Disposition


def test_another_units_reply_with_our_message_id_never_touches_the_piece(office: Office) -> None:
    ours = without_form(office)
    office.arrive(mail("回复：补审核表", [form()], sender="dongtang@yuhua.test", In_Reply_To=ours))
    office.poll()
    assert numbers(office)[FIRST] == ("returned", "returned")
    assert ("form", "L2") not in parts(office)


def test_a_strangers_number_in_the_subject_opens_a_held_piece_of_its_own(office: Office) -> None:
    without_form(office)
    office.arrive(mail(f"【{FIRST}】补审核表", [form()], sender="someone@elsewhere.test"))
    assert office.poll() == {Disposition.HELD: 1}
    assert numbers(office)[FIRST] == ("returned", "returned")
    assert office.mails("someone@elsewhere.test") == []


def test_two_completions_in_one_poll_both_arrive_in_the_piece(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript()]))
    office.poll()
    office.arrive(mail(f"【{FIRST}】补审核表", [form()]))
    office.arrive(mail(f"【{FIRST}】补图片", [photo()]))
    assert office.poll() == {Disposition.ACCEPTED: 2}
    assert parts(office) == [("form", "L2"), ("manuscript", "L1"), ("picture", "L3")]
    assert len(office.mails()) == 3


def test_a_completion_in_the_same_poll_as_its_original_is_joined_whatever_the_order_in_the_mailbox(
    office: Office,
) -> None:
    from datetime import timedelta

    late = office.clock() - timedelta(minutes=5)
    office.arrive(mail(f"【{FIRST}】补审核表", [form()]), at=late)
    office.arrive(mail(SUBJECT, [manuscript(), photo()]), at=late - timedelta(minutes=5))
    assert office.poll() == {Disposition.RETURNED: 1, Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("received", "accepted")}


@pytest.mark.parametrize("first", ["returned", "received"])
def test_a_new_text_under_the_same_title_replaces_the_manuscript_before_review(office: Office, first: str) -> None:
    if first == "returned":
        without_form(office)
    else:
        office.arrive(whole_piece())
        office.poll()
    changed = manuscript(TITLE, ["改过的一段，人数已经更正为二十三人。" * 10])
    office.arrive(mail(f"【{FIRST}】更正稿", [changed, form()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("received", "accepted")}
    assert ("manuscript", "L2") in parts(office)
    assert ("manuscript", "L1") not in parts(office)


def test_an_unrelated_manuscript_in_a_reply_is_a_piece_of_its_own_and_says_so(office: Office) -> None:
    ours = without_form(office)
    other = manuscript("光荣牌悬挂工作全部完成", ["全街道共悬挂光荣牌三千二百块，覆盖全部社区。" * 12])
    office.arrive(
        mail(f"回复：【{FIRST}】退回补正", [other, form("光荣牌悬挂工作全部完成"), photo(7)], In_Reply_To=ours)
    )
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("returned", "returned"), "YH-2020-00002": ("received", "accepted")}
    assert "新稿件" in text_of(office.mails()[-1])


def test_a_returned_piece_keeps_what_a_faulty_reply_brought(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.decide(FIRST, "return")
    office.arrive(mail(f"【{FIRST}】换图片", [photo(5), form("")]))
    assert office.poll() == {Disposition.RETURNED: 1}
    assert ("picture", "L2") in parts(office)
