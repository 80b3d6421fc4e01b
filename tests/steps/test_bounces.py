"""A delivery report marks the mail that came back, and tells the office of a unit that nobody can reach."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from acts.office import STATION, SUBJECT, mail, manuscript, photo, text_of, whole_piece
from sqlmodel import select
from steps.table import Table

from pipeline.domain.words import OutboxState
from pipeline.ingest.readers import Readers
from pipeline.steps.daily import send_digest
from pipeline.steps.sending import resend
from pipeline.store import bounces
from pipeline.store.tables import EventRow, LetterRow, OutboxRow

LONG_AGO = timedelta(days=90)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Table:
    """A station's piece whose receipt was sent."""
    table = Table.laid(tmp_path_factory.mktemp("laid"), readers)
    table.come(mail(SUBJECT, [manuscript(), photo()]))
    _sent(table)
    return table


@pytest.fixture
def table(laid: Table, tmp_path: Path) -> Table:
    """The same for one test."""
    return laid.copy(tmp_path)


def _sent(table: Table) -> None:
    with table.house.database.writing() as session:
        for row in session.exec(select(OutboxRow).where(OutboxRow.state == OutboxState.QUEUED.value)):
            row.state, row.sent_at = OutboxState.SENT.value, table.clock()


def report(message_id: str, *, action: str = "failed", code: str = "5.1.1", said: str = "550 User not found") -> bytes:
    """A delivery report with the headers of what came back."""
    return (
        f"From: MAILER-DAEMON@mail.test\nMessage-ID: <{action}.{code}.{hash(message_id)}@mail.test>\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        f"--b\n\nfailed\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.test\n\n"
        f"Final-Recipient: rfc822; {STATION}\nAction: {action}\nStatus: {code}\nDiagnostic-Code: smtp; {said}\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\nFrom: yuhua@baosong.test\nMessage-ID: {message_id}\n--b--\n"
    ).encode()


def receipt(table: Table) -> OutboxRow:
    """The first receipt."""
    return table.rows(OutboxRow)[0]  # type: ignore[no-any-return]


def alerts(table: Table, to: str = "daiban@yuhua.test") -> list[OutboxRow]:
    """What told this one of the office of addresses that cannot be reached."""
    return [row for row in table.rows(OutboxRow) if row.kind == "alert_unreached" and row.to == to]


def text_of_mime(row: OutboxRow) -> str:
    """The plain text of a mail of ours."""
    return text_of(message_from_bytes(row.mime, policy=policy.default))  # type: ignore[arg-type]


def noted(table: Table, what: str) -> list[EventRow]:
    """The events of that name."""
    return [row for row in table.rows(EventRow) if row.what == what]


def test_the_mail_that_came_back_gets_its_state_its_time_and_the_reason_in_chinese(table: Table) -> None:
    table.come(report(receipt(table).message_id))
    came, letter = receipt(table), table.rows(LetterRow)[-1]
    assert (came.state, came.bounce_how, came.bounce_reason) == ("bounced", "permanent", "no_address")
    assert (came.bounced_at, came.bounced_by) == (letter.arrived_at, letter.id)
    assert came.advice == "已退回：地址不存在。请打电话核对邮箱地址，写错的改正名册"
    assert came.answer == "5.1.1 550 User not found"
    assert letter.in_reply_to == came.message_id
    [event] = noted(table, "mail_bounced")
    assert event.piece_id == table.piece().id


@pytest.mark.parametrize("forged", ["<yh-2020-00001.00000000@baosong.test>", "<else@elsewhere.test>"])
def test_a_forged_report_with_no_message_id_of_ours_changes_nothing(table: Table, forged: str) -> None:
    before = receipt(table).model_dump()
    table.come(report(forged))
    assert receipt(table).model_dump() == before
    assert alerts(table) == []
    assert len(noted(table, "bounce_unknown")) == 1


def test_a_delay_is_noted_and_the_mail_stays_sent_until_it_is_given_up(table: Table) -> None:
    ours = receipt(table).message_id
    table.come(report(ours, action="delayed", code="4.4.1", said="timed out"))
    assert (receipt(table).state, receipt(table).bounce_how) == ("sent", "delayed")
    assert alerts(table) == []
    table.come(report(ours, code="4.4.7", said="gave up"))
    assert (receipt(table).state, receipt(table).bounce_how) == ("bounced", "temporary")
    table.come(report(ours, action="delayed", code="4.4.2", said="a late warning"))
    assert (receipt(table).state, receipt(table).bounce_how) == ("bounced", "temporary")


