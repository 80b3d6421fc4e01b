"""Letters kept, uids accounted for, cursors that only go forward."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select
from store.rows import NOON, letter_row

from pipeline.store import letters
from pipeline.store.database import Database
from pipeline.store.tables import SightingRow

PLACE = {"bureau": "yuhua", "folder": "INBOX", "uidvalidity": 7}
HIGHEST = 2**32 - 1  # of UIDVALIDITY and UID (RFC 9051, 2.3.1.1)


def sighting(uid: int, letter_id: int | None = None, **place: object) -> SightingRow:
    return SightingRow(**PLACE | {"uid": uid, "letter_id": letter_id, "seen_at": NOON} | place)


def test_the_same_bytes_are_one_letter_of_a_bureau(database: Database) -> None:
    sha256 = "a" * 64
    with database.writing() as session:
        mine, other = letter_row(session, sha256=sha256), letter_row(session, sha256=sha256, bureau="jinjiang")
    with database.reading() as session:
        found = letters.find(session, "yuhua", sha256)
        assert found is not None
        assert (found.id, other.id != mine.id) == (mine.id, True)
        assert letters.find(session, "yuhua", "b" * 64) is None
    with pytest.raises(IntegrityError), database.writing() as session:
        letter_row(session, sha256=sha256)


def test_unfinished_letters_come_in_the_order_they_arrived(database: Database) -> None:
    with database.writing() as session:
        late = letter_row(session, arrived_at=NOON + timedelta(hours=1))
        early, also_early = letter_row(session), letter_row(session)
        letter_row(session, done=True)
        letter_row(session, bureau="jinjiang")
    with database.reading() as session:
        assert [r.id for r in letters.unfinished(session, "yuhua")] == [early.id, also_early.id, late.id]


def test_every_uid_of_a_folder_is_known_once_its_letter_was_had(database: Database) -> None:
    with database.writing() as session:
        letter = letter_row(session).id
        letters.saw(session, [sighting(uid, letter) for uid in (3, 4, 9)])
        letters.saw(session, [sighting(5), sighting(6, letter, folder="垃圾邮件"), sighting(7, letter, uidvalidity=8)])
        letters.saw(session, [sighting(8, letter, bureau="jinjiang")])
    with database.reading() as session:
        assert letters.known_uids(session, "yuhua", "INBOX", 7, 0) == {3, 4, 9}
        assert letters.known_uids(session, "yuhua", "INBOX", 7, 4) == {9}
        assert letters.known_uids(session, "yuhua", "垃圾邮件", 7, 0) == {6}
        assert letters.known_uids(session, "yuhua", "INBOX", 9, 0) == set()


def test_a_uid_that_is_known_stays_as_it_was_unless_its_letter_was_gone(database: Database) -> None:
    with database.writing() as session:
        letter, other = letter_row(session), letter_row(session)
        letters.saw(session, [sighting(3, letter.id), sighting(4)])
    with database.writing() as session:
        letters.saw(session, [sighting(3), sighting(3, other.id), sighting(4, other.id), sighting(5)])
    with database.reading() as session:
        rows = session.exec(select(SightingRow).order_by("uid")).all()  # type: ignore[arg-type]
        assert [(r.uid, r.letter_id) for r in rows] == [(3, letter.id), (4, other.id), (5, None)]
        assert [s.uid for s in letters.sightings(session, letter.id or 0)] == [3]


def test_a_folder_that_was_forgotten_is_read_from_its_beginning_and_its_letters_stay(database: Database) -> None:
    with database.writing() as session:
        letter = letter_row(session)
        letters.saw(session, [sighting(3, letter.id), sighting(3, letter.id, folder="垃圾邮件")])
        letters.advance(session, "yuhua", "INBOX", 7, 9)
        assert letters.lies_there(session, "yuhua", "INBOX", 7, 3) == letter.sha256
        letters.forget_folder(session, "yuhua", "INBOX", 7)
    with database.reading() as session:
        cursor = letters.cursor(session, "yuhua", "INBOX")
        assert cursor is not None
        assert (cursor.last_uid, letters.lies_there(session, "yuhua", "INBOX", 7, 3)) == (0, None)
        assert letters.known_uids(session, "yuhua", "垃圾邮件", 7, 0) == {3}
        assert letters.by_id(session, letter.id or 0) is not None


def test_a_cursor_goes_forward_only_until_the_folder_is_numbered_anew(database: Database) -> None:
    steps = [((7, 10), (7, 10)), ((7, 5), (7, 10)), ((7, 12), (7, 12)), ((8, 3), (8, 3)), ((7, 1), (7, 1))]
    for (uidvalidity, uid), expected in steps:
        with database.writing() as session:
            letters.advance(session, "yuhua", "INBOX", uidvalidity, uid)
        with database.reading() as session:
            row = letters.cursor(session, "yuhua", "INBOX")
            assert row is not None
            assert (row.uidvalidity, row.last_uid) == expected


def test_a_new_numbering_calls_for_a_new_scan(database: Database) -> None:
    for uidvalidity, expected in [(7, date(2020, 5, 6)), (8, None)]:
        with database.writing() as session:
            row = letters.advance(session, "yuhua", "INBOX", uidvalidity, 1)
            row.rescanned_on = row.rescanned_on if uidvalidity == 8 else date(2020, 5, 6)
        with database.reading() as session:
            row = letters.cursor(session, "yuhua", "INBOX")  # type: ignore[assignment]
            assert row.rescanned_on == expected


def test_the_highest_numbers_that_imap_knows_fit(database: Database) -> None:
    with database.writing() as session:
        letters.saw(session, [sighting(HIGHEST, letter_row(session).id, uidvalidity=HIGHEST)])
        letters.advance(session, "yuhua", "INBOX", HIGHEST, HIGHEST)
    with database.reading() as session:
        assert letters.known_uids(session, "yuhua", "INBOX", HIGHEST, HIGHEST - 1) == {HIGHEST}


def test_a_text_that_no_database_takes_is_kept_with_marks(database: Database) -> None:
    with database.writing() as session:
        row_id = letter_row(session, subject="走访\x00慰问\ud800", trouble="\x00").id
    with database.reading() as session:
        row = letters.by_id(session, row_id or 0)
    assert row is not None
    assert (row.subject, row.trouble) == ("走访\ufffd慰问\ufffd", "\ufffd")
