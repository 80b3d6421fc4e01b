"""A mail as a mail program reads it: headers, bodies, files, threads (RFC 5322, 2045-2047, 2231)."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.utils import parsedate_to_datetime

import pytest
from post.written_mails import ACCOUNT, FORM, LETTER, NOW, WORD, mail_of, read

from pipeline.post.mime import to_bytes


def test_the_headers_say_who_writes_to_whom_and_when() -> None:
    mail = read(mail_of())
    assert mail["From"].addresses[0].addr_spec == "desk@bureau.test"
    assert mail["From"].addresses[0].display_name == "雨花区退役军人事务局"
    assert mail["To"] == "unit@street.test"
    assert mail["Subject"] == LETTER.subject
    assert mail["Message-ID"] == LETTER.message_id
    assert mail["In-Reply-To"] == "<first@street.test>"
    assert mail["References"] == "<zero@street.test> <first@street.test>"
    assert mail["Date"] == "Thu, 07 May 2020 00:30:00 +0800"
    assert parsedate_to_datetime(mail["Date"]) == NOW


@pytest.mark.parametrize(("automatic", "word"), [(True, "auto-replied"), (False, "auto-generated")])
def test_the_headers_keep_other_machines_from_answering(automatic: bool, word: str) -> None:
    mail = read(mail_of(replace(LETTER, automatic=automatic)))
    assert mail["Auto-Submitted"] == word
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_answers_go_to_another_address_only_when_asked() -> None:
    assert read(mail_of())["Reply-To"] is None
    raw = to_bytes(LETTER, ACCOUNT, "", NOW, reply_to="office@bureau.test")
    assert read(raw)["Reply-To"] == "office@bureau.test"


def test_without_a_display_name_the_address_stands_alone() -> None:
    assert message_from_bytes(mail_of(name=""))["From"] == "<desk@bureau.test>"


@pytest.mark.parametrize("name", ["Office, Yuhua", 'The "Desk"', "a\\b", "x@y.test", "=?utf-8?q?x?="])
def test_a_display_name_cannot_pose_as_an_address(name: str) -> None:
    sender = read(mail_of(name=name))["From"].addresses
    assert [(a.display_name, a.addr_spec) for a in sender] == [(name, "desk@bureau.test")]


def test_a_mail_without_files_is_plain_text_and_html_side_by_side() -> None:
    mail = read(mail_of())
    assert mail.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [p.get_content() for p in mail.iter_parts()] == [
        LETTER.text.replace("\n", "\r\n"),
        LETTER.html.replace("\n", "\r\n"),
    ]


def test_a_mail_with_files_holds_them_byte_for_byte_after_the_text() -> None:
    mail = read(mail_of(replace(LETTER, attachments=(FORM, replace(FORM, name="plain.docx")))))
    assert mail.get_content_type() == "multipart/mixed"
    body, *files = mail.iter_parts()
    assert body.get_content_type() == "multipart/alternative"
    assert [f.get_filename() for f in files] == [FORM.name, "plain.docx"]
    assert [f.get_content_type() for f in files] == [WORD, WORD]
    assert [f.get_content_disposition() for f in files] == ["attachment", "attachment"]
    assert [f.get_content() for f in files] == [FORM.content, FORM.content]


def test_the_same_inputs_are_the_same_bytes() -> None:
    letter = replace(LETTER, attachments=(FORM,))
    assert mail_of(letter) == mail_of(letter)


def test_no_boundary_is_shared_by_two_mails_or_two_levels() -> None:
    letter = replace(LETTER, attachments=(FORM,))
    raw = mail_of(letter) + mail_of(replace(letter, message_id="<other@bureau.test>"))
    boundaries = re.findall(rb'boundary="([^"]+)"', raw)
    assert len(set(boundaries)) == len(boundaries) == 4


def test_an_id_no_header_can_carry_is_left_out() -> None:
    letter = replace(
        LETTER, in_reply_to="<报送@street.test>", references=("<" + "x" * 2000 + ">", "<good@street.test>")
    )
    mail = read(mail_of(letter))
    assert mail["In-Reply-To"] is None
    assert mail["References"] == "<good@street.test>"


def test_a_long_thread_folds_between_ids() -> None:
    ids = tuple(f"<{n}.{'a' * 50}@street.test>" for n in range(30))
    raw = mail_of(replace(LETTER, references=ids))
    assert read(raw)["References"].split() == list(ids)


def test_a_media_type_out_of_form_becomes_plain_bytes() -> None:
    file = replace(FORM, media_type="text/html\r\nBcc: x@y.test")
    *_, part = read(mail_of(replace(LETTER, attachments=(file,)))).iter_parts()
    assert part.get_content_type() == "application/octet-stream"
