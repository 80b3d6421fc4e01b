"""A piece entered by hand by mistake is put aside, with name and reason."""

import pytest
from steps.counting.conftest import Bureau

from pipeline.steps.counting.hands import Refused
from pipeline.steps.counting.settle import settle_fact
from pipeline.steps.counting.settle_order import SettleOrder
from pipeline.steps.counting.strike import strike

WHY = {"reason": "登记重复", "by": "李主任"}


def test_it_counts_no_more_and_its_number_stays_taken(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    assert jinjiang.standing().accepted == 1
    jinjiang.clock.forward(seconds=1)
    assert strike(jinjiang.house, "jinjiang", number.lower(), **WHY) == number
    assert (jinjiang.standing().received, jinjiang.on_record(number).state) == (0, "discarded")
    assert jinjiang.events("piece_struck")[0].by == "李主任"
    assert jinjiang.piece() != number


def test_facts_are_withdrawn_before_their_piece_is_put_aside(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    taken = jinjiang.adopt(number)
    with pytest.raises(Refused) as refused:
        strike(jinjiang.house, "jinjiang", number, **WHY)
    assert refused.value.cause == "facts_stand"
    jinjiang.clock.forward(seconds=1)
    settle_fact(jinjiang.house, SettleOrder(bureau="jinjiang", name=f"F{taken.row.id}", withdraw=True, **WHY))
    strike(jinjiang.house, "jinjiang", number, **WHY)
    assert jinjiang.points() == "0"


@pytest.mark.parametrize(
    ("number", "signed", "cause"),
    [
        ("JJ-2022-00009", WHY, "unknown_piece"),
        ("JJ-2022-00001", WHY | {"by": ""}, "reason_and_name"),
        ("JJ-2022-00001", WHY, "came_by_mail"),
    ],
)
def test_what_cannot_be_put_aside_is_told(jinjiang: Bureau, number: str, signed: dict[str, str], cause: str) -> None:
    mailed = jinjiang.piece()
    with jinjiang.pen() as pen:
        pen.session.merge(jinjiang.on_record(mailed)).registered_by = None  # as one that came in a letter
    with pytest.raises(Refused) as refused:
        strike(jinjiang.house, "jinjiang", number, **signed)
    assert refused.value.cause == cause


def test_said_twice_it_is_told(jinjiang: Bureau) -> None:
    number = jinjiang.piece()
    strike(jinjiang.house, "jinjiang", number, **WHY)
    with pytest.raises(Refused, match="已经作废"):
        strike(jinjiang.house, "jinjiang", number, **WHY)
