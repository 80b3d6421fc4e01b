"""Decisions, digests, alerts and drafts."""

from dataclasses import replace

import pytest

from pipeline.domain.words import Disposition, Follows, LetterKind, OutgoingKind
from pipeline.report.notices import alert, decision, digest, draft
from pipeline.report.receipts import receipt
from pipeline.report.stationery import stationery


@pytest.mark.parametrize(
    ("verb", "outcome"),
    [
        ("accept", "已受理"),
        ("return", "退回补正"),
        ("discard", "不予采用"),
        ("release", "已恢复办理"),
        ("assign", "已确认报送单位"),
    ],
)
def test_a_decision_tells_outcome_reason_and_what_follows(make_decision, desk, verb, outcome) -> None:
    mail = decision(make_decision(verb), desk)
    assert mail.subject == f"【YH-2020-00012】{outcome}：左家塘街道走访慰问老兵"
    for body in (mail.text, mail.html):
        assert "两份文稿内容相同，按一件办理。" in body
        assert "经人工核对" in body


def test_a_decision_stands_in_the_thread_of_our_earlier_mail_and_carries_the_number(make_decision, desk) -> None:
    mail = decision(make_decision("accept"), desk)
    assert mail.in_reply_to == "<yh-2020-00012.aabbccdd@yuhua.test>"
    assert mail.references == ("<yh-2020-00012.aabbccdd@yuhua.test>",)
    assert mail.message_id.startswith("<yh-2020-00012.")
    assert mail.message_id != mail.in_reply_to
    assert mail.occasion == "decision:YH-2020-00012:2020-05-06T01:12:00+00:00"
    assert not mail.automatic


def test_a_decision_about_a_piece_without_title_or_unit_can_be_told(make_decision, desk) -> None:
    mail = decision(make_decision("discard", title=None, unit=None, in_reply_to=None, reason=""), desk)
    assert mail.subject == "【YH-2020-00012】不予采用"
    assert mail.in_reply_to is None


@pytest.mark.parametrize(
    ("verb", "outcome"),
    [("letter_accept", "已办理"), ("letter_return", "需补充后再发来"), ("letter_discard", "不予办理")],
)
def test_a_decision_about_a_letter_that_is_no_piece_names_it_by_kind_and_subject(
    make_decision, desk, verb, outcome
) -> None:
    of_letter = {"number": None, "letter": "L17", "title": "五月采访预约", "kind": LetterKind.BOOKING}
    mail = decision(make_decision(verb, **of_letter, next_step=""), desk)
    assert mail.subject == f"采访报道预约{outcome}：左家塘街道退役军人服务站（五月采访预约）"
    assert mail.occasion == "decision:yuhua:L17:2020-05-06T01:12:00+00:00"
    for body in (mail.text, mail.html):
        assert "您发来的采访报道预约" in body
        assert "两份文稿内容相同，按一件办理。" in body
        assert "None" not in body


def test_a_verb_without_wording_of_its_own_is_told_plainly(make_decision, desk) -> None:
    assert "本件已有处理结果。下一步：局办公室初审。" in decision(make_decision("unheard_of"), desk).text


def test_a_digest_lists_every_piece_that_waits_with_its_reasons_and_command(make_digest, desk) -> None:
    mail = digest(make_digest(), desk)
    assert mail.subject == "待办1件，1封邮件未能送达，1处内容相近（5月7日）：雨花区退役军人事务局报送台"
    for body in (mail.text, mail.html):
        for told in (
            "YH-2020-00012",
            "左家塘街道退役军人服务站",
            "一封邮件里有两份文稿",
            "2020年5月6日（周三）09:12",
            "baosong show YH-2020-00012",
            "baosong decide YH-2020-00012 accept",
            "return 退回补正",
            "对方信箱已满",
            "退回补正",
        ):
            assert told in body
    assert "受理 12，退回补正 3\n" in mail.text


def test_where_the_desk_has_an_address_a_digest_leads_to_each_piece(make_digest, settings) -> None:
    there = stationery(replace(settings, desk=replace(settings.desk, address="https://desk.example/")), "yuhua")
    mail = digest(make_digest(), there)
    assert "　　https://desk.example/yuhua/waiting\n" in mail.text
    assert "查看：https://desk.example/yuhua/pieces/YH-2020-00012\n" in mail.text
    assert '<a href="https://desk.example/yuhua/pieces/YH-2020-00012"' in mail.html
    assert "baosong show" not in mail.text


def test_what_waits_with_one_choice_offers_no_other(make_digest, desk) -> None:
    one = replace(make_digest().waiting[0], choices=make_digest().waiting[0].choices[:1])
    assert "或者" not in digest(make_digest(waiting=(one,)), desk).text.split("命令怎样写")[0]


