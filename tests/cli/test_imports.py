"""`import`: a preview as a clerk reads it, `--yes`, and every mistake of a file at once."""

import shutil
from pathlib import Path

import pytest
from cli.conftest import ACCEPTANCE, Desk

BUREAU = ("--bureau", "jinjiang")
USED = "信息稿件名称,采用刊物或新媒体,刊发日期,经办人\n"
ROWS = "磁灶镇走访慰问老兵,省厅官网,2022-05-09,王\n没有这篇,省厅官网,2022-05-09,王\n"


@pytest.fixture
def clerk(tmp_path: Path) -> Desk:
    """A desk with a config of its own and one piece."""
    desk = Desk(tmp_path / "data", Path(shutil.copytree(ACCEPTANCE, tmp_path / "config")))
    piece = ("--unit", "磁灶", "--date", "2022-05-03", "--title", "磁灶镇走访慰问老兵", "--by", "李")
    assert desk("register", *BUREAU, *piece).code == 0
    return desk


def table(tmp_path: Path, text: str, name: str = "采用.csv") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_preview_then_the_same_for_good(clerk: Desk, tmp_path: Path) -> None:
    file = table(tmp_path, USED + ROWS)
    seen = clerk("import", "adoptions", *BUREAU, file)
    assert (seen.code, seen.err) == (0, "")
    assert seen.out.splitlines()[1].split()[:4] == ["登记", "第2行", "磁灶镇走访慰问老兵", "省厅官网"]
    assert seen.out.splitlines()[2].startswith("待核对")
    assert "第3行（待核对）：没有找到" in seen.out
    assert "共 2 条：登记 1 条，此前已登记 0 条，待局办公室核对 1 条。" in seen.out
    assert "没有用到的栏目：经办人。" in seen.out
    assert "以上是预览，还没有登记" in seen.out
    assert clerk("facts", *BUREAU, "--json").json == []
    done = clerk("import", "adoptions", *BUREAU, "--yes", "--by", "李主任", file)
    assert done.code == 0
    assert "积分变动：磁灶镇退役军人服务站 +10。" in done.out
    assert "baosong facts --bureau jinjiang --waiting" in done.out
    again = clerk("import", "adoptions", *BUREAU, "--yes", file, "--json").json
    assert [line["outcome"] for line in again["lines"]] == ["known", "waits"]
    assert again["changes"] == []


def test_json_of_a_preview_is_one_document(clerk: Desk, tmp_path: Path) -> None:
    told = clerk("import", "adoptions", *BUREAU, table(tmp_path, USED + ROWS), "--json").json
    assert (told["applied"], told["kind"], told["ignored"]) == (False, "adoptions", ["经办人"])
    assert [(line["outcome"], line["number"], line["fact"]) for line in told["lines"]] == [
        ("taken", "JJ-2022-00001", None), ("waits", None, None),
    ]  # fmt: skip


def test_a_piece_named_by_its_number_is_shown_by_its_title_with_the_remark_that_it_was_not_approved(
    clerk: Desk, tmp_path: Path
) -> None:
    file = table(tmp_path, "编号,采用刊物或新媒体,刊发日期\nJJ-2022-00001,省厅官网,2022-05-09\n")
    seen = clerk("import", "adoptions", *BUREAU, file)
    assert seen.out.splitlines()[1].split()[2] == "磁灶镇走访慰问老兵"
    assert "稿件登记前还是“已受理”，采用照常计分，备注“未经归口审批”" in seen.out
    done = clerk("import", "adoptions", *BUREAU, "--yes", file)
    assert "备注“未经归口审批”" in done.out


def test_what_falls_into_a_closed_month_says_where_it_is_counted(clerk: Desk, tmp_path: Path) -> None:
    assert clerk("close-month", *BUREAU, "--period", "2022-05").code == 0
    file = table(tmp_path, USED + ROWS)
    assert "2022-05已经结账，计入2022-06，作补计" in clerk("import", "adoptions", *BUREAU, file).out
    done = clerk("import", "adoptions", *BUREAU, "--yes", file)
    assert "积分变动：磁灶镇退役军人服务站 +10。\n其中2022-05已经结账，计入2022-06，作补计。\n" in done.out
    piece = ("--unit", "磁灶", "--date", "2022-05-20", "--title", "慰问烈属", "--by", "李")
    told = clerk("register", *BUREAU, *piece).out
    assert "2022-05已经结账，印发的报送数不改" in told
    assert "作补计" not in told


