"""The post after a worker that was killed, and with a login that is refused (mail.md I12, O5)."""

import pytest
from acts.office import Office, whole_piece
from sqlmodel import select

from pipeline.domain.words import OutboxState
from pipeline.store import outbox
from pipeline.store.tables import OutboxRow


def only_mail(office: Office) -> OutboxRow:
    with office.house.database.reading() as session:
        return session.exec(select(OutboxRow)).one()


def queued(office: Office) -> OutboxRow:
    """A receipt that waits in the outbox."""
    office.arrive(whole_piece())
    office.receive()
    return only_mail(office)


def put(office: Office, state: OutboxState) -> None:
    """As a worker that was killed would leave the mail."""
    with office.house.database.writing() as session:
        row = session.exec(select(OutboxRow)).one()
        row.state = state.value
        session.add(row)


def test_a_mail_that_was_claimed_but_not_handed_over_is_sent_after_all(office: Office) -> None:
    queued(office)
    put(office, OutboxState.SENDING)
    assert office.deliver().sent == 1
    assert len(office.mails()) == 1


def test_a_mail_of_unknown_fate_found_in_the_sent_folder_is_not_sent_again(office: Office) -> None:
    row = queued(office)
    put(office, OutboxState.HANDED)
    office.servers.deliver("yuhua@baosong.test", row.mime, folder="已发送")
    assert (office.deliver().sent, only_mail(office).state) == (0, "unknown")
    office.clock.forward(hours=1)
    assert (office.deliver().sent, only_mail(office).state) == (0, "sent")
    assert office.mails() == []


def test_a_mail_of_unknown_fate_is_tried_once_more_and_then_goes_to_a_person(office: Office) -> None:
    queued(office)
    put(office, OutboxState.HANDED)
    office.deliver()
    assert office.mails() == []
    office.clock.forward(hours=1)
    assert office.deliver().sent == 1
    put(office, OutboxState.HANDED)
    office.deliver()
    assert only_mail(office).state == "person"
    with office.house.database.reading() as session:
        assert len(outbox.waiting_for_person(session, "yuhua")) == 1


def test_an_account_whose_login_is_refused_twice_is_stopped_until_a_person_looks(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.steps.doctor import examine

    queued(office)
    right = office.house.settings.bureaus["yuhua"].smtp.password or ""
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", "falsch")
    assert office.deliver().fault is not None
    assert office.deliver().fault is not None
    assert office.deliver().fault is None  # not tried any more
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", right)
    assert office.deliver().sent == 0
    assert all(sign.well for sign in examine(office.house, "yuhua"))
    assert office.deliver().sent == 1
