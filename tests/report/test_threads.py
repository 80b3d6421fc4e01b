"""Message-IDs and threads."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.threads import message_id, references, sound

_FIT = re.compile(r"<[\x21-\x7e]+@[\x21-\x7e]+>")


def test_the_same_occasion_has_the_same_message_id() -> None:
    assert message_id("receipt:yuhua:ab", "desk@yuhua.test", "YH-2020-00012") == message_id(
        "receipt:yuhua:ab", "desk@yuhua.test", "YH-2020-00012"
    )
    assert message_id("receipt:yuhua:ab", "desk@yuhua.test") != message_id("receipt:yuhua:ac", "desk@yuhua.test")


def test_a_pieces_number_opens_its_message_id_in_small_letters() -> None:
    made = message_id("receipt:yuhua:ab", "desk@yuhua.test", "YH-2020-00012")
    assert re.fullmatch(r"<yh-2020-00012\.[0-9a-f]{8}@yuhua\.test>", made)


def test_a_mail_about_no_piece_carries_no_number() -> None:
    assert re.fullmatch(r"<letter\.[0-9a-f]{16}@yuhua\.test>", message_id("digest:yuhua:1", "desk@yuhua.test"))


@given(st.text(), st.text(min_size=1))
def test_every_message_id_is_fit_for_a_header(occasion: str, number: str) -> None:
    assert _FIT.fullmatch(message_id(occasion, "desk@yuhua.test", number))


@given(st.text())
def test_a_senders_message_id_is_taken_only_when_it_is_fit_for_a_header(text: str) -> None:
    for identifier in (text, f"<{text}>", f"<a@b>{text}"):
        taken = sound(identifier)
        assert taken is None or _FIT.fullmatch(taken.replace(">", "@x>")), taken


def test_a_message_id_with_a_line_end_is_not_answered() -> None:
    assert sound("<a@b>\r\nBcc: <c@d>") is None
    assert sound("<a@\r\nb>") is None
    assert sound(" <a@b> ") == "<a@b>"


def test_references_are_those_of_the_letter_and_then_the_letter() -> None:
    assert references(("<a@b>", "<c@d>", "<a@b>"), "<e@f>") == ("<a@b>", "<c@d>", "<e@f>")
    assert references(("<a@b>", "not one", "<e@f>"), "<e@f>") == ("<a@b>", "<e@f>")


def test_a_letter_without_a_message_id_gives_no_references() -> None:
    assert references(("<a@b>",), None) == ()


def test_a_long_thread_keeps_its_newest_references() -> None:
    kept = references(tuple(f"<{n}@b>" for n in range(100)), "<last@b>")
    assert len(kept) == 21
    assert kept[-2:] == ("<99@b>", "<last@b>")
