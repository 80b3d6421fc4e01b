"""Letters that are read again after a person decided about them: the decision stands, and both are told."""

from dataclasses import replace

import pytest
from acts.office import SECTION, STATION, SUBJECT, Office, form, mail, manuscript, photo, read_again, whole_piece

from pipeline.domain.words import Disposition
from pipeline.steps.show import letters_waiting, show

FIRST = "YH-2020-00001"
SECRET = mail(SUBJECT, [manuscript("换防时间表", ["机密★3年", "换防时间表。" * 20])])


def state(office: Office, name: str = FIRST) -> str:
    shown = show(office.house, name)
    assert shown is not None
    assert shown.piece is not None
    return str(shown.piece["state"])


def letter(office: Office, name: str) -> dict[str, object]:
    shown = show(office.house, name)
    assert shown is not None
    return next(row for row in shown.letters if row["letter"] == name)


def stricter(office: Office, check: str, **terms: object) -> Office:
    """The same office after a term of a check was changed in checks.toml."""
    bureau = office.house.settings.bureaus["yuhua"]
    rows = tuple(replace(r, terms={**r.terms, **terms}) if r.name == check else r for r in bureau.checks.rows)
    changed = replace(bureau, checks=replace(bureau.checks, rows=rows))
    settings = replace(office.house.settings, bureaus={**office.house.settings.bureaus, "yuhua": changed})
    return replace(office, house=replace(office.house, settings=settings))


@pytest.mark.parametrize("verb", ["accept", "return", "discard"])
def test_a_letter_that_is_no_piece_stays_settled(office: Office, verb: str) -> None:
    office.arrive(mail("撤回两篇稿件", [], body="撤回 YH-2020-00091、YH-2020-00092"))
    office.poll()
    office.decide("L1", verb)
    office.deliver()
    mails = len(office.mails())
    again = read_again(office, "L1")
    assert (again.checks, again.decision, again.decided_by) == (Disposition.HELD, verb, "李主任")
    assert letters_waiting(office.house, "yuhua") == []
    office.deliver()
    assert len(office.mails()) == mails


def test_a_reply_that_was_put_aside_stays_aside_even_where_the_checks_would_take_it_now(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.arrive(mail(f"【{FIRST}】更换审核表", [form(sensitive=True)]))
    office.poll()
    office.decide(FIRST, "discard")
    lenient = office.house.settings.bureaus["yuhua"]
    rows = tuple(r for r in lenient.checks.rows if r.name != "sensitive")
    changed = replace(lenient, checks=replace(lenient.checks, rows=rows))
    settings = replace(office.house.settings, bureaus={**office.house.settings.bureaus, "yuhua": changed})
    for house in (office.house, replace(office.house, settings=settings)):
        again = read_again(replace(office, house=house), "L2")
        assert again.decision == "discard"
        assert letters_waiting(office.house, "yuhua") == []
        shown = show(house, FIRST)
        assert shown is not None
        assert [p["letter"] for p in shown.parts if p["role"] == "form" and p["current"]] == ["L1"]
    assert state(office) == "received"


def test_a_piece_without_any_part_keeps_what_was_decided(office: Office) -> None:
    office.arrive(mail(SUBJECT))
    assert office.poll() == {Disposition.RETURNED: 1}
    office.decide(FIRST, "discard")
    read_again(office, FIRST)
    assert state(office) == "discarded"


def test_a_sealed_piece_that_was_discarded_stays_so(office: Office) -> None:
    office.arrive(SECRET)
    assert office.poll() == {Disposition.SEALED: 1}
    office.decide(FIRST, "discard")
    again = read_again(office, FIRST)
    assert (again.disposition, again.decision) == (Disposition.SEALED, "discard")
    assert state(office) == "discarded"
    assert letters_waiting(office.house, "yuhua") == []


def test_a_sealed_reply_that_was_discarded_stays_so(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.arrive(mail(f"【{FIRST}】补充", [manuscript("补充", ["绝密★", "一段文字。"])]))
    assert office.poll() == {Disposition.SEALED: 1}
    office.decide("L2", "discard")
    read_again(office, "L2")
    assert letters_waiting(office.house, "yuhua") == []


def test_a_marking_that_nobody_saw_when_deciding_seals_all_the_same(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript("稿件", ["限阅★1年", "一段文字。" * 30]), form("稿件"), photo()]))
    office.poll()
    office.decide(FIRST, "accept")
    again = read_again(stricter(office, "secrecy_marking", levels=("限阅",)), FIRST)
    assert (again.disposition, again.decision, again.state) == (Disposition.SEALED, None, "sealed")


def test_the_letter_of_an_accepted_piece_counts_as_accepted_whatever_the_checks_say(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    office.poll()
    office.decide(FIRST, "accept")
    again = read_again(office, "L1")
    assert (again.disposition, again.checks) == (Disposition.ACCEPTED, Disposition.HELD)
    assert (again.number, again.state, again.decision) == (FIRST, "received", "accept")
    assert letter(office, "L1")["disposition"] == "accepted"


def test_a_piece_that_was_accepted_is_not_given_up_as_a_repeat(office: Office) -> None:
    office.arrive(whole_piece(sender="newcomer@elsewhere.test"))
    office.poll()
    office.decide(FIRST, "assign", unit="左家塘")
    office.decide(FIRST, "discard")
    office.arrive(whole_piece())
    office.poll()
    office.decide(FIRST, "accept")
    read_again(office, "L1")
    assert state(office) == "received"


def test_assigning_after_a_decision_opens_the_letter_again(office: Office) -> None:
    office.arrive(whole_piece(sender="newcomer@elsewhere.test"))
    office.poll()
    office.decide(FIRST, "discard")
    done = office.decide(FIRST, "assign", unit="左家塘")
    assert done.state == "received"


def test_without_a_decision_the_checks_alone_are_told(office: Office) -> None:
    office.arrive(mail("2020年度+双拥优抚科+双拥", [manuscript(), photo()], sender=SECTION))
    office.poll()
    again = read_again(office, "L1")
    assert (again.disposition, again.checks, again.decision) == (Disposition.RETURNED, Disposition.RETURNED, None)
    assert (again.number, again.state) == (FIRST, "returned")
    assert STATION not in office.subjects(SECTION)
