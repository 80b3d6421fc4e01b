"""What a mail program reads is what was written, whatever was written (RFC 5322, 2045-2047, 2231)."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.outgoing import Attachment, OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.post.mime import to_bytes
from pipeline.post.names import attachment_name, one_line
from pipeline.settings.values import SmtpAccount

ACCOUNT = SmtpAccount(host="127.0.0.1", port=25, security="none", user="desk@bureau.test", password_env="NO_SECRET")
NOW = datetime(2020, 5, 6, 16, 30, tzinfo=UTC)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTER = OutgoingLetter(
    occasion="receipt:1",
    kind=OutgoingKind.RECEIPT_ACCEPTED,
    to="unit@street.test",
    subject="【已受理】YH-2020-00012 左家塘街道退役军人服务站：走访慰问活动信息",
    text="您好：\n已收到。\n",
    html="<p>您好：</p>\n<p>已收到。</p>\n",
    message_id="<YH-2020-00012.1@bureau.test>",
    in_reply_to="<first@street.test>",
    references=("<zero@street.test>", "<first@street.test>"),
)
FORM = Attachment(name="信息稿件审核表（左家塘）.docx", media_type=WORD, content=bytes(range(256)) * 40)
ALL_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
CHINESE = st.text(st.sampled_from('报送镕喆堃㐂𠮷😀👨‍👩‍👧é\u3000 ,;:=?_"\\<>@()\r\n\t\x00\u2028aZ0'), max_size=120)


def _mail(letter: OutgoingLetter = LETTER, name: str = "雨花区退役军人事务局") -> bytes:
    return to_bytes(letter, ACCOUNT, name, NOW)


def _read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _decoded(raw: bytes, header: str) -> str:
    """The header as a plain RFC 2047 reader shows it."""
    return str(make_header(decode_header(message_from_bytes(raw)[header].replace("\r\n", ""))))


def test_the_headers_say_who_writes_to_whom_and_when() -> None:
    mail = _read(_mail())
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
    mail = _read(_mail(replace(LETTER, automatic=automatic)))
    assert mail["Auto-Submitted"] == word
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_answers_go_to_another_address_only_when_asked() -> None:
    assert _read(_mail())["Reply-To"] is None
    raw = to_bytes(LETTER, ACCOUNT, "", NOW, reply_to="office@bureau.test")
    assert _read(raw)["Reply-To"] == "office@bureau.test"


def test_without_a_display_name_the_address_stands_alone() -> None:
    assert message_from_bytes(_mail(name=""))["From"] == "<desk@bureau.test>"


@pytest.mark.parametrize("name", ["Office, Yuhua", 'The "Desk"', "a\\b", "x@y.test", "=?utf-8?q?x?="])
def test_a_display_name_cannot_pose_as_an_address(name: str) -> None:
    sender = _read(_mail(name=name))["From"].addresses
    assert [(a.display_name, a.addr_spec) for a in sender] == [(name, "desk@bureau.test")]


def test_a_mail_without_files_is_plain_text_and_html_side_by_side() -> None:
    mail = _read(_mail())
    assert mail.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [p.get_content() for p in mail.iter_parts()] == [
        LETTER.text.replace("\n", "\r\n"),
        LETTER.html.replace("\n", "\r\n"),
    ]


def test_a_mail_with_files_holds_them_byte_for_byte_after_the_text() -> None:
    mail = _read(_mail(replace(LETTER, attachments=(FORM, replace(FORM, name="plain.docx")))))
    assert mail.get_content_type() == "multipart/mixed"
    body, *files = mail.iter_parts()
    assert body.get_content_type() == "multipart/alternative"
    assert [f.get_filename() for f in files] == [FORM.name, "plain.docx"]
    assert [f.get_content_type() for f in files] == [WORD, WORD]
    assert [f.get_content_disposition() for f in files] == ["attachment", "attachment"]
    assert [f.get_content() for f in files] == [FORM.content, FORM.content]


def test_the_same_inputs_are_the_same_bytes() -> None:
    letter = replace(LETTER, attachments=(FORM,))
    assert _mail(letter) == _mail(letter)


def test_no_boundary_is_shared_by_two_mails_or_two_levels() -> None:
    letter = replace(LETTER, attachments=(FORM,))
    raw = _mail(letter) + _mail(replace(letter, message_id="<other@bureau.test>"))
    boundaries = re.findall(rb'boundary="([^"]+)"', raw)
    assert len(set(boundaries)) == len(boundaries) == 4


def test_an_id_no_header_can_carry_is_left_out() -> None:
    letter = replace(
        LETTER, in_reply_to="<报送@street.test>", references=("<" + "x" * 2000 + ">", "<good@street.test>")
    )
    mail = _read(_mail(letter))
    assert mail["In-Reply-To"] is None
    assert mail["References"] == "<good@street.test>"


def test_a_long_thread_folds_between_ids() -> None:
    ids = tuple(f"<{n}.{'a' * 50}@street.test>" for n in range(30))
    raw = _mail(replace(LETTER, references=ids))
    assert _read(raw)["References"].split() == list(ids)


def test_a_media_type_out_of_form_becomes_plain_bytes() -> None:
    file = replace(FORM, media_type="text/html\r\nBcc: x@y.test")
    *_, part = _read(_mail(replace(LETTER, attachments=(file,)))).iter_parts()
    assert part.get_content_type() == "application/octet-stream"


@given(ALL_TEXT | CHINESE)
def test_every_subject_reads_as_it_was_written_on_one_line(subject: str) -> None:
    raw = _mail(replace(LETTER, subject=subject))
    assert _decoded(raw, "Subject") == one_line(subject)
    assert _names_of_headers(raw) == _names_of_headers(_mail())


@given(ALL_TEXT | CHINESE)
def test_every_display_name_reads_as_it_was_written_and_adds_no_header(name: str) -> None:
    raw = _mail(name=name)
    sender = _decoded(raw, "From")
    assert sender.endswith("<desk@bureau.test>")
    shown = sender.removesuffix("<desk@bureau.test>").strip(" ")
    plain = re.sub(r"\\(.)", r"\1", shown[1:-1]) if shown.startswith('"') else shown
    assert one_line(name) in (plain, shown)
    assert _names_of_headers(raw) == _names_of_headers(_mail())


@given(st.sampled_from(["subject", "to", "message_id", "in_reply_to"]), st.sampled_from(["\r\n", "\n", "\r", "\u2028"]))
def test_no_value_can_start_a_header_of_its_own(field: str, newline: str) -> None:
    letter = replace(LETTER, **{field: f"<a@b.test>{newline}Bcc: c@d.test{newline}{newline}body"})
    raw = _mail(letter)
    assert message_from_bytes(raw)["Bcc"] is None
    assert _read(raw).get_content_type() == "multipart/alternative"


@given(ALL_TEXT | CHINESE)
def test_every_file_name_reads_the_same_in_new_and_old_mail_programs(name: str) -> None:
    raw = _mail(replace(LETTER, attachments=(replace(FORM, name=name),)))
    *_, part = message_from_bytes(raw).get_payload()
    assert part.get_filename() == attachment_name(name)
    old = part.get_param("name").replace("\r\n", "")
    assert str(make_header(decode_header(old))) == attachment_name(name)
    assert part.get_payload(decode=True) == FORM.content


@given(ALL_TEXT | CHINESE, ALL_TEXT)
def test_every_body_reads_as_it_was_written(text: str, html: str) -> None:
    mail = message_from_bytes(_mail(replace(LETTER, text=text, html=html)))
    bodies = [part.get_payload(decode=True).decode() for part in mail.get_payload()]
    given_bodies = [text, html] if html else [text]
    assert [re.sub("\r\n", "\n", b) for b in bodies] == [re.sub("\r\n|\r", "\n", t) for t in given_bodies]


@given(CHINESE, CHINESE)
def test_every_line_is_ascii_ends_in_crlf_and_encoded_words_keep_to_75(subject: str, name: str) -> None:
    raw = _mail(replace(LETTER, subject=subject, attachments=(replace(FORM, name=name),)), name=name)
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
    assert _decoded(_mail(replace(LETTER, subject="报\ud83d送", text="\ud83d")), "Subject") == "报?送"


def _names_of_headers(raw: bytes) -> list[str]:
    return message_from_bytes(raw).keys()


CHART = Attachment(
    name="本年各月得分.png", media_type="image/png", content=b"\x89PNG", content_id="chart.1@bureau.test"
)


def test_a_picture_of_the_page_goes_with_the_page_and_not_among_the_files() -> None:
    mail = _read(_mail(replace(LETTER, html='<img src="cid:chart.1@bureau.test">', attachments=(CHART, FORM))))
    body, file = mail.iter_parts()
    assert file.get_filename() == FORM.name
    plain, related = body.iter_parts()
    assert (plain.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    assert related.get_param("type") == "text/html"
    page, picture = related.iter_parts()
    assert "cid:chart.1@bureau.test" in page.get_content()
    assert picture["Content-ID"] == "<chart.1@bureau.test>"
    assert (picture.get_content_disposition(), picture.get_content()) == ("inline", b"\x89PNG")
    assert picture.get_filename() == CHART.name


def test_a_page_with_a_picture_alone_needs_no_files_beside_it() -> None:
    mail = _read(_mail(replace(LETTER, attachments=(CHART,))))
    assert mail.get_content_type() == "multipart/alternative"
    assert mail.get_body(("html",)).get_content() == LETTER.html.replace("\n", "\r\n")
    boundaries = re.findall(rb'boundary="([^"]+)"', _mail(replace(LETTER, attachments=(CHART, FORM))))
    assert len(set(boundaries)) == len(boundaries) == 3


@pytest.mark.parametrize("content_id", ["a b@c", "甲@乙", "a@b>\r\nBcc: x@y.test", "", "no-at-sign"])
def test_a_picture_whose_id_no_header_can_carry_is_an_ordinary_file(content_id: str) -> None:
    mail = _read(_mail(replace(LETTER, attachments=(replace(CHART, content_id=content_id),))))
    _, file = mail.iter_parts()
    assert (file.get_content_disposition(), file["Content-ID"], mail["Bcc"]) == ("attachment", None, None)


def test_a_mail_without_a_page_keeps_its_picture_as_a_file() -> None:
    mail = _read(_mail(replace(LETTER, html="", attachments=(CHART,))))
    _, file = mail.iter_parts()
    assert file.get_content_disposition() == "attachment"


@given(CHINESE, CHINESE)
def test_the_bytes_are_those_that_the_library_writes_of_the_same_mail(subject: str, text: str) -> None:
    raw = _mail(replace(LETTER, subject=subject, text=text, attachments=(FORM,)))
    again = message_from_bytes(raw).as_bytes(policy=policy.compat32.clone(linesep="\r\n", max_line_length=0))
    assert again == raw
