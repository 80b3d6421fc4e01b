"""A decision about what has changed meanwhile is not carried out; a rehearsed one leaves nothing behind."""

import pytest
from acts.office import STATION, SUBJECT, Office, form, mail, manuscript, photo

from pipeline.steps.find import find
from pipeline.steps.rehearse import rehearse
from pipeline.steps.review import Order, Refusal, decide
from pipeline.steps.seen import mark_of
from pipeline.steps.show import show

NUMBER = "YH-2020-00001"


@pytest.fixture
def held(office: Office) -> Office:
    """A piece that waits for a person."""
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()], body="工作秘密，请核对。"))
    office.poll()
    return office


def seen(office: Office, name: str = NUMBER) -> str:
    with office.house.database.reading() as session:
        found = find(session, name)
        assert found is not None
        return mark_of(session, found)


def order(verb: str, mark: str | None, name: str = NUMBER) -> Order:
    return Order(name=name, verb=verb, reason="经核实", by="李主任", seen=mark)


def test_what_was_seen_and_still_stands_is_decided(held: Office) -> None:
    assert decide(held.house, order("return", seen(held)), held.readers).state == "returned"


@pytest.mark.parametrize("name", [NUMBER, "L1"])
@pytest.mark.parametrize("verb", ["return", "discard", "assign"])
def test_what_another_person_decided_meanwhile_stands(held: Office, verb: str, name: str) -> None:
    mark = seen(held, name)
    held.clock.forward(seconds=1)
    held.decide(NUMBER, "accept")
    with pytest.raises(Refusal) as refusal:
        decide(held.house, order(verb, mark, name), held.readers)
    assert refusal.value.cause == "changed_meanwhile"
    shown = show(held.house, NUMBER)
    assert shown is not None
    assert shown.piece is not None
    assert shown.piece["state"] == "received"


def test_a_letter_that_came_meanwhile_is_looked_at_first(held: Office) -> None:
    mark = seen(held)
    held.arrive(mail(f"【{NUMBER}】补充图片", [photo(7)]))
    held.poll()
    with pytest.raises(Refusal) as refusal:
        decide(held.house, order("accept", mark), held.readers)
    assert refusal.value.cause == "changed_meanwhile"


def test_a_rehearsed_decision_shows_its_mail_and_changes_nothing(held: Office) -> None:
    before = show(held.house, NUMBER)
    told = rehearse(held.house, order("return", seen(held)))
    assert told is not None
    assert told.to == STATION
    assert NUMBER in told.subject
    assert show(held.house, NUMBER) == before
    held.deliver()
    assert len(held.mails()) == 1, "the receipt and nothing else"


def test_a_rehearsal_is_refused_as_the_decision_would_be(held: Office) -> None:
    mark = seen(held)
    held.decide(NUMBER, "discard")
    with pytest.raises(Refusal) as refusal:
        rehearse(held.house, order("accept", mark))
    assert refusal.value.cause == "changed_meanwhile"
