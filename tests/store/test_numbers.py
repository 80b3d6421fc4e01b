"""Numbers are never doubled and never reused: per prefix and year, whoever takes them (design.md §4.3)."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from store.several import at_once

from pipeline.store.database import Database
from pipeline.store.numbers import next_number
from pipeline.store.tables import NumberRow


def take(database: Database, prefix: str = "YH", year: int = 2020) -> str:
    with database.writing() as session:
        return next_number(session, prefix, year)


class GivenUpError(Exception):
    """Something went wrong after the number was taken."""


def take_and_give_up(database: Database, taken: list[str], before: Callable[[], None] = lambda: None) -> None:
    with database.writing() as session:
        taken.append(next_number(session, "YH", 2020))
        before()
        raise GivenUpError


def test_numbers_run_from_one_with_five_figures(database: Database) -> None:
    assert [take(database) for _ in range(3)] == ["YH-2020-00001", "YH-2020-00002", "YH-2020-00003"]


def test_each_prefix_and_each_year_has_its_own(database: Database) -> None:
    taken = [take(database, *which) for which in [("YH", 2020), ("JJ", 2020), ("YH", 2021), ("YH", 2020)]]
    assert taken == ["YH-2020-00001", "JJ-2020-00001", "YH-2021-00001", "YH-2020-00002"]


def test_one_transaction_may_take_several(database: Database) -> None:
    with database.writing() as session:
        assert [next_number(session, "YH", 2020) for _ in range(2)] == ["YH-2020-00001", "YH-2020-00002"]


def test_a_number_beyond_five_figures_is_written_whole(database: Database) -> None:
    with database.writing() as session:
        session.add(NumberRow(prefix="YH", year=2020, last=99_999))
    assert take(database) == "YH-2020-100000"


def test_what_was_not_committed_was_not_taken(database: Database) -> None:
    take(database)
    given_back: list[str] = []
    with pytest.raises(GivenUpError):
        take_and_give_up(database, given_back)
    assert given_back == ["YH-2020-00002"]
    assert take(database) == "YH-2020-00002"


def test_threads_that_begin_a_year_together_take_turns(database: Database) -> None:
    start = Barrier(6)

    def several() -> list[str]:
        start.wait(10)
        return [take(database) for _ in range(10)]

    with ThreadPoolExecutor(6) as pool:
        taken = Counter(number for done in [pool.submit(several) for _ in range(6)] for number in done.result())
    assert set(taken.values()) == {1}
    assert max(taken) == "YH-2020-00060"


def test_a_second_one_waits_for_the_first_and_leaves_no_gap_when_it_gives_up(database: Database) -> None:
    has_taken, give_up = Event(), Event()

    def hold() -> None:
        has_taken.set()
        give_up.wait(10)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(take_and_give_up, database, [], hold)
        assert has_taken.wait(10)
        second = pool.submit(take, database)
        give_up.set()
        assert isinstance(first.exception(20), GivenUpError)
        assert second.result(20) == "YH-2020-00001"


def test_processes_that_begin_a_year_together_take_turns(database: Database, store_url: str) -> None:
    act = """
for _ in range(20):
    with database.writing() as session:
        number = next_number(session, "YH", 2020)
    print(number)
"""
    prelude = "from pipeline.store.numbers import next_number\ndatabase = Database(sys.argv[1])"
    taken = Counter(number for printed in at_once(act, store_url, prelude=prelude) for number in printed)
    assert set(taken.values()) == {1}
    assert sorted(taken)[-1] == "YH-2020-00060"
    assert take(database) == "YH-2020-00061"
