"""`decide` and `reprocess`: what a person settles, and every refusal with its reason and its way out."""

import pytest
from cli.conftest import Desk

WHY = ("--reason", "经核实", "--by", "李主任")


def state(desk: Desk, name: str) -> str:
    return str(desk("show", name, "--json").json["piece"]["state"])


@pytest.mark.parametrize(
    ("verb", "expected", "told"),
    [("accept", "reviewed", "已审核"), ("return", "returned", "退回补正"), ("discard", "discarded", "未采用")],
)
def test_a_held_piece_is_settled_and_its_sender_told(desk: Desk, verb: str, expected: str, told: str) -> None:
    done = desk("decide", "YH-2020-00003", verb, *WHY)
    assert (done.code, done.err) == (0, "")
    assert "YH-2020-00003：已办理" in done.out
    assert f"现在的状态：{told}" in done.out
    assert "已给 shuangyongyoufu@yuhua.test 排好通知邮件" in done.out
    assert state(desk, "YH-2020-00003") == expected


def test_a_unit_is_assigned_and_the_unknown_sender_stays_untold(desk: Desk) -> None:
    done = desk("decide", "YH-2020-00004", "assign", "--unit", "高桥", *WHY, "--json")
    assert done.code == 0
    assert done.json["mailed_to"] == "gaoqiao@yuhua.test"
    assert done.json["name"] == "YH-2020-00004"
    mails = desk("show", "YH-2020-00004", "--json").json["mails"]
    assert "newcomer@elsewhere.test" not in {mail["to"] for mail in mails}


def test_a_false_alarm_is_released(desk: Desk) -> None:
    done = desk("decide", "YH-2020-00005", "release", *WHY)
    assert (done.code, done.err) == (0, "")
    assert state(desk, "YH-2020-00005") == "returned"


def test_a_letter_that_is_no_piece_is_settled_by_its_own_name_and_its_sender_told(desk: Desk) -> None:
    done = desk("decide", "L6", "accept", *WHY)
    assert (done.code, done.out) == (0, "L6：已办理。已给 zuojiatang@yuhua.test 排好通知邮件。\n")
    assert "等人处理的来信" not in desk("list").out


def test_what_was_decided_before_is_told_as_done_and_nobody_is_written_to_twice(desk: Desk) -> None:
    for name in ("YH-2020-00003", "L6"):
        desk("decide", name, "accept", *WHY)
        mails = len(desk("show", name, "--json").json["mails"])
        again = desk("decide", name, "accept", *WHY)
        assert again.code == 0
        assert "此前已是“" in again.out
        assert "排好" not in again.out
        assert len(desk("show", name, "--json").json["mails"]) == mails


def test_reading_again_tells_what_the_checks_say_and_that_the_decision_stands(desk: Desk) -> None:
    desk("decide", "YH-2020-00003", "discard", *WHY)
    done = desk("reprocess", "YH-2020-00003")
    assert done.out == (
        "YH-2020-00003：检查结果是待人工核对。李主任已经决定“不予采用”，维持不变；"
        "要改变决定，请再用 baosong decide YH-2020-00003。YH-2020-00003 现在的状态：未采用。\n"
    )
    desk("decide", "L6", "discard", *WHY)
    assert "李主任已经决定“不予办理”" in desk("reprocess", "L6").out
    assert "等人处理的来信" not in desk("list").out


@pytest.mark.parametrize(
    ("order", "code", "told"),
    [
        (["YH-2020-00003", "accept"], 2, ["--reason", "--by"]),
        (["YH-2020-00003", "accept", "--reason", "可以"], 2, ["--by"]),
        (["YH-2020-00003", "accept", "--reason", " ", "--by", "李主任"], 2, ["--reason"]),
        (["YH-2020-00003", "approve", *WHY], 2, ["没有“approve”这种处理", "accept（受理）"]),
        (["YH-2020-00004", "assign", *WHY], 2, ["assign 要用 --unit", "全称或简称"]),
        (["YH-2020-00004", "assign", "--unit", "没有的街道", *WHY], 2, ["没有“没有的街道”这个单位"]),
        (["YH-2020-00099", "accept", *WHY], 1, ["台账里没有“YH-2020-00099”", "baosong list"]),
        (["YH-2020-00004", "accept", *WHY], 1, ["还没有确定报送单位", "assign --unit"]),
        (["YH-2020-00005", "accept", *WHY], 1, ["已封存", "release"]),
        (["YH-2020-00005", "assign", "--unit", "高桥", *WHY], 1, ["已封存"]),
        (["YH-2020-00003", "release", *WHY], 1, ["没有封存"]),
    ],
)
def test_a_decision_that_cannot_be_carried_out_is_told_and_changes_nothing(
    looking: Desk, order: list[str], code: int, told: list[str]
) -> None:
    before = looking("list", "--json").out
    done = looking("decide", *order)
    assert (done.code, done.out) == (code, "")
    assert [word for word in told if word not in done.err] == []
    assert looking("list", "--json").out == before


def test_letters_are_read_again_and_answered_no_second_time(desk: Desk) -> None:
    mails = len(desk("show", "YH-2020-00001", "--json").json["mails"])
    done = desk("reprocess", "L1", "YH-2020-00002")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "L1：检查结果是受理。YH-2020-00001 现在的状态：已受理。",
        "YH-2020-00002：检查结果是退回补正。YH-2020-00002 现在的状态：退回补正。",
    ]
    assert len(desk("show", "YH-2020-00001", "--json").json["mails"]) == mails


def test_scripts_get_one_document_about_everything_that_was_read_again(desk: Desk) -> None:
    done = desk("reprocess", "L1", "L99", "--json")
    assert done.code == 1
    whole = {
        "checks": "accepted", "number": "YH-2020-00001", "state": "received", "decision": None, "decided_by": None,
        "locked": False,
    }  # fmt: skip
    assert done.json == [{"name": "L1", "disposition": "accepted"} | whole, {"name": "L99", "disposition": None}]
    assert "台账里没有“L99”" in done.err
