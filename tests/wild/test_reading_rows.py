"""The office's own rounds at a server that behaves like 163.com, row by row (mail.md I1-I14)."""

from datetime import datetime, timedelta

import pytest
from acts.office import Office, whole_piece
from servers.netease import ARRIVED, Letter
from servers.netease_troubles import IP_BLOCKED, WRONG_CODE, Troubles
from sqlmodel import select
from wild.reading import (
    ASKING,
    LETTERS,
    accounted,
    fetched,
    hasty,
    holding,
    imap_health,
    mail_of_unknown_fate,
    on_record,
    server,
)

from pipeline.domain.timeutil import SHANGHAI
from pipeline.steps.receive import receive
from pipeline.store.tables import LetterRow, PieceRow


def test_i1_id_goes_out_after_every_login_and_before_the_first_folder(office_163: Office) -> None:
    box = holding(office_163)
    assert (fetched(office_163), fetched(office_163)) == (3, 0)
    opening = ["LOGIN", "ID", "LIST", "EXAMINE", "EXAMINE"]
    assert [word for word in box.seen if word in opening] == opening * 2
    line = next(line for line in box.lines if b" ID " in line)
    assert line.endswith(b'ID ("name" "baosong" "version" "1" "vendor" "baosong" "support-email" "baosong@163.test")')


def test_i1_a_folder_that_stays_shut_is_tried_once_more_and_is_no_wrong_password(office_163: Office) -> None:
    box = holding(office_163, unsafe=1)
    assert office_163.receive().fetched == 3
    assert (box.seen.count("ID"), box.seen.count("LOGIN")) == (2, 1)
    box.troubles.unsafe = 99
    for _ in range(3):
        told = office_163.receive()
        assert not told.stopped
        assert all(word in (told.fault or "") for word in ("不安全登录", "授权码", "开启 IMAP", "kefu@188.com"))
    assert imap_health(office_163).refusals == 0


def test_i2_logging_in_opens_no_folder_and_none_is_ever_opened_for_writing(office_163: Office) -> None:
    box = holding(office_163)
    fetched(office_163)
    assert box.seen[box.seen.index("LOGIN") + 1] == "ID"
    assert "SELECT" not in box.seen


def test_i3_polling_needs_nothing_that_163_lacks(office_163: Office) -> None:
    box = holding(office_163)
    fetched(office_163)
    box.put(b"Subject: next\r\n\r\n")
    assert fetched(office_163) == 1
    assert set(box.seen) <= ASKING
    assert len(accounted(office_163)) == 4


def test_i4_a_letter_that_turns_up_below_the_cursor_is_found_by_the_daily_rescan(office_163: Office) -> None:
    box = holding(office_163)
    fetched(office_163)
    box.put(b"Subject: late\r\n\r\n", uid=5)
    assert fetched(office_163) == 0
    office_163.clock.forward(days=1)
    assert fetched(office_163) == 1
    assert accounted(office_163)[5] == b"Subject: late\r\n\r\n"
    assert fetched(office_163) == 0


def test_i4_uids_given_out_anew_under_one_uidvalidity_lose_no_letter_and_double_none(office_163: Office) -> None:
    box = holding(office_163)
    fetched(office_163)
    new = b"Subject: new\r\n\r\n"
    anew = dict(enumerate([*LETTERS.values(), b"Subject: four\r\n\r\n"], 1))
    box.folders["INBOX"] = {uid: Letter(raw, ARRIVED) for uid, raw in anew.items()}
    office_163.clock.forward(days=1)
    fetched(office_163)
    assert (accounted(office_163), on_record(office_163, LetterRow)) == (anew, 4)
    box.put(new, uid=7)
    assert (fetched(office_163), accounted(office_163)) == (1, anew | {7: new})


