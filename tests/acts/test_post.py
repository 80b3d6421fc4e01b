"""The post: nothing is sent twice, and every refusal finds its place (mail.md O1-O5)."""

from dataclasses import replace

import pytest
from acts.office import STATION, Office, whole_piece
from sqlmodel import select

from pipeline.domain.words import OutboxState
from pipeline.steps.deliver import deliver
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


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("550 No such user here", "refused"),
        ("554 DT:SPM 126 smtp1", "person"),
        ("451 MI:SFQ 126 smtp1", "queued"),
        ("550 MI:STC 126 smtp1", "queued"),
    ],
)
def test_a_refusal_is_classified_by_its_word(office: Office, answer: str, state: str) -> None:
    queued(office)
    office.servers.submission.refusals[STATION] = answer
    assert office.deliver().sent == 0
    assert only_mail(office).state == state
    office.servers.submission.refusals.clear()
    assert office.deliver().sent == 0  # whichever: not at once
    office.clock.forward(days=2)
    assert office.deliver().sent == (1 if state == "queued" else 0)


def test_nothing_leaves_with_the_kill_switch_on(office: Office) -> None:
    queued(office)
    settings = office.house.settings
    off = replace(office.house, settings=replace(settings, post=replace(settings.post, kill_switch=True)))
    assert deliver(off, "yuhua").sent == 0
    assert office.deliver().sent == 1


def test_a_paced_account_sends_one_mail_at_a_time_and_never_sleeps(office: Office) -> None:
    for seed in (1, 2, 3):
        office.arrive(whole_piece(title=f"第{seed}篇稿件的标题", seed=seed))
    office.receive()
    bureau = office.house.settings.bureaus["yuhua"]
    paced = replace(bureau, smtp=replace(bureau.smtp, pacing_seconds=20.0))
    settings = replace(office.house.settings, bureaus={**office.house.settings.bureaus, "yuhua": paced})
    house = replace(office.house, settings=settings)
    assert (deliver(house, "yuhua").sent, deliver(house, "yuhua").sent) == (1, 0)
    office.clock.forward(seconds=21)
    assert deliver(house, "yuhua").queued == 1


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


def test_a_mailbox_whose_login_is_refused_twice_is_stopped_and_every_admin_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.arrive(whole_piece())
    right = office.house.settings.bureaus["yuhua"].imap.password or ""
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", "falsch")
    assert office.receive().fault is not None
    assert office.receive().fault is not None
    assert office.receive().stopped
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", right)
    assert office.receive().stopped
    office.deliver()
    for admin in office.house.settings.bureaus["yuhua"].bureau.office.admins:
        assert len(office.mails(admin)) == 1
