"""What is asked again and again is found by an index that knows what is asked for, not by walking over a bureau."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import event
from sqlmodel import Session

from pipeline.store import alike_index, facts, letters, outbox, queries, roster_health
from pipeline.store.database import Database
from pipeline.store.tables import PartRow

NOW = datetime(2020, 5, 8, tzinfo=UTC)
ASKED: dict[str, tuple[Callable[[Session], object], set[str]]] = {
    "pieces that wait": (lambda s: queries.waiting_pieces(s, "yuhua"), {"ix_pieces_standing"}),
    "letters that wait": (
        lambda s: queries.waiting_letters(s, "yuhua"),
        {"ix_letters_unsettled", "ix_letters_trouble"},
    ),
    "letters to be read": (lambda s: letters.unfinished(s, "yuhua"), {"ix_letters_unread"}),
    "receipts that are owed": (lambda s: queries.owed_receipts(s, "yuhua"), {"ix_letters_trouble"}),
    "replies that wait": (lambda s: queries.pieces_with_replies(s, "yuhua"), {"ix_letters_unsettled"}),
    "mails that wait": (lambda s: outbox.waiting_for_person(s, "yuhua"), {"ix_outbox_standing"}),
    "undelivered mails": (lambda s: roster_health.undelivered_to(s, "yuhua"), {"ix_outbox_standing"}),
    "keys of a part": (lambda s: alike_index.sharing(s, PartRow(id=7)), {"ix_part_keys_part_id"}),
    "parts with these keys": (lambda s: alike_index.with_keys(s, 7, [1, 2]), {"PRIMARY KEY"}),
    "uses that wait": (lambda s: facts.waiting(s, "yuhua"), {"ix_facts_standing"}),
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Tables without rows; no statistics lead the planner, as in every office."""
    found = Database(f"sqlite:///{tmp_path_factory.mktemp('indexes') / 'baosong.db'}")
    found.upgrade()
    return found


@pytest.mark.parametrize("what", ASKED)
def test_what_waits_is_found_by_its_own_index(what: str, database: Database) -> None:
    ask, indexes = ASKED[what]
    with database.reading() as session:
        asked: list[tuple[str, tuple[object, ...]]] = []
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
        ask(session)
        plans = [row for statement, values in list(asked) for row in _plan(session, statement, values)]
    used = {index for plan in plans for index in indexes if f"{index} " in plan}
    assert used == indexes, plans


def _plan(session: Session, statement: str, values: tuple[object, ...]) -> list[str]:
    """How SQLite would look for it."""
    if not statement.lstrip().startswith("SELECT"):
        return []
    driver = session.connection().connection.driver_connection
    assert driver is not None
    return [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