def test_what_would_wait_is_told_with_the_mistakes_of_the_same_file(clerk: Desk, tmp_path: Path) -> None:
    rows = "没有这篇,没有的载体,五月\n磁灶镇走访慰问老兵,省厅官网,2022-05-09\n"
    rows += "磁灶镇走访慰问老兵,谁家公众号,2022-05-09\n"
    wrong = clerk("import", "adoptions", *BUREAU, table(tmp_path, "标题,采用刊物或新媒体,刊发日期\n" + rows))
    assert wrong.code == 2
    assert "第2行：刊发日期“五月”读不出是哪一天" in wrong.err
    also = wrong.err[wrong.err.index("下面这些不算文件的错") :].splitlines()[1:]
    assert [line.partition("》")[2][:3] for line in also] == ["第2行", "第2行", "第4行"]
    assert "没有找到" in also[0] + also[1]


def test_units_that_nobody_knows_are_told_with_the_mistakes(clerk: Desk, tmp_path: Path) -> None:
    rows = "拥军晚会,市局,没有的站、磁灶,后天\n"
    wrong = clerk("import", "activities", *BUREAU, table(tmp_path, "活动名称,主办,承办单位,日期\n" + rows))
    assert "日期“后天”读不出是哪一天" in wrong.err
    assert "没有的站" in wrong.err


def test_every_mistake_of_a_file_is_told_and_nothing_is_applied(clerk: Desk, tmp_path: Path) -> None:
    file = table(tmp_path, USED + ROWS + "磁灶镇走访慰问老兵,省厅简报,五月,王\n,省厅简报,2022-05-01,王\n")
    wrong = clerk("import", "adoptions", *BUREAU, "--yes", file)
    assert (wrong.code, wrong.out) == (2, "")
    assert "一条也没有登记" in wrong.err
    assert "《采用.csv》第4行" in wrong.err
    assert "《采用.csv》第5行" in wrong.err
    assert clerk("facts", *BUREAU, "--json").json == []


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (("poems", "x.csv"), "没有“poems”这种内容"),
        (("adoptions", "no-such-file.csv"), "没有找到这个文件"),
        (("adoptions",), "还缺"),
    ],
)
def test_a_wrong_command_line_ends_with_2(clerk: Desk, order: tuple[str, ...], told: str) -> None:
    wrong = clerk("import", order[0], *BUREAU, *order[1:])
    assert (wrong.code, wrong.out) == (2, "")
    assert told in wrong.err


def test_the_rosters_difference_is_shown_and_then_written(clerk: Desk, tmp_path: Path) -> None:
    shipped = clerk.config / "bureaus" / "jinjiang" / "units.csv"
    text = shipped.read_text("utf-8")
    file = table(tmp_path, text.replace("qingyang@jinjiang.test", "qy@jinjiang.test"), "名册.csv")
    seen = clerk("import", "units", *BUREAU, file)
    assert seen.out.splitlines()[:2] == [
        "改动  qingyang  青阳街道退役军人服务站", "    邮箱：qingyang@jinjiang.test → qy@jinjiang.test",
    ]  # fmt: skip
    assert "改动 1 个" in seen.out
    assert shipped.read_text("utf-8") == text
    done = clerk("import", "units", *BUREAU, "--yes", "--by", "李", file)
    assert done.code == 0
    assert "原来的名册存为 units-" in done.out
    assert "qy@jinjiang.test" in shipped.read_text("utf-8")
    assert clerk("config", "check").code == 0
    assert clerk("import", "units", *BUREAU, file).out == "名册没有变化。\n"


def test_a_roster_that_config_refuses_is_told_with_its_line(clerk: Desk, tmp_path: Path) -> None:
    shipped = clerk.config / "bureaus" / "jinjiang" / "units.csv"
    file = table(tmp_path, shipped.read_text("utf-8").replace("qingyang@jinjiang.test", "meiling@jinjiang.test"))
    wrong = clerk("import", "units", *BUREAU, "--yes", file)
    assert (wrong.code, wrong.out) == (2, "")
    assert f"{shipped}:3" in wrong.err
