"""Rosters the office imports: ids, names and whom a unit may send for."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.domain.imported import Imported, ImportKind
from pipeline.domain.words import Group
from pipeline.ingest.import_table import read_import
from pipeline.settings.values import Limits


def imported(tmp_path: Path, text: str) -> Imported:
    file = tmp_path / "名册.csv"
    file.write_text(text, encoding="utf-8")
    return read_import(ImportKind.UNITS, file, Limits(), today=date(2022, 5, 31))


def test_units_are_read_under_chinese_headings_and_as_units_csv_writes_them(tmp_path) -> None:
    chinese = (
        "代号,名称,类别,别名,邮箱,可代报单位,目标分值\n"
        "anhai,安海镇服务站,服务站,安海;安海镇,A@x.test,,5\n"
        "fwzx,服务中心,下属单位,,c@x.test,安海镇服务站,12.5\n"
    )
    plain = (
        "id,name,group,aliases,addresses,may_send_for,target\n"
        "anhai,安海镇服务站,station,安海;安海镇,a@x.test,,5\n"
        "fwzx,服务中心,subordinate,,c@x.test,anhai,12.5\n"
    )
    one, other = (imported(tmp_path, text) for text in (chinese, plain))
    assert one == other
    assert one.mistakes == ()
    anhai, centre = (row.unit for row in one.rows)
    assert (anhai.group, anhai.aliases, anhai.addresses) == (Group.STATION, ("安海", "安海镇"), ("a@x.test",))
    assert (centre.may_send_for, centre.target) == (("anhai",), Decimal("12.5"))


def test_units_that_share_an_id_or_a_name_are_told_with_both_places(tmp_path) -> None:
    table = "代号,名称,类别,别名,邮箱\na,甲站,服务站,,a@x.test\na,乙站,服务站,,b@x.test\nc,丙站,服务站,甲站,c@x.test\n"
    found = imported(tmp_path, table)
    assert [place for place, _ in [(m.place, m.what) for m in found.mistakes]] == ["第3行", "第4行"]
    assert all("第2行" in what for _, what in [(m.place, m.what) for m in found.mistakes])


@pytest.mark.parametrize(
    "row",
    [
        "a,甲站,大队,,a@x.test,",
        "A1,甲站,服务站,,a@x.test,",
        "a,甲站,服务站,,甲,",
        "a,甲站,服务站,,,",
        "a,甲站,服务站,,a@x.test,-1",
    ],
)
def test_a_unit_with_a_mistake_is_told(tmp_path, row: str) -> None:
    found = imported(tmp_path, f"代号,名称,类别,别名,邮箱,目标分值\n{row}\n")
    assert len(found.mistakes) >= 1
    assert found.rows == ()
