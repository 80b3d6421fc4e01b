"""Every worked example of tests/score/outlets/*.yaml resolves as the office wrote it down."""

from pathlib import Path

import pytest

from pipeline.score.outlets import Outlets, load_outlets
from pipeline.settings.errors import Complaints
from pipeline.settings.tomlfile import Table
from pipeline.settings.yamlfile import read_yaml

ROOT = Path(__file__).resolve().parents[2]
BUREAUS = ("jinjiang", "yuhua")
REGISTERS = {bureau: load_outlets(ROOT / "config" / "bureaus" / bureau / "outlets.yaml") for bureau in BUREAUS}


def examples(bureau: str) -> Table:
    complaints = Complaints()
    table = read_yaml(Path(__file__).parent / "outlets" / f"{bureau}.yaml", complaints)
    complaints.raise_if_any()
    assert table is not None
    return table


def names() -> list[tuple[str, str, str]]:
    found = []
    for bureau in BUREAUS:
        levels = examples(bureau).table("名单")
        found += [(bureau, level, name) for level in levels.data for name in levels.texts(level)]
    return found


def rows() -> list[tuple[str, Table]]:
    return [(bureau, row) for bureau in BUREAUS for row in examples(bureau).tables("逐条")]


def told(bureau: str, row: Table) -> str:
    return f"{bureau}-{'-'.join(str(v) for v in row.data.values())}"


@pytest.mark.parametrize(("bureau", "level", "name"), names(), ids=str)
def test_every_outlet_named_in_a_plan_has_its_level(bureau: str, level: str, name: str) -> None:
    outlets: Outlets = REGISTERS[bureau]
    found = outlets.resolve(name)
    assert found.outlet is not None, found.why
    assert found.recognised
    assert outlets.levels[found.outlet.level] == level


@pytest.mark.parametrize(("bureau", "row"), rows(), ids=[told(b, r) for b, r in rows()])
def test_a_worked_example_resolves_as_written_down(bureau: str, row: Table) -> None:
    found = REGISTERS[bureau].resolve(
        row.text("写", "", blank=True),
        url=row.text("链接", "") or None,
        position=row.text("版面", "") or None,
        mode=row.text("方式", "") or None,
    )
    assert found.why
    if "待认定" in row.data:
        assert found.outlet is None, found.why
        assert not found.recognised
        wanted = row.texts("待认定", blank=True)
        assert set(wanted) <= set(found.candidates), found
        assert wanted or row.data.get("写") or not found.candidates  # a link alone that nobody knows proposes nothing
    else:
        assert found.outlet is not None, found.why
        assert found.outlet.name == row.text("载体")
        assert found.recognised is not row.flag("不计", False)
    row.finish()
    row.complaints.raise_if_any()


def test_there_are_more_than_two_hundred_examples() -> None:
    assert len(names()) + len(rows()) > 200


def test_every_row_of_yuhuas_table_has_its_outlets() -> None:
    outlets = REGISTERS["yuhua"]
    table = examples("yuhua").table("类别")
    titles = {c.name: c.id for c in outlets.classes.values()}
    assert set(table.data) == set(titles)
    for title in table.data:
        assert {o.name for o in outlets.by_class(titles[title])} >= set(table.texts(title))


@pytest.mark.parametrize("bureau", BUREAUS)
def test_every_class_has_an_outlet_and_every_outlet_a_clause(bureau: str) -> None:
    outlets = REGISTERS[bureau]
    assert all(outlets.by_class(c) for c in outlets.classes)
    assert all(o.clause for o in outlets.register.outlets.values())


@pytest.mark.parametrize("bureau", BUREAUS)
def test_candidates_are_names_that_the_register_knows(bureau: str) -> None:
    outlets = REGISTERS[bureau]
    known = {o.name for o in outlets.register.outlets.values()}
    for here, row in rows():
        if here == bureau:
            assert set(outlets.resolve(str(row.data.get("写", ""))).candidates) <= known


@pytest.mark.parametrize("bureau", BUREAUS)
def test_the_acceptance_config_has_the_same_register(bureau: str) -> None:
    shipped = ROOT / "config" / "bureaus" / bureau / "outlets.yaml"
    acceptance = ROOT / "tests" / "acceptance" / "config" / "bureaus" / bureau / "outlets.yaml"
    assert shipped.read_bytes() == acceptance.read_bytes()


def test_an_account_without_its_form_still_tells_class_and_level() -> None:
    found = REGISTERS["jinjiang"].resolve("市局公众号")
    assert found.outlet is None
    assert (found.class_, found.level) == ("city_account", "city")


def test_the_form_of_an_account_is_told_as_mode() -> None:
    assert REGISTERS["jinjiang"].resolve("公众号简讯").mode == "brief"


def test_page_words_in_a_name_are_told_as_position() -> None:
    outlets = REGISTERS["jinjiang"]
    assert [outlets.resolve(t).position for t in ("泉州晚报头版头条", "泉州晚报A1版", "泉州晚报5版", "泉州网首页")] == [
        "lead", "front", "inside", "home",
    ]  # fmt: skip
