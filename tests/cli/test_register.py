"""`register` and `describe`: pieces entered by hand, as a clerk types them."""

import pytest
from cli.conftest import Desk

ENTERED = ("register", "--bureau", "jinjiang", "--unit", "磁灶", "--date", "2022-05-03", "--by", "李主任")
TITLE = ("--title", "磁灶镇走访慰问老兵")
WHY = ("--reason", "看过原件", "--by", "王")


def test_a_piece_is_registered_shown_listed_and_told_in_chinese(empty: Desk) -> None:
    done = empty(*ENTERED, *TITLE, "--medium", "paper", "--kind", "news")
    assert (done.code, done.err) == (0, "")
    assert done.out == "JJ-2022-00001：已登记，磁灶镇退役军人服务站，2022-05-03收到，状态：已受理。\n"
    shown = empty("show", "JJ-2022-00001")
    assert "李主任手工登记为 JJ-2022-00001" in shown.out
    assert "磁灶镇走访慰问老兵" in empty("list", "--bureau", "jinjiang", "--unit", "磁灶").out


def test_json_is_one_document_with_the_number(empty: Desk) -> None:
    done = empty(*ENTERED, *TITLE, "--json")
    assert done.json == {
        "number": "JJ-2022-00001", "bureau": "jinjiang", "unit": "cizao", "title": "磁灶镇走访慰问老兵",
        "date": "2022-05-03", "state": "received", "remark": "", "changes": [],
    }  # fmt: skip


def test_a_secret_piece_shows_no_title_anywhere(empty: Desk) -> None:
    done = empty(*ENTERED, "--secret", "--medium", "disc")
    assert done.out == "JJ-2022-00001：已登记涉密件，磁灶镇退役军人服务站，2022-05-03收到；不记标题。\n"
    assert "标题：—" in empty("show", "JJ-2022-00001").out


def test_a_piece_is_described_by_its_number_alone(empty: Desk) -> None:
    empty(*ENTERED, *TITLE)
    done = empty("describe", "JJ-2022-00001", "--kind", "info", "--summary", *WHY)
    assert (done.code, done.out) == (0, "JJ-2022-00001：已补写类别、总结类。\n")
    again = empty("describe", "JJ-2022-00001", "--summary", *WHY, "--json").json
    assert (again["summary"], again["kind"], again["changed"]) == (True, "info", [])
    assert "王补写了类别或标题。理由：看过原件" in empty("show", "JJ-2022-00001").out
    assert empty("describe", "JJ-2022-00001", "--no-summary", *WHY, "--json").json["summary"] is False


@pytest.mark.parametrize(
    ("order", "code", "told"),
    [
        ((*ENTERED,), 2, "请写明标题"),
        ((*ENTERED, *TITLE, "--secret"), 2, "涉密件只登记"),
        ((*ENTERED, *TITLE, "--kind", "诗"), 2, "没有“诗”这种类别；可以写：news、info"),
        ((*ENTERED, *TITLE, "--medium", "fax"), 2, "送达方式"),
        (
            ("register", "--bureau", "jinjiang", "--unit", "没有", "--date", "2022-05-03", *TITLE, "--by", "李"),
            2,
            "没有",
        ),
        (("register", "--bureau", "jinjiang", "--unit", "磁灶", "--date", "五月三日", *TITLE), 2, "看不懂日期"),
        (
            ("register", "--bureau", "jinjiang", "--unit", "磁灶", "--date", "0202-05-03", *TITLE, "--by", "李"),
            2,
            "年份",
        ),
        (
            ("register", "--bureau", "jinjiang", "--unit", "磁灶", "--date", "0001-01-01", *TITLE, "--by", "李"),
            2,
            "年份",
        ),
        ((*ENTERED, *TITLE, "--chars", "9" * 20), 2, "不超过一千万"),
        (("register", "--bureau", "nowhere", "--unit", "磁灶", "--date", "2022-05-03", *TITLE), 2, "没有叫“nowhere”"),
        (("describe", "JJ-2022-00099", "--kind", "news", *WHY), 1, "台账里没有"),
        (("describe", "JJ-2022-00001", *WHY), 2, "请写明要补什么"),
        (("describe", "JJ-2022-00001", "--kind", "news"), 2, "--reason"),
    ],
)
def test_what_is_wrong_is_told_with_the_way_out(empty: Desk, order: tuple[str, ...], code: int, told: str) -> None:
    empty(*ENTERED, *TITLE)
    done = empty(*order)
    assert (done.code, done.out) == (code, "")
    assert told in done.err


def test_a_piece_registered_by_mistake_is_put_aside(empty: Desk) -> None:
    empty(*ENTERED, *TITLE)
    done = empty("describe", "JJ-2022-00001", "--discard", *WHY)
    assert (done.code, done.out) == (0, "JJ-2022-00001：已作废。\n")
    assert "王将手工登记的这一件作废。理由：看过原件" in empty("show", "JJ-2022-00001").out
    assert empty("describe", "JJ-2022-00001", "--discard", *WHY).code == 1
    mixed = empty("describe", "JJ-2022-00001", "--discard", "--kind", "news", *WHY)
    assert (mixed.code, mixed.err) == (2, "作废时只写 --discard、--reason 和 --by\n")


def test_a_piece_that_came_by_mail_is_decided_about_instead(looking: Desk) -> None:
    refused = looking("describe", "YH-2020-00003", "--discard", *WHY)
    assert refused.code == 1
    assert "baosong decide YH-2020-00003 discard" in refused.err
