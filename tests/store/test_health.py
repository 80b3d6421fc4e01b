"""How each account fares, and the log of what happened."""

from datetime import timedelta

from sqlmodel import select
from store.rows import NOON, letter_row, piece_row

from pipeline.store import events, health
from pipeline.store.database import Database
from pipeline.store.tables import EventRow, HealthRow


def test_an_account_that_was_never_used_is_well_and_leaves_no_row(database: Database) -> None:
    with database.writing() as session:
        row = health.of(session, "yuhua", "imap")
        assert (row.failures, row.refusals, row.stopped_at, row.succeeded_at) == (0, 0, None, None)
        health.lift(session, "yuhua", "imap")
    with database.reading() as session:
        assert session.exec(select(HealthRow)).all() == []


def test_faults_are_counted_and_a_success_forgets_them(database: Database) -> None:
    for minutes in (0, 1):
        with database.writing() as session:
            row = health.of(session, "yuhua", "imap")
            health.failed(session, row, NOON + timedelta(minutes=minutes), "连不上", NOON + timedelta(hours=1))
    with database.reading() as session:
        row = health.of(session, "yuhua", "imap")
        assert (row.failures, row.fault, row.failed_at) == (2, "连不上", NOON + timedelta(minutes=1))
        assert health.of(session, "yuhua", "smtp").failures == 0
    with database.writing() as session:
        health.succeeded(session, "yuhua", "imap", NOON + timedelta(hours=2))
    with database.reading() as session:
        row = health.of(session, "yuhua", "imap")
        assert (row.failures, row.fault, row.retry_at) == (0, None, None)
        assert row.succeeded_at == NOON + timedelta(hours=2)


def test_a_stopped_account_is_lifted_by_a_person_and_its_last_fault_stays_readable(database: Database) -> None:
    with database.writing() as session:
        row = health.of(session, "yuhua", "smtp")
        row.stopped_at, row.refusals = NOON, 2
        health.failed(session, row, NOON, "授权码不对", None)
    with database.writing() as session:
        health.lift(session, "yuhua", "smtp")
    with database.reading() as session:
        row = health.of(session, "yuhua", "smtp")
    assert (row.stopped_at, row.refusals, row.failures, row.fault) == (None, 0, 0, "授权码不对")


def test_the_log_keeps_its_order_and_any_detail(database: Database) -> None:
    detail = {"codes": ["form_present"], "reason": "“理由”\n第二行\x00", "count": 3, "none": None}
    with database.writing() as session:
        letter, piece = letter_row(session), piece_row(session)
        events.note(session, NOON, "letter_kept", bureau="yuhua", letter=letter)
        events.note(session, NOON, "decided", bureau="yuhua", letter=letter, piece=piece, by="李主任", **detail)
        events.note(session, NOON, "state_changed", bureau="yuhua", piece=piece)
        events.note(session, NOON, "mailbox_stopped", bureau="yuhua")
    with database.reading() as session:
        assert [e.what for e in events.of_letter(session, letter.id or 0)] == ["letter_kept", "decided"]
        decided, changed = events.of_piece(session, piece.id or 0)
        assert (decided.detail, decided.by, decided.at) == (detail, "李主任", NOON)
        assert (changed.what, changed.by, changed.detail) == ("state_changed", "", {})
        assert len(session.exec(select(EventRow)).all()) == 4
