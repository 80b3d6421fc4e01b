"""`adjust`: points by hand, as a clerk types them."""

import shutil
from pathlib import Path

import pytest
from cli.conftest import Desk

BUREAU = ("--bureau", "jinjiang")
WHY = ("--reason", "市里表扬", "--by", "李主任")
GIVEN = ("adjust", *BUREAU, "--unit", "磁灶", "--date", "2022-05-20")


def test_points_are_given_and_taken_back(empty: Desk) -> None:
    done = empty(*GIVEN, "--points", "+3", *WHY)
    assert (done.code, done.err) == (0, "")
    assert done.out == "E1：磁灶镇退役军人服务站 +3 分，计入2022-05。\n"
    back = empty("adjust", *BUREAU, "--undo", "E1", "--reason", "记错单位", "--by", "王")
    assert back.out == "E2：已撤销E1，磁灶镇退役军人服务站 -3 分，计入2022-05。\n"


def test_a_minus_needs_no_other_spelling_and_json_is_one_document(empty: Desk) -> None:
    assert empty(*GIVEN, "--points", "-1.5", "--clause", "四1", *WHY, "--json").json == {
        "bureau": "jinjiang", "name": "E1", "unit": "cizao", "points": "-1.5", "day": "2022-05-20",
        "booked": "2022-05", "undoes": None, "remark": "", "changes": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("order", "code", "told"),
    [
        ((*GIVEN, "--points", "三", *WHY), 2, "分值“三”不是数"),
        ((*GIVEN, "--points", "3"), 2, "--reason"),
        ((*GIVEN, *WHY), 2, "--points"),
        (("adjust", *BUREAU, "--undo", "E9", *WHY), 1, "没有编号为E9的手工调整"),
        ((*GIVEN, "--undo", "E1", *WHY), 2, "撤销时只写"),
    ],
)
def test_what_is_wrong_is_told_with_the_way_out(empty: Desk, order: tuple[str, ...], code: int, told: str) -> None:
    done = empty(*order)
    assert (done.code, done.out) == (code, "")
    assert told in done.err


@pytest.fixture
def mistaken(tmp_path: Path) -> Desk:
    """A bureau whose rulebook cannot be read."""
    config = Path(shutil.copytree(Desk(data=tmp_path).config, tmp_path / "config"))
    rulebook = config / "bureaus" / "jinjiang" / "rulebook.yaml"
    rulebook.write_text(rulebook.read_text(encoding="utf-8").replace("components:", "komponents:"), encoding="utf-8")
    return Desk(data=tmp_path / "data", config=config)


@pytest.mark.parametrize(
    "order",
    [
        (*GIVEN, "--points", "3", *WHY),
        ("settle", "F1", *BUREAU, "--refuse", *WHY),
        ("standings", *BUREAU, "--period", "2022-05"),
        ("close-month", *BUREAU, "--period", "2022-05"),
        ("rescore", *BUREAU, "--dry-run"),
    ],
)
def test_a_rulebook_that_cannot_be_read_is_told_with_its_mistakes(mistaken: Desk, order: tuple[str, ...]) -> None:
    done = mistaken(*order, "--json")
    assert (done.code, done.out) == (2, "")
    assert "komponents" in done.err
    assert "Traceback" not in done.err


def test_a_folder_that_cannot_be_written_into_is_named(empty: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "folder"
    done = empty("report", "monthly", *BUREAU, "--period", "2022-05", "--out", out)
    assert (done.code, done.out) == (1, "")
    assert f"写不进文件夹 {out}" in done.err
