"""The outbox: one mail an occasion, moved only from the state it is in, sent in its turn."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError
from store.rows import NOON, letter_row, mail_row, outgoing, piece_row

from pipeline.domain.words import OutboxState
from pipeline.store import outbox
from pipeline.store.database import Database
from pipeline.store.tables import OutboxRow

LATER = NOON + timedelta(minutes=1)


def queued(database: Database, occasion: str = "", *, bureau: str = "yuhua", minutes: int = 0) -> int:
    with database.writing() as session:
        row = mail_row(session, outgoing(occasion), b"mime", NOON + timedelta(minutes=minutes), bureau=bureau)
    assert row.id is not None
    return row.id


def put(database: Database, row_id: int, state: OutboxState, **values: object) -> None:
    with database.writing() as session:
        row = session.get_one(OutboxRow, row_id)
        row.sqlmodel_update({"state": state.value, **values})
        session.add(row)


def test_a_mail_keeps_the_very_bytes_and_what_it_is_about(database: Database) -> None:
    raw = bytes(range(256)) * 3
    with database.writing() as session:
        letter, piece = letter_row(session), piece_row(session)
        mail = outgoing("receipt:a")
        row = mail_row(session, mail, raw, about=letter, piece=piece)
    with database.reading() as session:
        [again] = outbox.of_piece(session, piece)
        assert [r.id for r in outbox.of_letter(session, letter)] == [row.id]
    assert (again.mime, again.state, again.message_id) == (raw, "queued", mail.message_id)
    assert (again.created_at, again.next_at, again.sent_at, again.attempts) == (NOON, NOON, None, 0)


def test_the_same_occasion_again_is_the_mail_that_is_there(database: Database) -> None:
    first = queued(database, "receipt:a")
    assert queued(database, "receipt:a") == first
    assert queued(database, "receipt:b") != first
    with database.reading() as session:
        assert outbox.count(session, "yuhua", OutboxState.QUEUED) == 2


def test_it_tells_whether_the_mail_is_a_new_one_and_leaves_the_old_one_as_it_is(database: Database) -> None:
    with database.writing() as session:
        assert outbox.queue(session, outgoing("receipt:a"), b"first", NOON, bureau="yuhua")
        assert not outbox.queue(session, outgoing("receipt:a", to="b@yuhua.test"), b"second", LATER, bureau="yuhua")
    with database.reading() as session:
        row = outbox.of_occasion(session, "receipt:a")
    assert row is not None
    assert (row.mime, row.to, row.created_at) == (b"first", "zuojiatang@yuhua.test", NOON)


def test_what_no_database_takes_gets_a_mark_in_a_mail_too(database: Database) -> None:
    with database.writing() as session:
        assert mail_row(session, outgoing(subject="已\x00受理\ud800")).subject == "已\ufffd受理\ufffd"


def test_two_workers_with_the_same_occasion_make_one_mail(database: Database) -> None:
    start = Barrier(4)

    def one(_: int) -> int:
        start.wait(10)
        return queued(database, "digest:yuhua:2020-05-06")

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(one, range(4)))) == 1


def test_another_occasion_with_the_same_message_id_is_refused(database: Database) -> None:
    with database.writing() as session:
        outbox.queue(session, outgoing("a", message_id="<same@baosong.test>"), b"", NOON, bureau="yuhua")
    with pytest.raises(IntegrityError), database.writing() as session:
        outbox.queue(session, outgoing("b", message_id="<same@baosong.test>"), b"", NOON, bureau="yuhua")


def test_a_mail_moves_only_from_the_state_it_is_expected_in(database: Database) -> None:
    row_id = queued(database)
    with database.writing() as session:
        assert not outbox.move(session, row_id, OutboxState.SENDING, OutboxState.HANDED)
        assert outbox.move(session, row_id, OutboxState.QUEUED, OutboxState.SENDING, attempts=1)
        assert not outbox.move(session, row_id, OutboxState.QUEUED, OutboxState.SENDING)
        assert not outbox.move(session, row_id + 1, OutboxState.QUEUED, OutboxState.SENDING)
    with database.reading() as session:
        row = session.get_one(OutboxRow, row_id)
    assert (row.state, row.attempts) == ("sending", 1)


def test_of_several_workers_one_gets_the_mail(database: Database) -> None:
    row_id, start = queued(database), Barrier(5)

    def claim(_: int) -> bool:
        start.wait(10)
        with database.writing() as session:
            return outbox.move(session, row_id, OutboxState.QUEUED, OutboxState.SENDING)

    with ThreadPoolExecutor(5) as pool:
        assert sorted(pool.map(claim, range(5))) == [False] * 4 + [True]


def test_the_mail_that_has_waited_longest_is_due_first(database: Database) -> None:
    late, early, also_early = queued(database, minutes=3), queued(database, minutes=1), queued(database, minutes=1)
    seen = []
    for _ in range(3):
        with database.writing() as session:
            row = outbox.due(session, "yuhua", OutboxState.QUEUED, NOON + timedelta(minutes=3))
            assert row is not None
            assert row.id is not None
            seen.append(row.id)
            outbox.move(session, row.id, OutboxState.QUEUED, OutboxState.SENDING)
    assert seen == [early, also_early, late]


@pytest.mark.parametrize(("minutes", "due"), [(-1, True), (0, True), (1, False)])
def test_a_mail_is_due_from_its_time_on(database: Database, minutes: int, due: bool) -> None:
    row_id = queued(database)
    with database.writing() as session:
        session.get_one(OutboxRow, row_id).next_at = NOON + timedelta(minutes=minutes)
    with database.reading() as session:
        assert (outbox.due(session, "yuhua", OutboxState.QUEUED, NOON) is not None) == due


@pytest.mark.parametrize(("attempts", "due"), [(0, True), (1, False)])
def test_a_mail_written_before_the_clock_was_set_back_is_due_until_it_was_tried(
    database: Database, attempts: int, due: bool
) -> None:
    row_id = queued(database, minutes=600)
    with database.writing() as session:
        session.get_one(OutboxRow, row_id).attempts = attempts
    with database.reading() as session:
        assert (outbox.due(session, "yuhua", OutboxState.QUEUED, NOON) is not None) == due


def test_each_bureau_and_each_state_has_its_own_turn(database: Database) -> None:
    mine, other = queued(database), queued(database, bureau="jinjiang")
    put(database, mine, OutboxState.UNKNOWN)
    with database.reading() as session:
        assert outbox.due(session, "yuhua", OutboxState.QUEUED, LATER) is None
        unknown = outbox.due(session, "yuhua", OutboxState.UNKNOWN, LATER)
        queued_other = outbox.due(session, "jinjiang", OutboxState.QUEUED, LATER)
    assert (unknown and unknown.id, queued_other and queued_other.id) == (mine, other)


def test_what_a_dead_worker_had_in_hand_is_found(database: Database) -> None:
    rows = {state: queued(database) for state in OutboxState}
    for state, row_id in rows.items():
        put(database, row_id, state)
    with database.reading() as session:
        assert {r.id for r in outbox.interrupted(session, "yuhua")} == {
            rows[OutboxState.SENDING], rows[OutboxState.HANDED],
        }  # fmt: skip
        assert [r.id for r in outbox.waiting_for_person(session, "yuhua")] == sorted(
            [rows[OutboxState.UNKNOWN], rows[OutboxState.PERSON], rows[OutboxState.REFUSED]]
        )
        assert outbox.interrupted(session, "jinjiang") == outbox.waiting_for_person(session, "jinjiang") == []


def test_mails_sent_are_counted_from_a_moment_on(database: Database) -> None:
    for minutes in (0, 10, 20):
        put(database, queued(database), OutboxState.SENT, sent_at=NOON + timedelta(minutes=minutes))
    queued(database)
    put(database, queued(database, bureau="jinjiang"), OutboxState.SENT, sent_at=NOON + timedelta(hours=1))
    with database.reading() as session:
        assert outbox.last_sent_at(session, "yuhua") == NOON + timedelta(minutes=20)
        assert outbox.sent_since(session, "yuhua", NOON + timedelta(minutes=10)) == 2
        assert outbox.count(session, "yuhua", OutboxState.SENT, OutboxState.QUEUED) == 4
        assert outbox.count(session, "yuhua", OutboxState.PERSON) == 0


def test_an_account_that_never_sent_has_no_last_time(database: Database) -> None:
    queued(database)
    with database.reading() as session:
        assert outbox.last_sent_at(session, "yuhua") is None
        assert outbox.sent_since(session, "yuhua", NOON) == 0
