"""Pictures of the page go with the page; what no header can carry is an ordinary file."""

import re
from dataclasses import replace

import pytest
from post.written_mails import FORM, LETTER, mail_of, read

from pipeline.domain.outgoing import Attachment

CHART = Attachment(
    name="本年各月得分.png", media_type="image/png", content=b"\x89PNG", content_id="chart.1@bureau.test"
)


def test_a_picture_of_the_page_goes_with_the_page_and_not_among_the_files() -> None:
    mail = read(mail_of(replace(LETTER, html='<img src="cid:chart.1@bureau.test">', attachments=(CHART, FORM))))
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
    mail = read(mail_of(replace(LETTER, attachments=(CHART,))))
    assert mail.get_content_type() == "multipart/alternative"
    assert mail.get_body(("html",)).get_content() == LETTER.html.replace("\n", "\r\n")
    boundaries = re.findall(rb'boundary="([^"]+)"', mail_of(replace(LETTER, attachments=(CHART, FORM))))
    assert len(set(boundaries)) == len(boundaries) == 3


@pytest.mark.parametrize("content_id", ["a b@c", "甲@乙", "a@b>\r\nBcc: x@y.test", "", "no-at-sign"])
def test_a_picture_whose_id_no_header_can_carry_is_an_ordinary_file(content_id: str) -> None:
    mail = read(mail_of(replace(LETTER, attachments=(replace(CHART, content_id=content_id),))))
    _, file = mail.iter_parts()
    assert (file.get_content_disposition(), file["Content-ID"], mail["Bcc"]) == ("attachment", None, None)


def test_a_mail_without_a_page_keeps_its_picture_as_a_file() -> None:
    mail = read(mail_of(replace(LETTER, html="", attachments=(CHART,))))
    _, file = mail.iter_parts()
    assert file.get_content_disposition() == "attachment"