def test_i4_the_same_bytes_under_another_uid_and_in_another_folder_are_one_letter(office_163: Office) -> None:
    box = holding(office_163)
    box.put(LETTERS[3])
    box.put(LETTERS[3], folder="垃圾邮件")
    assert fetched(office_163) == 5
    assert on_record(office_163, LetterRow) == 3


def test_i5_the_last_letter_is_not_fetched_again_though_the_server_names_it(office_163: Office) -> None:
    box = holding(office_163)
    fetched(office_163)
    assert fetched(office_163) == 0
    assert any(line.endswith(b"UID SEARCH UID 9:*") for line in box.lines)
    assert box.seen.count("FETCH") == 2


def test_i6_only_uids_are_searched_for_and_never_with_a_charset(office_163: Office) -> None:
    box = holding(office_163)
    fetched(office_163)
    fetched(office_163)
    searches = {line.partition(b"SEARCH ")[2] for line in box.lines if b"SEARCH" in line}
    assert searches == {b"ALL", b"UID 9:*", b"UID 1:*"}


def test_i7_nothing_is_sent_that_could_change_the_mailbox(office_163: Office) -> None:
    box = holding(office_163, vanishing=frozenset({7}), left_out=frozenset({8}))
    office_163.receive()
    assert set(box.seen) <= ASKING


def test_i8_what_was_fetched_stays_unread_for_those_who_look_in_webmail(office_163: Office) -> None:
    box = holding(office_163)
    assert fetched(office_163) == 3
    assert box.read == set()
    assert all(b"BODY.PEEK[" in line for line in box.lines if b"BODY" in line)


def test_i9_every_letter_asked_for_is_got_or_gone_or_tried_again(office_163: Office) -> None:
    box = holding(office_163, chatter=True, vanishing=frozenset({3}), left_out=frozenset({7}))
    assert fetched(office_163) == 1
    assert accounted(office_163) == {3: None, 8: LETTERS[8]}
    box.troubles = Troubles(chatter=True)
    assert fetched(office_163) == 1
    assert accounted(office_163) == {3: None, 7: LETTERS[7], 8: LETTERS[8]}


@pytest.mark.parametrize("trouble", ["damaged", "cut"])
def test_i9_a_letter_that_the_server_cannot_hand_out_holds_up_no_other(office_163: Office, trouble: str) -> None:
    box = holding(office_163, **{trouble: frozenset({7})})
    assert fetched(office_163) == 2
    assert accounted(office_163) == {3: LETTERS[3], 8: LETTERS[8]}
    box.troubles = Troubles()
    assert fetched(office_163) == 1


def test_i10_a_letter_arrives_at_its_internaldate_whatever_its_date_header_says(office_163: Office) -> None:
    moment = datetime(2020, 5, 6, 23, 59, 58, tzinfo=SHANGHAI)
    server(office_163).put(b"Date: Mon, 1 Jan 1900 00:00:00 +0000\r\nSubject: x\r\n\r\n", at=moment)
    fetched(office_163)
    with office_163.house.database.reading() as session:
        assert session.exec(select(LetterRow)).one().arrived_at == moment


def test_i11_the_folder_of_spam_is_read_and_one_that_is_not_there_is_passed_over(office_163: Office) -> None:
    box = server(office_163)
    box.put(LETTERS[3], folder="垃圾邮件")
    box.put(LETTERS[7], folder="广告邮件")  # not among the settings' folders
    assert fetched(office_163) == 1
    assert any(b"&V4NXPpCuTvY-" in line for line in box.lines)
    del box.folders["垃圾邮件"]
    box.put(LETTERS[8])
    assert fetched(office_163) == 1


@pytest.mark.parametrize("word", ["SEARCH", "FETCH"])
def test_i12_a_silent_server_is_left_and_what_it_has_comes_with_the_next_round(office_163: Office, word: str) -> None:
    box, office = holding(office_163, stalling=frozenset({word})), hasty(office_163)
    assert "没有回答" in (office.receive().fault or "")
    box.troubles = Troubles()
    assert fetched(office_163) == 3


