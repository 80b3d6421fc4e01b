"""terms.csv: read strictly, with the line and what to do; a bureau may be without it."""

from pathlib import Path

import pytest

from pipeline.settings.errors import Complaints
from pipeline.settings.usages import read_usages
from pipeline.settings.values import Usage


def read(folder: Path, text: str) -> tuple[tuple[Usage, ...], list[str]]:
    (folder / "terms.csv").write_text(text, "utf-8")
    complaints = Complaints()
    return read_usages(folder / "terms.csv", complaints), [str(error) for error in complaints.errors]


def test_every_row_is_a_term_with_its_right_form_and_a_note(tmp_path: Path) -> None:
    usages, wrong = read(
        tmp_path, "wrong,right,note\n退伍军人事务局,退役军人事务局,2018年起\n\n老兵所,,不用\nＡＰＰ,应用,\n"
    )
    assert usages == (
        Usage("退伍军人事务局", "退役军人事务局", "2018年起"),
        Usage("老兵所", "", "不用"),
        Usage("APP", "应用", ""),
    )
    assert wrong == []


def test_a_bureau_without_the_file_keeps_no_terms(tmp_path: Path) -> None:
    complaints = Complaints()
    assert read_usages(tmp_path / "terms.csv", complaints) == ()
    assert complaints.errors == []


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("错误,正确,说明\n甲,乙,\n", 1, "wrong,right,note"),
        ("", None, "表头"),
        ("wrong,right,note\n甲,乙\n", 2, "2 格"),
        ("wrong,right,note\n,乙,\n", 2, "wrong"),
        ("wrong,right,note\n甲,甲,\n", 2, "一样"),
        ("wrong,right,note\n甲,乙,\n甲,丙,\n", 3, "第 2 行已经写过"),
        ('wrong,right,note\n"甲,乙,\n', 2, "引号"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_to_do(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    _, wrong = read(tmp_path, text)
    assert len(wrong) == 1
    assert said in wrong[0]
    assert line is None or f"terms.csv:{line}：" in wrong[0]
