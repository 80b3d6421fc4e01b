"""`show`: a piece or letter as a clerk reads it, and as scripts do."""

import re

import pytest
from cli.conftest import Desk

from pipeline.cli.record import Clerk
from pipeline.report.words import read_words
from pipeline.settings import load
from pipeline.steps.answer import RECEIPT_OWED
from pipeline.steps.show import Shown

CODE_WORD = re.compile(r"\b[a-z]+_[a-z_]+\b|\bTrue\b|\bFalse\b|\bNone\b|[0-9a-f]{64}|\d\dT\d\d:")


def test_a_piece_is_told_from_its_number_to_the_mails_about_it(looking: Desk) -> None:
    done = looking("show", "YH-2020-00003")
    assert (done.code, done.err) == (0, "")
    told = done.out
    for line in [
        "编号：YH-2020-00003", "局：长沙市雨花区退役军人事务局", "状态：待人工核对", "单位：双拥优抚科",
        "标题：双拥共建活动", "发件地址：shuangyongyoufu@yuhua.test", "来信时间：2020-05-06 18:00",
        "  L3  2020-05-06 18:00  报送件  待人工核对", "    主题：2020年度+双拥优抚科+双拥",
        "  登记为 YH-2020-00003", "收下来信（从文件导入）", "检查完毕：待人工核对", "待核对回执放进待发箱",
        "  待核对回执  给 shuangyongyoufu@yuhua.test  等待发出",
    ]:  # fmt: skip
        assert line in told
    assert re.search(r"    需处理：审核表勾选了.*请等候答复", told)
    assert re.search(r"  文稿  稿件.docx  docx，\d+ KB  L3", told)
    assert [s for s in ("来信", "附件", "经过", "往来邮件") if f"\n{s}\n" not in told] == []
    offered = told.partition("可以这样办理")[2].splitlines()[1:]
    what = " --reason 理由 --by 姓名"
    assert offered == [
        "  受理", f"    baosong decide YH-2020-00003 accept{what}",
        "  退回补正", f"    baosong decide YH-2020-00003 return{what}",
        "  不予采用", f"    baosong decide YH-2020-00003 discard{what}",
        "  确定单位", f"    baosong decide YH-2020-00003 assign --unit 单位{what}",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["YH-2020-00001", "YH-2020-00002", "YH-2020-00004", "YH-2020-00005", "L6", "L7"])
def test_no_word_of_the_program_is_among_it(looking: Desk, name: str) -> None:
    assert CODE_WORD.findall(looking("show", name).out) == []


@pytest.mark.parametrize(
    "name",
    [
        "yh-2020-00001",
        " YH-2020-00001 ",
        "YH-2020-1",
        "yh-2020-0001",
        "ＹＨ－２０２０－１",
        "YH—2020—00001",
        "YH2020-1",
        "L1",
        "l1",
        "1",
        "Ｌ１",
    ],
)
def test_a_piece_goes_by_its_number_and_by_its_letter(looking: Desk, name: str) -> None:
    assert "编号：YH-2020-00001" in looking("show", name).out


def test_a_letter_that_is_no_piece_is_told_with_what_to_do(looking: Desk) -> None:
    told = looking("show", "L6").out
    assert told.startswith("局：长沙市雨花区退役军人事务局")
    assert "查询（撤回）来信  待人工核对  等人处理" in told
    assert "baosong decide L6" in told
    assert "附件" not in told


def test_a_piece_without_a_unit_wants_its_unit_first(looking: Desk) -> None:
    assert "baosong decide YH-2020-00004 assign --unit" in looking("show", "YH-2020-00004").out


def test_of_a_sealed_piece_nothing_that_was_written_in_it_is_told(looking: Desk) -> None:
    for form in ([], ["--json"]):
        done = looking("show", "YH-2020-00005", *form)
        assert done.code == 0
        assert "换防" not in done.out
        assert "稿件.docx" not in done.out
    assert "baosong decide YH-2020-00005 release" in looking("show", "YH-2020-00005").out


