"""`correct`, `repeat`, `join` and `form`: what is told, and every refusal with its way out."""

from pathlib import Path

import pytest
from cli.conftest import Desk
from docx import Document

NUMBER = "YH-2020-00001"
SIGNED = ("--reason", "经核实", "--by", "李主任")


def test_a_piece_is_put_right_and_its_forms_are_filled_from_the_command_line(desk: Desk, tmp_path: Path) -> None:
    done = desk("correct", NUMBER, "--unit", "东塘", "--kind", "info", *SIGNED)
    assert done.out == (
        f"{NUMBER}：报送单位由“左家塘街道退役军人服务站”改为“东塘街道退役军人服务站”；类别由“未定”改为“政务信息”。\n"
    )
    again = desk("correct", NUMBER, "--title", "慰问老兵", "--tell", *SIGNED, "--json").json
    assert (again["after"], again["mailed_to"]) == ({"title": "慰问老兵"}, "zuojiatang@yuhua.test")
    assert "李主任更正：" in desk("show", NUMBER).out
    assert desk("form", NUMBER.lower(), "--out", str(tmp_path / "new"), "--json").json["files"] == [
        f"{NUMBER} 信息稿件审核表.docx", f"{NUMBER} 信息稿件发布（上报）审批表.docx",
    ]  # fmt: skip
    cells = Document(str(tmp_path / "new" / f"{NUMBER} 信息稿件发布（上报）审批表.docx")).tables[0]
    assert "慰问老兵" in "".join(cell.text for row in cells.rows for cell in row.cells)


def test_a_repeat_and_a_supplement_are_told(desk: Desk) -> None:
    done = desk("repeat", "YH-2020-00002", "--of", NUMBER, *SIGNED)
    assert done.out == f"YH-2020-00002：已定为与 {NUMBER} 重复，不再采用。\n"
    joined = desk("join", "YH-2020-00003", "--to", NUMBER, *SIGNED)
    assert (joined.code, joined.err) == (0, "")
    assert f"已并入 {NUMBER}，现在的状态：" in joined.out


@pytest.mark.parametrize(
    ("order", "code", "told"),
    [
        (["correct", NUMBER, *SIGNED], 2, "没有要更正的"),
        (["correct", NUMBER, "--year", "20", *SIGNED], 2, "年度不对"),
        (["correct", NUMBER, "--kind", "诗歌", *SIGNED], 2, "没有“诗歌”这种类别"),
        (["correct", NUMBER, "--title", "标题"], 2, "请用 --reason 写明理由"),
        (["repeat", NUMBER, *SIGNED], 2, "请写明另一件的编号"),
        (["repeat", NUMBER, "--of", NUMBER, *SIGNED], 2, "是同一件"),
        (["join", NUMBER, "--to", "YH-2020-00099", *SIGNED], 1, "台账里没有"),
        (["join", "YH-2020-00005", "--to", NUMBER, *SIGNED], 1, "已封存"),
        (["form", "YH-2020-00005", "--out", "x"], 1, "已封存"),
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