def test_i12_faults_in_a_row_make_the_worker_wait_longer_each_time(office_163: Office) -> None:
    box = holding(office_163, refused={"LIST": b"NO LIST system busy"})
    waits = []
    for _ in range(3):
        assert "system busy" in (office_163.receive().fault or "")
        waits.append((imap_health(office_163).retry_at or office_163.clock()) - office_163.clock())
    assert timedelta(seconds=24) <= waits[0] < waits[1] < waits[2]
    asked = box.connections
    assert receive(office_163.house, "yuhua", office_163.readers, patient=True).stopped
    assert box.connections == asked


@pytest.mark.parametrize("refusal", [WRONG_CODE, IP_BLOCKED])
def test_i12_after_two_refused_logins_nobody_knocks_any_more_and_the_admins_are_told(
    office_163: Office, refusal: bytes
) -> None:
    mail_of_unknown_fate(office_163)
    box = holding(office_163, login=refusal)
    for _ in range(2):
        assert not office_163.receive().stopped
    office_163.clock.forward(hours=2)
    assert office_163.receive().stopped
    office_163.deliver()  # would look for the mail in the Sent folder
    assert box.seen.count("LOGIN") == 2
    admins = office_163.house.bureau("yuhua").bureau.office.admins
    assert [len(office_163.mails(admin)) for admin in admins] == [1] * len(admins)


def test_i12_looking_into_the_sent_folder_counts_its_refused_logins_too(office_163: Office) -> None:
    mail_of_unknown_fate(office_163)
    box = holding(office_163, login=WRONG_CODE)
    for _ in range(5):
        office_163.clock.forward(hours=2)
        office_163.deliver()
    assert box.seen.count("LOGIN") == 2
    assert imap_health(office_163).stopped_at is not None


def test_i12_without_its_password_a_mailbox_is_not_stopped_for_nobody_was_knocked_at(
    office_163: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = holding(office_163)
    monkeypatch.delenv("BAOSONG_YUHUA_PASSWORD")
    for _ in range(3):
        assert "环境变量 BAOSONG_YUHUA_PASSWORD 没有设置" in (office_163.receive().fault or "")
    monkeypatch.setenv("BAOSONG_YUHUA_PASSWORD", box.password)
    assert office_163.receive().fetched == 3


def test_i13_a_letter_is_kept_byte_for_byte_or_not_at_all(office_163: Office) -> None:
    odd = {3: b"X: \xc4\xe3\r\n\r\na bare\rCR, a bare\nLF, \x00 and no end", 7: b")\r\n* 1 FETCH (UID 1 BODY[] {3}\r\n"}
    box = holding(office_163, odd | {8: LETTERS[8]}, miscounted={8: -3})
    assert fetched(office_163) == 2
    assert accounted(office_163) == odd
    box.troubles = Troubles()
    fetched(office_163)
    assert accounted(office_163) == odd | {8: LETTERS[8]}


def test_i14_what_webmail_hides_is_neither_forgotten_nor_taken_for_deleted(office_163: Office) -> None:
    box = server(office_163)
    old = box.put(whole_piece())
    assert office_163.poll()
    box.hidden = {old}
    office_163.clock.forward(days=1)
    assert (office_163.receive().fetched, on_record(office_163, PieceRow)) == (0, 1)
    box.hidden = set()
    office_163.clock.forward(days=1)
    assert (office_163.receive().fetched, on_record(office_163, PieceRow)) == (0, 1)
    assert len(office_163.mails()) == 1


def test_i14_a_letter_hidden_while_it_was_fetched_comes_once_it_is_shown_again(office_163: Office) -> None:
    box = holding(office_163, vanishing=frozenset({7}))
    assert fetched(office_163) == 2
    box.troubles = Troubles()
    box.put(LETTERS[7], uid=7)
    office_163.clock.forward(days=1)
    assert fetched(office_163) == 1
    assert accounted(office_163) == LETTERS
