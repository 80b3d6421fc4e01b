"""Attacks on counting by mail: what is told twice, told otherwise, taken back or read again counts once and rightly."""

import pytest
from acts.counted import FIRST, SECOND, begin_may, facts_of, reported, settled, standing_of
from acts.office import Office, read_again


@pytest.fixture
def may(office: Office) -> Office:
    return begin_may(office)


def test_a_report_read_again_asks_nothing_that_the_office_has_settled(may: Office) -> None:
    reported(may, [(FIRST, "市局公众号", "", "2022年5月6日"), (SECOND, "磁灶融媒", "", "2022年5月7日")])
    settled(may, "F1", outlet="市局公众号单条")
    settled(may, "F2", refuse=True)
    assert standing_of(may).points == 3
    read_again(may, "L3")
    assert facts_of(may, "waiting") == []
    assert [f.state for f in facts_of(may)] == ["standing", "refused"]
    assert standing_of(may).points == 3


def test_what_the_office_withdrew_stands_again_only_when_the_office_says_so(may: Office) -> None:
    rows = [(FIRST, "泉州晚报", "", "2022年5月6日")]
    reported(may, rows)
    settled(may, "F1", withdraw=True)
    assert standing_of(may).points == 0
    read_again(may, "L3")
    assert standing_of(may).points == 0
    answer = reported(may, rows)
    assert "李主任撤销" in answer
    assert standing_of(may).points == 0
    [waiting] = facts_of(may, "waiting")
    assert settled(may, waiting.name, day=None, number="JJ-2022-00001").outcome == "taken"
    assert standing_of(may).points == 8
