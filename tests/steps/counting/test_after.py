"""What follows a round: counted when something changed, looked at once when nothing did."""

from sqlalchemy import Engine, event
from steps.counting.conftest import Bureau

from pipeline.steps.counting.after import count_and_tell


def looks(bureau: Bureau) -> int:
    """How often a round goes over all facts to see whether something changed."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        count_and_tell(bureau.house, bureau.id)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return sum("GROUP BY facts.state" in statement for statement in asked)


def test_a_round_in_which_nothing_changed_looks_once(jinjiang: Bureau) -> None:
    jinjiang.adopt(jinjiang.piece())
    jinjiang.count()
    count_and_tell(jinjiang.house, jinjiang.id)  # the unit is told
    assert looks(jinjiang) == 1


def test_a_round_that_counts_looks_before_it_and_marks_it_afterwards(jinjiang: Bureau) -> None:
    jinjiang.count()
    jinjiang.adopt(jinjiang.piece())
    assert looks(jinjiang) == 2
    assert jinjiang.points() == "10"
