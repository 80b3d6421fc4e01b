"""`sign`, `approve` and `release-piece`: what is told, and every refusal with its way out."""

import pytest
from cli.conftest import Desk

NUMBER = "YH-2020-00001"
SIGN = ("--opinion", "同意", "--by", "王主任")
APPROVE = ("--to", "市局微信公众号", "--opinion", "同意发布", "--by", "李主任")


def test_a_piece_is_signed_approved_and_released_from_the_command_line(desk: Desk) -> None:
    first = desk("sign", NUMBER, *SIGN)
    assert (first.code, first.err) == (0, "")
    assert first.out == (
        f"{NUMBER}：局办公室负责同志王主任已签“同意”。现在的状态：已初审。下一步：局办公室分管领导审核。\n"
    )
    second = desk("sign", NUMBER, "--opinion", "同意报送", "--by", "赵副局长", "--json").json
    assert (second["step"], second["state"], second["next"]) == ("reviewed", "reviewed", "办公室主任审批")
    approved = desk("approve", NUMBER, *APPROVE)
    assert "现在的状态：已批准采用。下一步：局办公室发布或上报。" in approved.out
    released = desk("release-piece", NUMBER, "--by", "李主任")
    assert released.out == f"{NUMBER}：已登记发布（上报）到市局微信公众号。现在的状态：已发布（上报）。\n"
    history = desk("show", NUMBER).out
    for line in (
        "局办公室负责同志王主任签初审意见：同意",
        "局办公室分管领导赵副局长签审核意见：同意报送",
        "办公室主任李主任审批：同意发布。发布（上报）：市局微信公众号",
        "李主任登记发布（上报）：市局微信公众号，",
    ):
        assert line in history


def test_show_and_list_tell_whose_turn_it_is_with_the_commands_to_copy(desk: Desk) -> None:
    told = desk("show", NUMBER).out
    assert "下一步：局办公室负责同志初审" in told
    assert told.partition("可以这样办理")[2].splitlines()[1:] == [
        "  同意", f"    baosong sign {NUMBER} --opinion 同意 --by 姓名",
        "  不同意", f"    baosong sign {NUMBER} --return --reason 理由 --by 姓名",
    ]  # fmt: skip
    listed = desk("list").out
    assert "审核走到哪一步" in listed
    assert f"{NUMBER}  局办公室负责同志初审" in listed
    desk("sign", NUMBER, *SIGN)
    desk("sign", NUMBER, *SIGN)
    desk("approve", NUMBER, *APPROVE, "--important")
    told = desk("show", NUMBER).out
    assert f"baosong approve {NUMBER} --as leader --opinion 同意 --by 姓名" in told
    assert f"baosong approve {NUMBER} --as leader --return --reason 理由 --by 姓名" in told


def test_who_does_not_agree_sends_it_back(desk: Desk) -> None:
    done = desk("sign", NUMBER, "--return", "--reason", "请补充数据", "--by", "王主任")
    assert done.out == (
        f"{NUMBER}：局办公室负责同志王主任不同意，已退回补正。已给 zuojiatang@yuhua.test 排好通知邮件。\n"
    )
    assert desk("list", "--state", "returned", "--json").json[0]["next"] is None


@pytest.mark.parametrize(
    ("order", "code", "told"),
    [
        (["sign", "YH-2020-00099", *SIGN], 1, "台账里没有“YH-2020-00099”"),
        (["sign", NUMBER, "--by", "王主任"], 2, "请用 --opinion 写明意见"),
        (["sign", NUMBER, "--return", "--by", "王主任"], 2, "请用 --reason 写明理由"),
        (["sign", "YH-2020-00002", *SIGN], 1, "已退回补正"),
        (["sign", "YH-2020-00003", *SIGN], 1, "还在等人核对"),
        (["sign", "YH-2020-00005", *SIGN], 1, "已封存"),
        (["approve", NUMBER, *APPROVE], 1, "还不能审批发布，现在等：局办公室负责同志初审"),
        (["approve", NUMBER, *APPROVE, "--as", "chief"], 2, "没有“chief”这种审批人"),
        (["release-piece", NUMBER, "--by", "李主任"], 1, "还没有批准发布或上报"),
        (["release-piece", NUMBER], 2, "请用 --by 写明姓名"),
        (["release-piece", NUMBER, "--by", "李主任", "--date", "昨天"], 2, "看不懂日期"),
    ],
)
def test_what_cannot_be_done_changes_nothing_and_says_what_to_do(
    looking: Desk, order: list[str], code: int, told: str
) -> None:
    before = looking("list", "--json").out
    done = looking(*order)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert looking("list", "--json").out == before
