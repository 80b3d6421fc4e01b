"""A sealed letter is never quoted, to anybody (design.md §4.7)."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.words import Disposition, Follows
from pipeline.report.notices import alert, draft
from pipeline.report.receipts import receipt

# Words no mail of ours would hold by itself.
_SECRET = st.text(alphabet="谍鼋霾蘸籴纛彧QZ7<>&\"'", min_size=3, max_size=12).map(lambda word: f"鬯{word}鬯")
_FIXTURES = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@_FIXTURES
@given(words=st.lists(_SECRET, min_size=6, max_size=6, unique=True))
def test_no_word_of_a_sealed_letter_stands_in_a_mail(make_view, make_incoming, make_finding, desk, words) -> None:
    subject, title, keyword, file_name, body, where = words
    incoming = make_incoming(title=title, keyword=keyword)
    part = replace(incoming.manuscripts[0], name=file_name, path=file_name)
    letter = replace(incoming.letter, subject=subject, text=body, parts=(part,))
    incoming = replace(
        incoming, letter=letter, manuscripts=(part,), subject=replace(incoming.subject, raw=subject, keyword=keyword)
    )
    marked = replace(make_finding("secrecy_marking", Follows.SEAL, f"“{file_name}”有标志。"), where=where)
    mail = receipt(make_view(Disposition.SEALED, marked, incoming=incoming, form_wanted=True), desk)
    for written in (mail, draft(mail, "office@yuhua.test", desk)):
        whole = " ".join((written.subject, written.text, written.html, written.message_id))
        assert "鬯" not in whole
        assert written.attachments == ()


def test_a_sealed_receipt_names_the_channel_and_whom_to_call_but_no_reason(
    make_view, make_finding, bureau, desk
) -> None:
    marked = make_finding("secrecy_marking", Follows.SEAL, "正文第一行有“秘密★1年”。", "理由之办法。")
    mail = receipt(make_view(Disposition.SEALED, marked), desk)
    for body in (mail.text, mail.html):
        assert "保密渠道" in body
        assert bureau.office.telephone in body
        for told in ("秘密★", "第一行", "理由之办法", marked.clause, "检查结果", "我们读到的"):
            assert told not in body


def test_a_sealed_alert_prints_no_fact_that_quotes_the_letter(make_alert, desk) -> None:
    view = make_alert("sealed", subject="鬯题", title="鬯名", file="鬯件.docx", text="鬯文")
    mail = alert(view, desk)
    assert "鬯" not in mail.subject + mail.text + mail.html


def test_a_sealed_alert_says_where_copies_remain_and_what_an_admin_can_do(make_alert, desk) -> None:
    mail = alert(make_alert("sealed", command="baosong decide YH-2020-00015 release"), desk)
    for body in (mail.text, mail.html):
        for told in ("INBOX", "1204", "已发送", "zjt@zuojiatang.test", "baosong decide YH-2020-00015 release"):
            assert told in body
