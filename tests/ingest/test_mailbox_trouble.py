"""Reading from servers odder than 163.com (tests/wild has 163's own rows)."""

import pytest
from ingest.scripted_mailbox import LETTERS, account, poll, read
from servers.netease import Netease
from servers.scripted import Connection, ScriptedImap

from pipeline.ingest.mailbox import Unreachable, connect


def test_a_server_that_knows_no_id_is_read_all_the_same():
    class Old(Netease):
        def on_id(self, line: Connection, _: str) -> bytes:
            line.introduced = True
            return b"BAD unknown command"

    assert poll(Old.holding(LETTERS)) == LETTERS


def test_answers_in_another_order_and_with_more_items_are_matched_by_uid():
    class Lively(Netease):
        def on_bodies(self, line: Connection, uids: list[int], items: str) -> bytes:
            return super().on_bodies(line, list(reversed(uids)), items)

        def body(self, line: Connection, uid: int) -> None:
            raw = self.there(line)[uid].raw
            line.send(
                b'* 1 FETCH (BODY[] {%d}\r\n%s FLAGS (\\Seen) UID %d INTERNALDATE " 1-May-2020 08:00:00 +0800")'
                % (len(raw), raw, uid)
            )

    assert poll(Lively.holding(LETTERS)) == LETTERS


@pytest.mark.parametrize("difference", [+6, -6, +400], ids=["longer", "shorter", "much-longer"])
def test_a_literal_that_is_not_as_long_as_announced_is_never_kept(difference):
    box = Netease.holding(LETTERS, miscounted={7: difference})
    assert poll(box) == {**LETTERS, 7: "retry"}
    assert box.connections >= 2


def test_a_literal_that_swallows_the_whole_next_letter_costs_neither():
    class Swallowing(Netease):
        def on_bodies(self, line: Connection, uids: list[int], items: str) -> bytes:
            if uids != [7, 8] or "BODY" not in items:
                return super().on_bodies(line, uids, items)
            both = LETTERS[7] + b")\r\n* 8 FETCH (UID 8 BODY[] {%d}\r\n" % len(LETTERS[8]) + LETTERS[8]
            line.send(b"* 7 FETCH (UID 7 BODY[] {%d}\r\n%s)" % (len(both), both))
            return b"OK FETCH completed"

    letters = {7: LETTERS[7], 8: LETTERS[8]}
    assert poll(Swallowing.holding(letters)) == letters


def test_a_server_whose_sizes_are_never_right_is_read_all_the_same():
    class Estimating(Netease):
        def on_bodies(self, line: Connection, uids: list[int], items: str) -> bytes:
            if "BODY" in items:
                return super().on_bodies(line, uids, items)
            for uid in uids:
                line.send(b"* %d FETCH (UID %d RFC822.SIZE 1000)" % (uid, uid))
            return b"OK FETCH completed"

    assert poll(Estimating.holding(LETTERS)) == LETTERS


def test_a_server_that_breaks_every_time_is_given_up_in_the_end():
    box = Netease.holding(dict.fromkeys(range(1, 40), b"x"), cut=frozenset(range(1, 40)))
    with ScriptedImap(box) as server, pytest.raises(Unreachable):
        read(account(server))
    assert box.connections <= 5


def test_a_short_letter_may_come_as_a_quoted_string():
    class Quoting(Netease):
        def body(self, line: Connection, uid: int) -> None:
            line.send(b'* 1 FETCH (UID %d BODY[] "a \\"b\\" UID 5 \\\\")' % uid)

    assert poll(Quoting.holding({3: b""})) == {3: b'a "b" UID 5 \\'}


def test_a_server_without_dates_and_without_uidvalidity_is_read():
    class Bare(Netease):
        def on_examine(self, line: Connection, _: str) -> bytes:
            line.folder = "INBOX"
            return b"OK done"

        def body(self, line: Connection, uid: int) -> None:
            line.send(b"* 1 FETCH (UID %d BODY[] {1}\r\nx)" % uid)

    with ScriptedImap(Bare.holding({3: b"x"})) as server, connect(account(server)) as session:
        assert session.open("INBOX") == 0
        [got] = session.fetch([3])
    assert got.letter.arrived_at.tzinfo is not None


def test_folder_names_in_every_spelling_are_recognised():
    class Folders(Netease):
        def on_list(self, line: Connection, _: str) -> bytes:
            line.send(b'* LIST (\\HasNoChildren) "/" inbox')
            line.send(b'* LIST (\\Noselect) "/" "&Xn9USpCuTvY-"')
            line.send(b"* LIST () NIL {12}\r\n&V4NXPpCuTvY-".replace(b"{12}", b"{13}"))
            line.send(b'* LIST () "/" "&broken"')
            line.send(b'* LIST () "." "a \\"quoted\\" one"')
            return b"OK done"

    with ScriptedImap(Folders()) as server, connect(account(server)) as session:
        assert session.folders == ("INBOX", "垃圾邮件")


def test_more_letters_than_are_asked_for_at_a_time_all_come_in_their_order():
    letters = {uid: b"Subject: %d\r\n\r\n" % uid for uid in range(3, 1055)}
    assert poll(Netease.holding(letters)) == letters
