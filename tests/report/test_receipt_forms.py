"""What a receipt tells of form 2: wanted, attached, missing, come as a picture."""

from pipeline.domain.words import Disposition, Follows
from pipeline.report.receipts import receipt


def test_a_form_that_came_as_a_picture_is_told_as_received_and_nothing_must_be_done(
    make_view, make_incoming, make_finding, desk
) -> None:
    doubt = make_finding("form_picture", Follows.HOLD, "像是审核表的照片。", "不用重发；如方便，请补 Word 的。")
    view = make_view(Disposition.HELD, doubt, form_wanted=True, incoming=make_incoming(form=None))
    text = receipt(view, desk).text
    assert "审核表：收到的是扫描件或照片，由局办公室打开核对\n" in text
    assert "【如果方便】\n1. 不补也可以，等局办公室核对。要补的，直接回复本邮件" in text
    assert "现在就可以补正" not in text


def test_a_wanted_form_goes_with_the_mail_filled_in_and_is_named_in_it(make_view, make_finding, desk) -> None:
    gap = make_finding("gap", Follows.RETURN, "缺审核表。", "请补。")
    mail = receipt(make_view(Disposition.RETURNED, gap, form_wanted=True), desk)
    (form,) = mail.attachments
    assert form.name == "信息稿件审核表（左家塘）.docx"
    assert form.content.startswith(b"PK")
    for body in (mail.text, mail.html):
        assert "《信息稿件审核表（左家塘）.docx》" in body
        assert "局办公室负责同志、分管领导签署意见" in body


def test_a_form_that_is_not_wanted_is_neither_attached_nor_mentioned(make_view, desk) -> None:
    mail = receipt(make_view(Disposition.ACCEPTED), desk)
    assert mail.attachments == ()
    assert "预填" not in mail.text


def test_the_forms_file_name_is_plain_when_the_unit_is_in_doubt(make_view, make_incoming, desk) -> None:
    view = make_view(Disposition.HELD, form_wanted=True, incoming=make_incoming(unit=None, title=None))
    assert receipt(view, desk).attachments[0].name == "信息稿件审核表.docx"


def test_a_form_that_nobody_asked_for_is_not_said_to_be_missing(make_view, make_incoming, desk) -> None:
    view = make_view(Disposition.ACCEPTED, incoming=make_incoming(form=None))
    mail = receipt(view, desk)
    assert "审核表" not in mail.text
    assert "审核表" not in mail.html


def test_a_unit_whose_opinions_are_signed_by_the_office_is_told_to_leave_them_blank(
    make_view, make_finding, desk
) -> None:
    gap = make_finding("gap", Follows.RETURN, "缺审核表。", "请补。")
    mail = receipt(make_view(Disposition.RETURNED, gap, form_wanted=True, signers=()), desk)
    assert "意见栏不用填写，随回信发来。" in mail.text
    assert "签署意见" not in mail.text
