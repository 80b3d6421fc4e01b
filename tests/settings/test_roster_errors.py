"""Mistakes in units.csv: no row is ever skipped in silence."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.settings import ConfigError, load

OnlyError = Callable[[], ConfigError]
AllErrors = Callable[[], tuple[ConfigError, ...]]

HEADER = "id,name,group,aliases,addresses,may_send_for,target"
GAOQIAO = "gaoqiao,高桥街道退役军人服务站,station,高桥;高桥街道,gaoqiao@yuhua.test,,5"
LITUO = "lituo,黎托街道退役军人服务站,station,黎托;黎托街道,lituo@yuhua.test,,5"


@pytest.fixture
def write(yuhua: Path) -> Callable[..., None]:
    """Writes a roster of these lines."""
    return lambda *lines: (yuhua / "units.csv").write_text("\n".join(lines) + "\n", "utf-8") and None


def test_a_roster_is_read_whole_in_file_order(config: Path, write: Callable[..., None]) -> None:
    write(HEADER, LITUO.replace(",,5", ",gaoqiao,10.50"), GAOQIAO.replace("gaoqiao@", "GaoQiao@").replace(",5", ","))
    settings = load(config).bureaus["yuhua"]
    lituo, gaoqiao = settings.bureau.roster.units
    assert (lituo.id, lituo.aliases, lituo.may_send_for) == ("lituo", ("黎托", "黎托街道"), ("gaoqiao",))
    assert lituo.target == Decimal("10.50")
    assert gaoqiao.addresses == ("gaoqiao@yuhua.test",)
    assert gaoqiao.target is None
    assert settings.targets == {"lituo": Decimal("10.50")}


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated(config: Path, yuhua: Path) -> None:
    (yuhua / "units.csv").write_bytes(f"{HEADER}\r\n{GAOQIAO}\r\n{LITUO}\r\n".encode("utf-8-sig"))
    assert [u.id for u in load(config).bureaus["yuhua"].bureau.roster.units] == ["gaoqiao", "lituo"]


def test_a_gbk_file_is_told_with_how_to_save_it(yuhua: Path, only_error: OnlyError) -> None:
    (yuhua / "units.csv").write_bytes(f"{HEADER}\n{GAOQIAO}\n".encode("gbk"))
    error = only_error()
    assert (error.file, error.line) == (yuhua / "units.csv", 2)
    assert "GBK" in error.what
    assert "CSV UTF-8" in error.remedy


def test_a_file_of_another_encoding_is_told(yuhua: Path, only_error: OnlyError) -> None:
    (yuhua / "units.csv").write_bytes(f"{HEADER}\n{GAOQIAO}\n".encode("utf-16"))
    assert "UTF-8" in only_error().what


@pytest.mark.parametrize(
    ("row", "what", "remedy"),
    [
        (LITUO.replace("lituo,", "Lituo,"), "单位代号“Lituo”不合规定", "小写字母"),
        (LITUO.replace("lituo,", ",", 1), "单位代号“”不合规定", "小写字母"),
        (LITUO.replace("黎托街道退役军人服务站", ""), "name 不能空着", "填上"),
        (LITUO.replace("station", "镇街"), "group 的值“镇街”不认识", "section、subordinate、station"),
        (LITUO.replace("黎托;", "黎托；"), "全角分号", "英文分号"),
        (LITUO.replace("黎托;", "黎托;;"), "aliases 不能空着", "填上"),
        (LITUO.replace("黎托;", "……;"), "“……”不能用作单位名称", "汉字或字母"),
        (LITUO.replace("lituo@yuhua.test", "lituo@"), "addresses 的“lituo@”不是邮箱地址", "只写地址"),
        (LITUO.replace("lituo@yuhua.test", ""), "没有登记邮箱", "至少填一个"),
        (LITUO.replace("lituo@yuhua.test", "a@b.test;a@b.test"), "addresses 里“a@b.test”重复", "只保留一个"),
        (LITUO.replace("lituo@yuhua.test", "jjtyj85653620@163.com"), "局里自己的收稿邮箱", "换成该单位"),
        (LITUO.replace(",,5", ",liyuan,5"), "may_send_for 里的“liyuan”不是", "id 一列"),
        (LITUO.replace(",,5", ",lituo,5"), "may_send_for 里的“lituo”不是", "id 一列"),
        (LITUO.replace(",,5", ",,五"), "target 的“五”不是分值", "不小于 0"),
        (LITUO.replace(",,5", ",,-5"), "target 的“-5”不是分值", "不小于 0"),
        (LITUO.replace(",,5", ",,NaN"), "target 的“NaN”不是分值", "不小于 0"),
        (LITUO + ",", "这一行有 8 格，应当是 7 格", "分号"),
        ("lituo,黎托", "这一行有 2 格，应当是 7 格", "分号"),
        (",,,,,,", "空行", "删掉"),
        ("", "空行", "删掉"),
        (LITUO.replace("lituo,", "gaoqiao,", 1), "单位代号“gaoqiao”在第 2 行已经用过", "换一个"),
        (LITUO.replace("黎托;", "高桥;"), "“高桥”在第 2 行（高桥）已经用过", "只能指一个单位"),
        (LITUO.replace("黎托;", "高桥街道 退役军人服务站;"), "已经用过", "只能指一个单位"),
        (LITUO.replace("黎托;", "ＧＡＯＱＩＡＯ;"), "已经用过", "只能指一个单位"),
        (LITUO.replace("黎托;", "高侨;"), "“高侨”与第 2 行的“高桥”只差形近字", "形近字表"),
        (LITUO.replace("lituo@yuhua.test", "gaoqiao@yuhua.test"), "却没有代报授权", "may_send_for"),
        ('lituo,"黎托街道,station,,,,', "从这一行起引号不成对", "成对"),
        ('lituo,"黎托"街道,station,,,,', "从这一行起引号不成对", "成对"),
    ],
)
def test_a_wrong_row_is_told_with_its_line_and_remedy(
    yuhua: Path, write: Callable[..., None], only_error: OnlyError, row: str, what: str, remedy: str
) -> None:
    write(HEADER, GAOQIAO, row)
    error = only_error()
    assert (error.file, error.line) == (yuhua / "units.csv", 3)
    assert what in error.what
    assert remedy in error.remedy


@pytest.mark.parametrize(("entitled", "other"), [(GAOQIAO, LITUO), (LITUO, GAOQIAO)])
def test_an_address_of_two_units_is_fine_when_one_is_entitled(
    config: Path, write: Callable[..., None], entitled: str, other: str
) -> None:
    other_id = other.split(",")[0]
    write(HEADER, entitled.replace(",,5", f",{other_id},5").replace("yuhua.test", "yuhua.test;both@yuhua.test"),
          other.replace("yuhua.test", "yuhua.test;both@yuhua.test"))  # fmt: skip
    assert len(load(config).bureaus["yuhua"].bureau.roster.by_address("both@yuhua.test")) == 2


def test_an_address_of_three_units_needs_one_entitled_for_both_others(
    write: Callable[..., None], only_error: OnlyError
) -> None:
    rows = [f"u{n},单位{n}科,section,,both@yuhua.test,{'u2' if n == 1 else ''}," for n in (1, 2, 3)]
    write(HEADER, *rows)
    assert "单位1科、单位2科、单位3科" in only_error().what


@pytest.mark.parametrize("header", ["id,name,group", HEADER.replace("id", "ID"), HEADER + ",x", "", GAOQIAO])
def test_another_header_is_told_with_the_right_one(
    write: Callable[..., None], only_error: OnlyError, header: str
) -> None:
    write(header, GAOQIAO.replace("gaoqiao", "qiao"))
    error = only_error()
    assert error.line == 1
    assert HEADER in error.remedy


def test_a_roster_without_units_is_told(write: Callable[..., None], only_error: OnlyError) -> None:
    write(HEADER)
    assert "一个单位也没有" in only_error().what


def test_an_empty_file_is_told_with_the_header(yuhua: Path, only_error: OnlyError) -> None:
    (yuhua / "units.csv").write_text("")
    assert HEADER in only_error().remedy


def test_a_cell_of_two_lines_does_not_shift_the_lines_of_later_mistakes(
    write: Callable[..., None], only_error: OnlyError
) -> None:
    write(HEADER, GAOQIAO.replace("高桥;高桥街道", '"高桥;\n高桥街道"'), LITUO.replace("station", "x"))
    assert only_error().line == 4


def test_several_mistakes_are_told_together(write: Callable[..., None], all_errors: AllErrors) -> None:
    write(HEADER, GAOQIAO.replace("station", "x").replace(",5", ",x"), ",,,,,,", LITUO.replace("lituo@yuhua.test", "?"))
    assert [(e.line, e.what[:6]) for e in all_errors()] == [
        (2, "group "),
        (2, "target"),
        (3, "这一行是空行"),
        (4, "addres"),
    ]


def test_look_alikes_are_checked_line_by_line(yuhua: Path, all_errors: AllErrors) -> None:
    (yuhua / "lookalikes.txt").write_text("# 说明\n桥侨  # 木、人\n侯\n塘、糖\n侨娇\n⽊木\n", "utf-8")
    told = [(e.line, e.what) for e in all_errors()]
    assert told == [
        (3, "形近字这一行“侯”不合规定"),
        (4, "形近字这一行“塘、糖”不合规定"),
        (5, "“侨”在第 2 行已经写过"),
        (6, "形近字这一行“⽊木”不合规定"),
    ]
