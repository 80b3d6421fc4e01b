"""Years that turn, letters from the future, a clock that is put back."""

from acts.office import Office, whole_piece
from acts.pieces_there import FIRST, SECOND, by_unit


def test_numbers_turn_with_the_year_in_shanghai(office: Office) -> None:
    from datetime import UTC, datetime

    office.clock.now = datetime(2021, 1, 1, 1, tzinfo=UTC)
    office.arrive(whole_piece(), at=datetime(2020, 12, 31, 15, 59, tzinfo=UTC))
    office.arrive(whole_piece(title="另一篇稿件的标题", seed=2), at=datetime(2020, 12, 31, 16, 0, tzinfo=UTC))
    office.poll()
    assert list(by_unit(office)) == ["YH-2020-00001", "YH-2021-00001"]


def test_a_letter_from_the_future_is_counted_when_it_came(office: Office) -> None:
    from datetime import timedelta

    office.arrive(whole_piece(), at=office.clock() + timedelta(days=4000))
    office.poll()
    assert list(by_unit(office)) == [FIRST]


def test_a_clock_put_back_an_hour_loses_nothing_and_sends_nothing_twice(office: Office) -> None:
    office.arrive(whole_piece())
    office.receive()
    office.clock.forward(hours=-1)
    office.arrive(whole_piece(title="另一篇稿件的标题", seed=2))
    office.poll()
    office.clock.forward(hours=2)
    office.poll()
    assert len(office.mails()) == 2
    assert set(by_unit(office)) == {FIRST, SECOND}