def test_no_digest_is_sent_on_a_day_when_nothing_waits(make_digest, desk) -> None:
    assert digest(make_digest(waiting=(), undelivered=(), alike=()), desk) is None


def test_what_is_too_much_for_one_list_is_counted_and_said(make_digest, desk) -> None:
    mail = digest(make_digest(unlisted=150), desk)
    assert mail.subject.startswith("待办151件")
    assert "另有150件请在审核台的“待办”页查看" in mail.text
    assert "另有" not in digest(make_digest(), desk).text


def test_mails_that_could_not_be_sent_are_reason_enough_for_a_digest(make_digest, desk) -> None:
    mail = digest(make_digest(waiting=(), counts={}), desk)
    assert mail.subject.startswith("1封邮件未能送达")
    assert "等待处理的" not in mail.text


def test_pieces_that_are_nearly_the_same_are_told_in_a_digest_of_their_own_where_nothing_waits(
    make_digest, desk
) -> None:
    mail = digest(make_digest(waiting=(), undelivered=(), counts={}), desk)
    assert mail.subject.startswith("1处内容相近（5月7日）")
    for body in (mail.text, mail.html):
        for told in (
            "YH-2020-00011",
            "高桥街道走访慰问退役老兵",
            "YH-2020-00003",
            "93%的文字相同、2张图片相似",
            "不影响受理",
        ):
            assert told in body
    assert "等待处理的" not in mail.text


def test_a_sealed_piece_in_a_digest_shows_no_title(make_digest, desk) -> None:
    view = make_digest()
    sealed = replace(view.waiting[0], title="", unit="")
    text = digest(replace(view, waiting=(sealed,)), desk).text
    assert "YH-2020-00012　单位未定\n" in text


def test_a_stopped_mailbox_alert_says_what_since_when_and_what_to_do(make_alert, desk) -> None:
    mail = alert(make_alert("mailbox", reason="服务器两次拒绝登录。", since="2020年5月6日（周三）09:00"), desk)
    assert mail.subject == "信箱 desk@yuhua.test 已停止收信，请处理"
    for told in ("服务器两次拒绝登录。", "2020年5月6日（周三）09:00", "授权码", "baosong doctor"):
        assert told in mail.text


def test_a_quarantine_alert_names_the_letter_and_the_command(make_alert, desk) -> None:
    text = alert(make_alert("quarantined"), desk).text
    assert "来信号：1f3a9c20" in text
    assert "baosong reprocess 1f3a9c20" in text


def test_an_alert_may_know_hardly_anything(make_alert, desk) -> None:
    for what in ("sealed", "mailbox", "quarantined"):
        assert alert(replace(make_alert(what), facts={}), desk).text


def test_an_alert_of_an_unknown_kind_is_refused(make_alert, desk) -> None:
    with pytest.raises(ValueError, match="alert_weather"):
        alert(make_alert("weather"), desk)


def test_a_draft_is_the_units_mail_with_a_line_on_top_that_says_to_whom(make_view, make_finding, desk) -> None:
    gap = make_finding("gap", Follows.RETURN, "缺审核表。", "请补。")
    mail = receipt(make_view(Disposition.RETURNED, gap, form_wanted=True), desk)
    shown = draft(mail, "office@yuhua.test", desk)
    assert shown.kind is OutgoingKind.DRAFT
    assert shown.to == "office@yuhua.test"
    assert shown.subject == "【草稿】" + mail.subject
    assert "zjt@zuojiatang.test" in shown.text.splitlines()[0]
    assert shown.text.endswith(mail.text)
    assert shown.html.index("试运行草稿") < shown.html.index("需补正1处")
    assert shown.attachments == mail.attachments


def test_office_mails_stand_in_no_thread_of_a_unit(every_mail) -> None:
    office = (
        OutgoingKind.DIGEST,
        OutgoingKind.ALERT_SEALED,
        OutgoingKind.ALERT_MAILBOX,
        OutgoingKind.ALERT_QUARANTINED,
        OutgoingKind.DRAFT,
    )
    for kind in office:
        mail = every_mail[kind]
        assert mail.in_reply_to is None
        assert mail.references == ()
        assert mail.message_id.startswith("<letter.")
        assert not mail.automatic


def test_two_drafts_of_one_mail_to_two_people_are_two_mails(make_view, desk) -> None:
    mail = receipt(make_view(Disposition.ACCEPTED), desk)
    one, two = draft(mail, "a@yuhua.test", desk), draft(mail, "b@yuhua.test", desk)
    assert one.occasion != two.occasion
    assert one.message_id != two.message_id
