"""Whatever is written in a subject, a name, a file's name or a body reads as it was written."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header

from hypothesis import given
from hypothesis import strategies as st
from post.written_mails import ALL_TEXT, CHINESE, FORM, LETTER, decoded, mail_of, read

from pipeline.post.names import attachment_name, one_line


@given(ALL_TEXT | CHINESE)
def test_every_subject_reads_as_it_was_written_on_one_line(subject: str) -> None:
    raw = mail_of(replace(LETTER, subject=subject))
    assert decoded(raw, "Subject") == one_line(subject)
    assert _names_of_headers(raw) == _names_of_headers(mail_of())


@given(ALL_TEXT | CHINESE)
def test_every_display_name_reads_as_it_was_written_and_adds_no_header(name: str) -> None:
    raw = mail_of(name=name)
    sender = decoded(raw, "From")
    assert sender.endswith("<desk@bureau.test>")
    shown = sender.removesuffix("<desk@bureau.test>").strip(" ")
    plain = re.sub(r"\\(.)", r"\1", shown[1:-1]) if shown.startswith('"') else shown
    assert one_line(name) in (plain, shown)
    assert _names_of_headers(raw) == _names_of_headers(mail_of())


@given(st.sampled_from(["subject", "to", "message_id", "in_reply_to"]), st.sampled_from(["\r\n", "\n", "\r", "\u2028"]))
def test_no_value_can_start_a_header_of_its_own(field: str, newline: str) -> None:
    letter = replace(LETTER, **{field: f"<a@b.test>{newline}Bcc: c@d.test{newline}{newline}body"})
    raw = mail_of(letter)
    assert message_from_bytes(raw)["Bcc"] is None
    assert read(raw).get_content_type() == "multipart/alternative"


@given(ALL_TEXT | CHINESE)
def test_every_file_name_reads_the_same_in_new_and_old_mail_programs(name: str) -> None:
    raw = mail_of(replace(LETTER, attachments=(replace(FORM, name=name),)))
    *_, part = message_from_bytes(raw).get_payload()
    assert part.get_filename() == attachment_name(name)
    old = part.get_param("name").replace("\r\n", "")
    assert str(make_header(decode_header(old))) == attachment_name(name)
    assert part.get_payload(decode=True) == FORM.content


@given(ALL_TEXT | CHINESE, ALL_TEXT)
def test_every_body_reads_as_it_was_written(text: str, html: str) -> None:
    mail = message_from_bytes(mail_of(replace(LETTER, text=text, html=html)))
    bodies = [part.get_payload(decode=True).decode() for part in mail.get_payload()]
    given_bodies = [text, html] if html else [text]
    assert [re.sub("\r\n", "\n", b) for b in bodies] == [re.sub("\r\n|\r", "\n", t) for t in given_bodies]


@given(CHINESE, CHINESE)
def test_every_line_is_ascii_ends_in_crlf_and_encoded_words_keep_to_75(subject: str, name: str) -> None:
    raw = mail_of(replace(LETTER, subject=subject, attachments=(replace(FORM, name=name),)), name=name)
    assert raw.isascii()
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", raw) is None
    lines = raw.split(b"\r\n")
    assert max(len(line) for line in lines) <= 998
    assert all(len(line) <= 76 for line in lines if b"=?utf-8?" in line and b"name=" not in line)
    assert not [line for line in lines if re.fullmatch(rb"[A-Za-z-]+: *", line) and line != b"Subject: "]
    words = re.findall(rb"=\?utf-8\?[bq]\?[^?]*\?=", raw)
    assert all(len(word) <= 75 for word in words)
    for word in words:
        ((content, charset),) = decode_header(word.decode())
        assert charset == "utf-8"
        assert content.decode("utf-8") is not None  # each word is whole characters


def test_half_characters_become_question_marks() -> None:
    assert decoded(mail_of(replace(LETTER, subject="报\ud83d送", text="\ud83d")), "Subject") == "报?送"


def _names_of_headers(raw: bytes) -> list[str]:
    return message_from_bytes(raw).keys()


@given(CHINESE, CHINESE)
def test_the_bytes_are_those_that_the_library_writes_of_the_same_mail(subject: str, text: str) -> None:
    raw = mail_of(replace(LETTER, subject=subject, text=text, attachments=(FORM,)))
    again = message_from_bytes(raw).as_bytes(policy=policy.compat32.clone(linesep="\r\n", max_line_length=0))
    assert again == raw
