"""The roster from a file: the difference first, the whole of config/ tried with it, the old one kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select
from steps.counting.conftest import Bureau

from pipeline.domain.bureau import Unit
from pipeline.domain.imported import ImportKind
from pipeline.domain.words import Group
from pipeline.settings import ConfigErrors, load
from pipeline.steps.counting.import_units import FieldChange, UnitsDone, as_csv, import_units
from pipeline.steps.counting.imports import FileMistakes, ImportOrder
from pipeline.store.tables import EventRow


def roster(bureau: Bureau) -> list[Unit]:
    return list(bureau.house.bureau(bureau.id).bureau.roster.units)


def given(bureau: Bureau, text: str, *, apply: bool = True) -> UnitsDone:
    file = bureau.house.data / "名册.csv"
    file.write_text(text, encoding="utf-8")
    order = ImportOrder(bureau=bureau.id, kind=ImportKind.UNITS, file=file, apply=apply, by="李主任")
    return import_units(bureau.house, order)


def folder(bureau: Bureau) -> Path:
    return bureau.house.bureau(bureau.id).folder


def again(bureau: Bureau) -> list[Unit]:
    """The roster as a program that starts now reads it."""
    return list(load(bureau.house.settings.folder).bureaus[bureau.id].bureau.roster.units)


def test_the_shipped_roster_goes_through_a_file_and_nothing_changes(jinjiang: Bureau) -> None:
    done = given(jinjiang, as_csv(roster(jinjiang)))
    assert (done.lines, done.reordered, done.kept) == ((), False, None)
    assert sorted(f.name for f in folder(jinjiang).glob("units*")) == ["units.csv"]


def test_what_would_be_another_is_shown_and_written_only_when_meant(jinjiang: Bureau) -> None:
    jinjiang.piece(unit="安海")
    first, second, *rest = roster(jinjiang)
    new = Unit(id="xinke", name="新设科", group=Group.SECTION, addresses=("xinke@jinjiang.test",))
    rest = [unit for unit in rest if unit.id != "anhai"]
    changed = replace(first, addresses=("new@jinjiang.test",), aliases=first.aliases[:2])
    text = as_csv([changed, second, *rest, new])
    before = (folder(jinjiang) / "units.csv").read_bytes()
    seen = given(jinjiang, text, apply=False)
    assert [(line.unit, line.what, line.pieces) for line in seen.lines] == [
        ("xinke", "added", 0), (first.id, "changed", 0), ("anhai", "removed", 1),
    ]  # fmt: skip
    assert FieldChange(field="addresses", before=first.addresses[0], after="new@jinjiang.test") in seen.lines[1].fields
    assert (folder(jinjiang) / "units.csv").read_bytes() == before
    done = given(jinjiang, text)
    assert done.lines == seen.lines
    assert done.kept == "units-2022-06-10.csv"
    assert (folder(jinjiang) / "units-2022-06-10.csv").read_bytes() == before
    assert again(jinjiang) == [changed, second, *rest, new]
    with jinjiang.house.database.reading() as session:
        [event] = session.exec(select(EventRow).where(EventRow.what == "roster_imported")).all()
    assert (event.by, event.detail["file"], event.detail["changes"]) == ("李主任", "名册.csv", 3)


def test_another_order_of_the_same_units_is_a_change_and_the_second_copy_of_a_day_gets_a_number(
    jinjiang: Bureau,
) -> None:
    units = roster(jinjiang)
    done = given(jinjiang, as_csv(units[::-1]))
    assert (done.lines, done.reordered) == ((), True)
    assert again(jinjiang) == units[::-1]
    assert given(jinjiang, as_csv([*units[1:], units[0]])).kept == "units-2022-06-10-2.csv"


def test_a_roster_that_the_settings_refuse_is_not_written_and_the_mistake_points_at_units_csv(
    jinjiang: Bureau,
) -> None:
    units = roster(jinjiang)
    taken = replace(units[0], addresses=units[1].addresses)
    before = (folder(jinjiang) / "units.csv").read_bytes()
    with pytest.raises(ConfigErrors) as wrong:
        given(jinjiang, as_csv([taken, *units[1:]]))
    assert {error.file for error in wrong.value.errors} == {folder(jinjiang) / "units.csv"}
    assert (folder(jinjiang) / "units.csv").read_bytes() == before
    assert sorted(f.name for f in folder(jinjiang).glob("*units*")) == ["units.csv"]


def test_mistakes_of_the_file_are_told_before_anything_else(jinjiang: Bureau) -> None:
    with pytest.raises(FileMistakes) as wrong:
        given(jinjiang, "代号,名称,类别,邮箱\nA1,甲站,服务站,a@x.test\nb,乙站,大队,b@x.test\n")
    assert [m.place for m in wrong.value.mistakes] == ["第2行", "第3行"]


def test_the_mark_that_excel_wants_stays(jinjiang: Bureau) -> None:
    file = folder(jinjiang) / "units.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    units = roster(jinjiang)
    given(jinjiang, as_csv(units[::-1]))
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid,name")
    assert again(jinjiang) == units[::-1]
