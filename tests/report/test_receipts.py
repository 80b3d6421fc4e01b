"""What a receipt tells the sender."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.domain.finding import Verdict
from pipeline.domain.piece import Earlier
from pipeline.domain.words import Disposition, Follows, LetterKind, OutgoingKind, Severity, State, SubjectGrade
from pipeline.report.receipts import receipt


def test_the_subject_alone_tells_the_outcome(make_view, make_finding, desk) -> None:
    gaps = [make_finding(f"gap{n}", Follows.RETURN, "缺件。") for n in range(2)]
    hint = make_finding("hint", Follows.REMARK, "提示。")
    subjects = {
        Disposition.ACCEPTED: "【YH-2020-00012】已受理：左家塘街道走访慰问老兵",
        Disposition.RETURNED: "【YH-2020-00012】需补正2处：左家塘街道走访慰问老兵",
        Disposition.HELD: "【YH-2020-00012】待人工核对：左家塘街道走访慰问老兵",
        Disposition.SEALED: "【YH-2020-00012】请改用保密渠道报送",
    }
    for disposition, subject in subjects.items():
        assert receipt(make_view(disposition, *gaps, hint), desk).subject == subject


def test_the_first_line_tells_the_outcome_and_what_follows(make_view, desk) -> None:
    first = receipt(make_view(Disposition.ACCEPTED), desk).text.splitlines()[0]
    assert first == "来稿已受理。受理不等于审核通过或采用；下一步：局办公室初审。"


def test_every_finding_is_told_with_its_remedy_and_clause_in_text_and_page(make_view, make_finding, desk) -> None:
    findings = [
        make_finding(f"code{n}", follows, f"第{n}个问题。", f"第{n}个办法。")
        for n, follows in enumerate((Follows.REMARK, Follows.NOTE, Follows.RETURN, Follows.HOLD, Follows.RETURN))
    ]
    for disposition in (Disposition.ACCEPTED, Disposition.RETURNED, Disposition.HELD):
        mail = receipt(make_view(disposition, *findings), desk)
        for body in (mail.text, mail.html):
            for n, found in enumerate(findings):
                assert f"第{n}个问题。" in body
                assert f"第{n}个办法。" in body
                assert body.count(f"依据：{found.clause}") == len(findings)


def test_faults_stand_before_remarks_before_notes_before_what_passed(make_view, make_finding, desk) -> None:
    findings = [
        make_finding("note", Follows.NOTE, "丙说明。"),
        make_finding("remark", Follows.REMARK, "乙提示。"),
        make_finding("fault", Follows.RETURN, "甲差错。"),
    ]
    mail = receipt(make_view(Disposition.RETURNED, *findings), desk)
    for body in (mail.text, mail.html.replace("&ensp;", " ")):
        places = [body.index(told) for told in ("甲差错。", "乙提示。", "丙说明。", "Word文稿")]
        assert places == sorted(places)


def test_checks_that_found_nothing_are_told_too(make_view, desk) -> None:
    text = receipt(make_view(Disposition.ACCEPTED), desk).text
    assert "✓ Word文稿\n✓ 原图\n" in text


def test_a_persons_doubt_is_not_marked_as_the_senders_fault(make_view, make_finding, desk) -> None:
    doubt = make_finding("sensitive", Follows.HOLD, "勾选了敏感内容。")
    text = receipt(make_view(Disposition.HELD, doubt), desk).text
    assert "待核 校验0：勾选了敏感内容。" in text
    assert "✗" not in text


def test_a_held_letter_says_until_when_an_answer_comes_and_what_can_be_mended_now(
    make_view, make_finding, desk
) -> None:
    doubt = make_finding("two", Follows.HOLD, "两份文稿。")
    gap = make_finding("gap", Follows.RETURN, "图片打不开。", "请重新附上原图。")
    with_gap = receipt(make_view(Disposition.HELD, doubt, gap, next_step="局办公室核对"), desk).text
    assert "需要人工核对。下一步：局办公室核对，2020年5月8日（周五）17:00前答复您。另有1处现在就可以补正" in with_gap
    assert "【现在就可以补正的】\n校验1：请重新附上原图。\n" in with_gap
    without = receipt(make_view(Disposition.HELD, doubt), desk).text
    assert "目前不需要您补充材料" in without
    assert "现在就可以补正" not in without


def test_a_returned_letter_says_how_and_until_when_to_mend_it(make_view, make_finding, desk) -> None:
    gap = make_finding("gap", Follows.RETURN, "缺审核表。", "请补。")
    text = receipt(make_view(Disposition.RETURNED, gap), desk).text
    assert "直接回复本邮件" in text
    assert "2020年5月31日（周日）17:00前补齐的，仍计入本月报送。" in text
    open_ended = receipt(make_view(Disposition.RETURNED, gap, mend_by=None), desk).text
    assert "仍计入本月" not in open_ended


def test_what_was_read_is_shown_for_comparing(make_view, desk) -> None:
    mail = receipt(make_view(Disposition.ACCEPTED), desk)
    for told in (
        "年度：2020年度",
        "单位：左家塘街道退役军人服务站",
        "关键词：走访慰问老兵",
        "标题：左家塘街道走访慰问老兵",
        "字数：812字",
        "撰稿人：李娜",
        "图片：2张（4000×3000像素）",
        "审核表：已收到（敏感内容或重要信息：否",
    ):
        assert told in mail.text
        assert told.split("：", 1)[1] in mail.html


def test_what_was_not_found_is_said_to_be_missing(make_view, make_incoming, make_finding, desk) -> None:
    empty = make_incoming(unit=None, keyword=None, title=None, manuscripts=(), form=None, pictures=())
    gap = make_finding("form_present", Follows.RETURN, "缺审核表。", "请补。")
    text = receipt(make_view(Disposition.HELD, gap, incoming=empty), desk).text
    for told in ("单位：未能确定", "关键词：未读到", "标题：未读到", "字数：未读到文稿", "图片：无", "审核表：未收到"):
        assert told in text


def test_the_right_form_of_the_subject_is_shown_only_when_the_subject_was_not_exact(
    make_view, make_incoming, desk
) -> None:
    form = "2020年度+左家塘街道退役军人服务站+走访慰问老兵"
    assert form in receipt(make_view(Disposition.ACCEPTED), desk).text
    exact = make_incoming(subject=replace(make_incoming().subject, grade=SubjectGrade.EXACT))
    assert form not in receipt(make_view(Disposition.ACCEPTED, incoming=exact), desk).text
    reply = make_incoming(kind=LetterKind.COMPLETION)
    assert form not in receipt(make_view(Disposition.ACCEPTED, incoming=reply), desk).text


def test_a_reply_that_completes_a_piece_is_told_so(make_view, make_incoming, desk) -> None:
    earlier = Earlier(number="YH-2020-00012", unit_id="zuojiatang", state=State.RETURNED, title="标题")
    reply = make_incoming(kind=LetterKind.COMPLETION, completes=earlier)
    assert receipt(make_view(Disposition.ACCEPTED, incoming=reply), desk).text.startswith("您补来的材料已并入本件")


def test_the_month_so_far_shows_duty_and_points_only_where_there_are_any(make_view, desk) -> None:
    view = make_view(Disposition.ACCEPTED)
    assert "来件 3，受理 2，采用 1，报送任务 2/3，得分 2.5" in receipt(view, desk).text
    bare = replace(view, month=replace(view.month, duty=None, points=None))
    assert "来件 3，受理 2，采用 1\n" in receipt(bare, desk).text
    assert "本单位本月" not in receipt(replace(view, month=None), desk).text


def test_a_repeat_is_told_the_number_it_already_has(make_view, desk) -> None:
    mail = receipt(make_view(Disposition.IGNORED, number=None, repeats="YH-2020-00007"), desk)
    assert mail.subject == "【YH-2020-00007】已收到过：左家塘街道走访慰问老兵"
    assert "编号 YH-2020-00007" in mail.text
    assert mail.message_id.startswith("<yh-2020-00007.")


def test_a_letter_that_is_no_piece_is_told_who_sees_to_it_and_when(make_view, make_incoming, desk) -> None:
    for kind in (LetterKind.ADOPTION_REPORT, LetterKind.BOOKING, LetterKind.COMMAND, LetterKind.OTHER):
        view = make_view(Disposition.HELD, incoming=make_incoming(kind=kind), number=None, next_step="")
        mail = receipt(view, desk)
        assert mail.kind is OutgoingKind.RECEIPT_OTHER
        assert desk.words.word(kind) in mail.subject
        assert "需要人工办理。下一步：局办公室办理，2020年5月8日（周五）17:00前答复您" in mail.text


def test_machine_made_and_unread_letters_get_no_receipt(make_view, desk) -> None:
    for disposition in (Disposition.IGNORED, Disposition.QUARANTINED):
        with pytest.raises(ValueError, match="not answered"):
            receipt(make_view(disposition), desk)


def test_a_receipt_goes_to_the_sender_in_the_thread_of_the_letter(make_view, desk) -> None:
    mail = receipt(make_view(Disposition.ACCEPTED), desk)
    assert mail.to == "zjt@zuojiatang.test"
    assert mail.in_reply_to == "<m1@zuojiatang.test>"
    assert mail.references == ("<m0@zuojiatang.test>", "<m1@zuojiatang.test>")
    assert mail.occasion == f"receipt:yuhua:{'c' * 64}"
    assert mail.automatic


def test_the_same_letter_gets_the_same_receipt(make_view, desk) -> None:
    view = make_view(Disposition.ACCEPTED)
    assert receipt(view, desk) == receipt(view, desk)


def test_every_disposition_and_every_weight_can_be_written(make_view, make_finding, desk) -> None:
    for follows in Follows:
        found = make_finding("code", follows, "情况。", "办法。")
        for disposition in (Disposition.ACCEPTED, Disposition.RETURNED, Disposition.HELD, Disposition.SEALED):
            for state in (*State, None):
                mail = receipt(make_view(disposition, found, state=state, answer_by=None, mend_by=None), desk)
                assert mail.subject


def test_a_finding_without_remedy_or_clause_leaves_no_empty_line(make_view, make_finding, desk) -> None:
    bare = replace(make_finding("code", Follows.REMARK, "情况。"), clause="", severity=Severity.REMARK)
    mail = receipt(make_view(Disposition.ACCEPTED, bare), desk)
    assert "怎么办：" not in mail.text
    assert "依据：" not in mail.text
    assert "怎么办：" not in mail.html


def test_a_letter_whose_title_is_unknown_is_named_by_its_keyword_or_by_nothing(make_view, make_incoming, desk) -> None:
    by_keyword = receipt(make_view(Disposition.ACCEPTED, incoming=make_incoming(title=None)), desk)
    assert by_keyword.subject == "【YH-2020-00012】已受理：走访慰问老兵"
    nameless = receipt(make_view(Disposition.ACCEPTED, incoming=make_incoming(title=None, keyword=None)), desk)
    assert nameless.subject == "【YH-2020-00012】已受理"


def test_a_day_without_findings_has_a_receipt_too(make_view, desk) -> None:
    view = make_view(Disposition.ACCEPTED, verdict=Verdict(disposition=Disposition.ACCEPTED, checked=()))
    assert receipt(replace(view, answer_by=date(2020, 5, 8)), desk).text.startswith("来稿已受理")
