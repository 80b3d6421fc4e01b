"""Many rows at once: what is on record is laid ready once, and the outcome is that of row by row."""

from pathlib import Path

from sqlalchemy import Engine, event
from steps.counting.conftest import Bureau

from pipeline.domain.imported import ImportKind
from pipeline.steps.counting.fact_names import facts_listed
from pipeline.steps.counting.imports import ImportDone, ImportOrder, import_facts

OUTLETS = ("省厅官网", "泉州晚报", "福建日报", "省厅 官网", "东南早报")


def table(bureau: Bureau, rows: list[str]) -> Path:
    file = Path(bureau.house.data) / "表.csv"
    file.write_text("标题,采用刊物或新媒体,刊发日期\n" + "\n".join(rows), encoding="utf-8")
    return file


def imported(bureau: Bureau, rows: list[str], *, apply: bool = True) -> ImportDone:
    bureau.clock.forward(seconds=1)
    file = table(bureau, rows)
    return import_facts(
        bureau.house, ImportOrder(bureau=bureau.id, kind=ImportKind.ADOPTIONS, file=file, apply=apply, by="李")
    )


def rows(bureau: Bureau, count: int, start: int = 0) -> list[str]:
    """Uses of so many pieces, some twice in other words, some in doubt."""
    titles = [f"第{n}号稿件走访慰问老兵" for n in range(start, start + count)]
    for title in titles:
        bureau.piece(title=title)
    return [f"{title},{outlet},2022-05-09" for title in titles for outlet in OUTLETS]


def test_the_outcome_of_many_rows_is_that_of_one_after_the_other(jinjiang: Bureau) -> None:
    told = rows(jinjiang, 2)
    single = [imported(jinjiang, [row]).lines[0] for row in told]
    again = [row.replace("第0号", "第2号").replace("第1号", "第3号") for row in told]
    for n in (2, 3):
        jinjiang.piece(title=f"第{n}号稿件走访慰问老兵")
    together = imported(jinjiang, again).lines
    assert [line.outcome for line in together] == [line.outcome for line in single]
    assert [line.outcome for line in single[:5]] == ["taken", "taken", "taken", "known", "waits"]
    assert "头版" in together[4].why


def test_every_row_is_noted_with_the_number_of_its_fact(jinjiang: Bureau) -> None:
    done = imported(jinjiang, rows(jinjiang, 3))
    noted = [e.detail["fact"] for e in jinjiang.events("fact_taken")]
    assert [f"F{n}" for n in noted] == [line.fact for line in done.lines if line.outcome == "taken"]
    changed = [e for e in jinjiang.events("state_changed") if e.detail["after"] == "adopted"]
    assert len(changed) == 3
    assert all(e.piece_id for e in changed)


def test_a_preview_of_many_rows_keeps_nothing(jinjiang: Bureau) -> None:
    imported(jinjiang, rows(jinjiang, 2), apply=False)
    assert facts_listed(jinjiang.house, "jinjiang") == ()
    assert jinjiang.events("fact_taken") == []


def test_more_rows_about_the_same_pieces_ask_no_more_questions(jinjiang: Bureau) -> None:
    few, many = rows(jinjiang, 2), rows(jinjiang, 12, start=10)
    assert _selects(jinjiang, few) == _selects(jinjiang, many)


def _selects(bureau: Bureau, told: list[str]) -> int:
    """How many questions an import asks; a preview, so that the index of pieces is not written."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        imported(bureau, told, apply=False)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in asked)