def also_sent(table: Table, to: str, name: str) -> str:
    """Another mail of ours; its Message-ID."""
    with table.house.database.writing() as session:
        told = receipt(table).model_dump() | {"id": None, "to": to, "occasion": name, "message_id": f"<{name}@b.test>"}
        session.add(OutboxRow(**told | {"state": OutboxState.SENT.value, "bounced_at": None, "bounced_by": None}))
    return f"<{name}@b.test>"


def all_lost(table: Table, name: str) -> None:
    """Mail to every address of the station comes back."""
    [unit] = table.house.settings.bureaus["yuhua"].bureau.roster.by_address(STATION)
    for n, address in enumerate(unit.addresses):
        table.come(report(also_sent(table, address, f"{name}{n}")))


def test_the_office_is_told_once_when_no_address_of_a_unit_can_be_reached(table: Table) -> None:
    table.come(report(receipt(table).message_id))
    assert alerts(table) == []
    all_lost(table, "first")
    [told] = alerts(table)
    assert "左家塘" in told.subject
    assert b"Auto-Submitted: auto-generated" in told.mime
    all_lost(table, "second")
    assert len(alerts(table)) == 1


def test_the_daily_list_tells_what_came_back_on_the_day_it_did(table: Table) -> None:
    table.come(report(receipt(table).message_id))
    table.clock.forward(hours=1)
    send_digest(table.house, "yuhua")
    assert "已退回：地址不存在" in text_of_mime(table.rows(OutboxRow)[-1])
    table.clock.forward(days=2)
    assert send_digest(table.house, "yuhua") == 0  # told once, and nothing else waits


def test_the_office_hears_of_an_address_of_its_own_at_those_that_are_left(table: Table) -> None:
    lost = table.house.settings.bureaus["yuhua"].bureau.office.admins[0]
    table.come(report(also_sent(table, lost, "own")))
    assert len(alerts(table)) == 1
    assert alerts(table, lost) == []


def test_a_later_letter_from_the_address_makes_it_well_again_and_a_new_return_is_told_anew(table: Table) -> None:
    all_lost(table, "first")
    with table.house.database.reading() as session:
        assert STATION in bounces.lost_to(session, "yuhua", table.clock() - LONG_AGO)
    table.come(whole_piece("2020年度+左家塘+再报", title="左家塘再报一篇"))
    with table.house.database.reading() as session:
        assert STATION not in bounces.lost_to(session, "yuhua", table.clock() - LONG_AGO)
    assert len(alerts(table)) == 1
    table.come(report(also_sent(table, STATION, "again")))
    assert len(alerts(table)) == 2


def test_of_more_returns_than_are_looked_through_the_newest_count(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.come(report(receipt(table).message_id))
    table.clock.forward(hours=1)
    table.come(report(also_sent(table, "other@elsewhere.test", "newer")))
    monkeypatch.setattr(bounces, "_MOST", 1)
    with table.house.database.reading() as session:
        since = table.clock() - LONG_AGO
        assert list(bounces.lost_to(session, "yuhua", since)) == ["other@elsewhere.test"]
        assert [row.to for row in bounces.came_back(session, "yuhua", since)] == ["other@elsewhere.test"]


def test_a_report_read_again_changes_nothing_and_a_mail_sent_anew_is_no_longer_lost(table: Table) -> None:
    table.come(report(receipt(table).message_id))
    resend(table.house, receipt(table), "bounced", confirmed=False)
    table.again(f"L{table.rows(LetterRow)[-1].id}")
    assert (receipt(table).state, receipt(table).bounced_at) == ("queued", None)


def test_an_automatic_answer_to_ours_is_noted_with_the_piece_and_never_answered(table: Table) -> None:
    before = len(table.rows(OutboxRow))
    table.come(mail("自动回复", In_Reply_To=receipt(table).message_id, Auto_Submitted="auto-replied"))
    assert len(table.rows(OutboxRow)) == before
    [event] = noted(table, "auto_reply_noted")
    assert event.piece_id == table.piece().id
