"""Sending in a person's hands: stopped at once, and no mail sent twice that may be out already."""

import pytest
from acts.office import STATION, Office, whole_piece
from sqlmodel import select

from pipeline.domain.words import OutboxState
from pipeline.steps.deliver import deliver
from pipeline.steps.health_file import write_health
from pipeline.steps.sending import SendingRefused, cancel, lift_stop, resend, resume_sending, stop_sending
from pipeline.store.tables import EventRow, OutboxRow


def mails(office: Office) -> list[OutboxRow]:
    """Everything in the outbox."""
    with office.house.database.reading() as session:
        return list(session.exec(select(OutboxRow).order_by(OutboxRow.id)))


def queued(office: Office, *seeds: int) -> list[OutboxRow]:
    """Receipts that wait."""
    for seed in seeds or (1,):
        office.arrive(whole_piece(title=f"第{seed}篇稿件的标题", seed=seed))
    office.receive()
    return mails(office)


def put(office: Office, **values: object) -> OutboxRow:
    """The only mail, as something left it."""
    with office.house.database.writing() as session:
        row = session.exec(select(OutboxRow)).one()
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)
    return row


def refused(act: object, *args: object, **named: object) -> str:
    """Why it was not done."""
    with pytest.raises(SendingRefused) as told:
        act(*args, **named)  # type: ignore[operator]
    return told.value.cause


def test_nothing_leaves_while_sending_is_stopped_and_everything_afterwards(office: Office) -> None:
    queued(office)
    assert refused(stop_sending, office.house, "yuhua", by="张三", reason="  ") == "stop_reason_wanted"
    stop_sending(office.house, "yuhua", by="张三", reason="回执 有误")
    assert refused(stop_sending, office.house, "yuhua", by="李四", reason="x") == "stopped_already"
    assert (office.deliver().sent, office.deliver().queued) == (0, 1)
    assert '"sending_stopped": "' in write_health(office.house).read_text()
    resume_sending(office.house, "yuhua", by="李四")
    assert refused(resume_sending, office.house, "yuhua", by="李四") == "not_stopped"
    assert office.deliver().sent == 1
    with office.house.database.reading() as session:
        told = {row.what: (row.by, row.detail) for row in session.exec(select(EventRow))}
    assert told["sending_stopped"] == ("张三", {"reason": "回执 有误"})
    assert told["sending_resumed"][0] == "李四"


def test_a_stop_holds_from_the_next_mail_of_a_round_under_way(office: Office) -> None:
    queued(office, 1, 2, 3)
    asked: list[int] = []

    def stopped_after_the_first() -> bool:
        asked.append(1)
        if len(asked) == 2:
            stop_sending(office.house, "yuhua", by="张三", reason="停")
        return False

    assert deliver(office.house, "yuhua", stopping=stopped_after_the_first).sent == 1
    assert [row.state for row in mails(office)] == ["sent", "queued", "queued"]


def test_a_stop_concerns_its_own_bureau_alone(office: Office) -> None:
    queued(office)
    stop_sending(office.house, "jinjiang", by="张三", reason="停")
    assert office.deliver().sent == 1


def test_a_refused_mail_is_sent_after_all_once_a_person_says_so(office: Office) -> None:
    queued(office)
    office.servers.submission.refusals[STATION] = "550 No such user here"
    office.deliver()
    (row,) = mails(office)
    office.servers.submission.refusals.clear()
    resend(office.house, row, "refused", confirmed=False)
    assert refused(resend, office.house, row, "refused", confirmed=False) == "mail_changed"
    assert office.deliver().sent == 1
    (now,) = mails(office)
    assert refused(resend, office.house, now, "sent", confirmed=True) == "mail_not_resent"
    assert len(office.mails()) == 1


def test_a_mail_that_may_be_out_is_only_sent_again_when_that_was_confirmed(office: Office) -> None:
    queued(office)
    for values in ({"state": "unknown", "unknowns": 1}, {"state": "person", "unknowns": 2}):
        row = put(office, **values)
        assert refused(resend, office.house, row, row.state, confirmed=False) == "mail_may_be_out"
        assert mails(office)[0].state == values["state"]
    resend(office.house, row, "person", confirmed=True)
    assert office.deliver().sent == 1
    assert office.mails()[0]["Message-ID"] == row.message_id


def test_a_cancelled_mail_stays_on_record_and_is_never_sent(office: Office) -> None:
    (row,) = queued(office)
    cancel(office.house, row, "queued")
    assert refused(cancel, office.house, row, "queued") == "mail_changed"
    office.clock.forward(days=2)
    assert office.deliver().sent == 0
    (now,) = mails(office)
    assert (now.state, now.mime) == (OutboxState.CANCELLED.value, row.mime)
    assert refused(resend, office.house, now, "cancelled", confirmed=True) == "mail_not_resent"
    assert refused(cancel, office.house, now, "queued") == "mail_changed"


@pytest.mark.parametrize("state", ["sending", "handed", "sent"])
def test_a_mail_in_a_workers_hand_or_sent_is_left_alone(office: Office, state: str) -> None:
    queued(office)
    row = put(office, state=state)
    assert refused(cancel, office.house, row, state) == "mail_not_cancelled"
    assert refused(resend, office.house, row, state, confirmed=True) == "mail_not_resent"
    assert refused(cancel, office.house, row, "queued") == "mail_changed"


def test_an_account_that_was_stopped_is_tried_again_after_a_person_lifted_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(office)
    right = office.house.settings.bureaus["yuhua"].smtp.password or ""
    assert refused(lift_stop, office.house, "yuhua", "smtp", by="张三") == "account_not_stopped"
    assert refused(lift_stop, office.house, "yuhua", "by_hand", by="张三") == "unknown_side"
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", "falsch")
    office.deliver()
    office.deliver()
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", right)
    assert office.deliver().sent == 0
    assert lift_stop(office.house, "yuhua", "smtp", by="张三").failures == 2
    assert office.deliver().sent == 1