def test_scripts_get_one_document_with_every_field(looking: Desk) -> None:
    shown = looking("show", "YH-2020-00003", "--json").json
    assert set(shown) == {"name", "bureau", "piece", "letters", "parts", "history", "mails", "alike", "turn"}
    assert shown["piece"]["state"] == "held"
    assert [part["role"] for part in shown["parts"]] == ["manuscript", "form", "picture"]
    assert [event["what"] for event in shown["history"]] == [
        "letter_kept", "piece_opened", "state_first", "letter_disposed", "mail_queued",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["YH-2020-00099", "L99", "nonsense", "L0"])
def test_what_is_not_on_record_is_told_with_how_names_look(looking: Desk, name: str) -> None:
    for form in ([], ["--json"]):
        done = looking("show", name, *form)
        assert (done.code, done.out) == (1, "")
        assert f"台账里没有“{name}”" in done.err
        assert "baosong list" in done.err


def test_a_decided_piece_tells_who_decided_what_and_why(desk: Desk) -> None:
    desk("decide", "YH-2020-00004", "assign", "--unit", "高桥", "--reason", "电话核实", "--by", "李主任")
    told = desk("show", "YH-2020-00004").out
    assert "李主任：已确认报送单位。理由：电话核实（高桥街道退役军人服务站）" in told
    assert "重新读取和检查（李主任）" in told
    assert "单位：高桥街道退役军人服务站" in told


def test_a_piece_begins_in_its_first_state_and_only_changes_are_told_as_changes(desk: Desk) -> None:
    assert "  状态：已受理" in desk("show", "YH-2020-00001").out
    assert "状态由" not in desk("show", "YH-2020-00001").out
    desk("decide", "YH-2020-00003", "return", "--reason", "补签字", "--by", "李主任")
    assert desk("show", "YH-2020-00003").out.count("状态由“待人工核对”改为“退回补正”") == 1


def test_of_a_letter_that_is_no_piece_it_is_told_that_it_was_dealt_with(desk: Desk) -> None:
    desk("decide", "L6", "accept", "--reason", "已电话答复", "--by", "李主任")
    assert "李主任：已办理。理由：已电话答复" in desk("show", "L6").out


def test_an_event_that_nobody_has_named_comes_as_it_is(looking: Desk) -> None:
    settings = load(looking.config)
    clerk = Clerk(read_words(settings.letters / "words.toml"), settings.bureaus["yuhua"].bureau)
    assert clerk.event("something_new", "", {"n": 1}) == "something_new"
    assert clerk.event("letter_kept", "", {}) == "收下来信"
    assert (
        clerk.event("state_changed", "", {"before": "held", "after": "nonsense"}) == "状态由“待人工核对”改为“nonsense”"
    )
    assert clerk.event("reviewed_by_unit", "科室负责人", {"opinion": "同意"}) == "科室负责人的意见已随来信到：同意"


@pytest.mark.parametrize(
    ("disposition", "trouble", "told", "offered"),
    [
        (
            "quarantined",
            "time\nTraceback …",
            ["读不出来的原因：", "time", "Traceback …"],
            ["baosong reprocess L9", "baosong decide L9 discard --reason 理由 --by 姓名"],
        ),
        (
            "accepted",
            RECEIPT_OWED,
            ["回执还没有写成：请先用 baosong config check 检查信件用语，修好后会自动补发"],
            ["baosong config check"],
        ),
    ],
)
def test_a_letter_in_trouble_is_told_with_the_reason(
    looking: Desk, disposition: str, trouble: str, told: list[str], offered: list[str]
) -> None:
    settings = load(looking.config)
    clerk = Clerk(read_words(settings.letters / "words.toml"), settings.bureaus["yuhua"].bureau)
    letter = {
        "letter": "L9", "kind": None, "disposition": disposition, "settled": disposition == "accepted", "sender": None,
        "subject": None, "arrived": "2020-05-06T18:00:00+08:00", "trouble": trouble, "findings": [],
        "places": [{"folder": "INBOX", "uidvalidity": 7, "uid": 12}],
    }  # fmt: skip
    shown = Shown(name="L9", bureau="yuhua", piece=None, letters=[letter], parts=[], history=[], mails=[])
    lines = [line for _, line in clerk.lines(shown)]
    assert lines[-len(told) :] == told
    assert [choice.command for choice in clerk.choices(shown)] == offered
    assert "信箱里的位置：INBOX（uid 12）" in lines
