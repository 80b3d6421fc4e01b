"""Our own mails sent back to us: blank forms, receipts, thanks."""

from acts.office import DOCX, STATION, TITLE, Office, form, mail, photo, whole_piece
from acts.pieces_there import FIRST, numbers, parts, without_form

from pipeline.domain.words import Disposition
from pipeline.steps.show import letters_waiting


def test_a_reply_of_thanks_changes_nothing(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    ours = str(office.mails()[-1]["Message-ID"])
    office.arrive(mail(f"回复：【{FIRST}】已受理：{TITLE}", [], In_Reply_To=ours, body="谢谢，收到。"))
    assert office.poll() == {Disposition.HELD: 1}
    assert numbers(office) == {FIRST: ("received", "accepted")}
    assert [w["letter"] for w in letters_waiting(office.house, "yuhua")] == ["L2"]


def test_our_own_blank_form_sent_back_does_not_count_as_a_filled_one(office: Office) -> None:
    ours = without_form(office)
    [blank] = [p.get_content() for p in office.mails()[-1].iter_attachments()]
    attached = ("信息稿件审核表（左家塘）.docx", blank, DOCX)
    office.arrive(mail(f"回复：【{FIRST}】退回补正", [attached], In_Reply_To=ours))
    assert office.poll() == {Disposition.RETURNED: 1}
    assert numbers(office) == {FIRST: ("returned", "returned")}


def test_our_own_blank_form_sent_back_never_replaces_a_filled_one(office: Office) -> None:
    ours = without_form(office)
    [blank] = [p.get_content() for p in office.mails()[-1].iter_attachments()]
    office.arrive(mail(f"【{FIRST}】补审核表", [form()]))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    attached = ("信息稿件审核表（左家塘）.docx", blank, DOCX)
    office.arrive(mail(f"回复：【{FIRST}】补图片", [photo(9), attached], In_Reply_To=ours))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert numbers(office) == {FIRST: ("received", "accepted")}
    assert parts(office) == [("form", "L2"), ("manuscript", "L1"), ("picture", "L3")]


def test_our_own_receipt_forwarded_to_us_changes_nothing(office: Office) -> None:
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    office.arrive(whole_piece())
    office.poll()
    before = parts(office)
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = STATION, "yuhua@baosong.test", f"转发：【{FIRST}】已受理：{TITLE}"
    letter["Message-ID"] = "<forwarded@units.test>"
    letter.set_content("请问这样可以吗？")
    letter.add_attachment(message_from_bytes(office.servers.mailbox(STATION)[-1], policy=policy.default))
    office.arrive(letter.as_bytes(policy=policy.SMTP))
    office.poll()
    assert numbers(office) == {FIRST: ("received", "accepted")}
    assert [p for p in parts(office) if p[0] != "other"] == before
