"""What the office sends through a server that behaves like 163.com, and to whom never, row by row (mail.md O1-O8)."""

from collections.abc import Sequence
from datetime import timedelta
from email.utils import parseaddr

import pytest
from acts.office import STATION, Office, mail, whole_piece
from servers.netease_post import CUT, OTHER_FROM, OTHER_SENDER, SPAM
from sqlmodel import select
from wild.sending import account, outbox_rows, queue, server, states, with_post

from pipeline.domain.timeutil import local
from pipeline.domain.words import Disposition
from pipeline.settings.values import SmtpAccount
from pipeline.store.tables import LetterRow


def test_o1_envelope_and_from_are_the_login_which_163_takes(office_163: Office) -> None:
    office_163.arrive(whole_piece())
    office_163.poll()
    [(sender, _, _)] = server(office_163).mails
    login = office_163.house.bureau("yuhua").smtp.user
    assert (sender, parseaddr(office_163.mails()[0]["From"])[1]) == (login, login)


def test_o1_another_sender_is_refused_by_163_and_the_mail_goes_to_a_person(office_163: Office) -> None:
    queue(office_163, STATION, sender="alias@163.test")
    assert office_163.deliver().sent == 0
    [row] = outbox_rows(office_163)
    assert (row.state, f"{row.answer_code} {row.answer}") == ("person", OTHER_FROM)
    assert "同一个邮箱" in (row.advice or "")


SAME_DAY, NEXT_DAY = timedelta(minutes=15), timedelta(hours=12)


@pytest.mark.parametrize(
    ("step", "answer", "state", "wait", "stopped"),
    [
        ("GREETING", "421 HL:ICC 163 smtp5", "queued", SAME_DAY, False),
        ("GREETING", "554 IP is rejected, please contact with postmaster", "queued", SAME_DAY, False),
        ("MAIL", "421 HL:IFC 163 smtp5", "queued", SAME_DAY, False),
        ("MAIL", "450 MI:DMC 163 smtp5", "queued", SAME_DAY, False),
        ("MAIL", "451 MI:SFQ 163 smtp5", "queued", SAME_DAY, False),
        ("RCPT", "450 RP:DRC 163 smtp5", "queued", SAME_DAY, False),
        ("MAIL", "550 MI:STC 163 smtp5", "queued", NEXT_DAY, False),
        ("RCPT", "554 RP:TRC 163 smtp5", "queued", NEXT_DAY, False),
        ("END", SPAM, "person", None, False),
        ("MAIL", OTHER_SENDER, "person", None, False),
        ("MAIL", "535 MI:SPB 163 smtp5", "queued", None, True),
        ("MAIL", "553 MI:SPB 163 smtp5", "queued", None, True),
        ("END", "554 MI:SPB 163 smtp5", "queued", None, True),
        ("RCPT", "550 User not found", "refused", None, False),
    ],
)
def test_o2_the_word_of_a_refusal_decides_what_follows(
    office_163: Office, step: str, answer: str, state: str, wait: timedelta | None, *, stopped: bool
) -> None:
    office = office_163
    queue(office, STATION)
    server(office).steps[step] = answer
    assert office.deliver().sent == 0
    row = account(office)
    assert (states(office), row.stopped_at is not None) == ([state], stopped)
    server(office).steps.clear()
    knocked = server(office).seen.count("EHLO")
    if wait is not None:
        office.clock.forward(seconds=(wait - timedelta(minutes=1)).total_seconds())
        assert office.deliver().sent == 0
    else:
        assert row.retry_at is None or stopped
        assert office.deliver().sent == 0
    assert server(office).seen.count("EHLO") == knocked, "nobody knocks while a limit holds"
    office.clock.forward(days=1)
    assert office.deliver().sent == (1 if state == "queued" and not stopped else 0)


def test_o3_no_two_receipts_have_the_same_words(office_163: Office) -> None:
    for number in (1, 2, 3):
        office_163.arrive(mail("走访慰问", body=f"请查收{number}。"))
    office_163.poll()
    subjects = office_163.subjects()
    assert len(set(subjects)) == len(subjects) == 3  # the server takes no mail for spam
    assert states(office_163) == ["sent"] * 3


def test_o3_mails_leave_one_by_one_in_the_accounts_pace_and_to_one_recipient_each(office_163: Office) -> None:
    office = with_post(office_163, pacing_seconds=SmtpAccount.__dataclass_fields__["pacing_seconds"].default)
    queue(office, "a@unit.test", "b@unit.test", "c@unit.test")
    for count in (1, 2, 3):
        assert (office.deliver().sent, office.deliver().sent) == (1, 0)
        assert len(server(office).mails) == count
        office.clock.forward(seconds=20)
    assert [to for _, to, _ in server(office).mails] == [["a@unit.test"], ["b@unit.test"], ["c@unit.test"]]


def test_o4_each_recipient_has_an_outcome_of_its_own(office_163: Office) -> None:
    server(office_163).refusals["gone@unit.test"] = "550 User not found: gone@unit.test"
    queue(office_163, "here@unit.test", "gone@unit.test", "there@unit.test")
    assert office_163.deliver().sent == 2
    assert states(office_163) == ["sent", "refused", "sent"]
    assert outbox_rows(office_163)[1].answer == "User not found: gone@unit.test"


def test_o5_a_connection_that_dies_after_the_content_leaves_a_mail_unknown_and_it_is_looked_for(
    office_163: Office,
) -> None:
    queue(office_163, STATION)
    server(office_163).steps["END"] = CUT
    assert (office_163.deliver().sent, states(office_163)) == (0, ["unknown"])
    server(office_163).steps.clear()
    assert office_163.deliver().sent == 0, "not at once"
    office_163.servers.imap.put(b"Message-ID:\r\n <0@bureau.test>\r\nSubject: x\r\n\r\n", folder="已发送")
    office_163.clock.forward(hours=1)
    assert (office_163.deliver().sent, states(office_163)) == (0, ["sent"])
    assert server(office_163).mails == []


def test_o5_a_mail_that_is_not_in_the_sent_folder_is_tried_once_more_and_then_left_to_a_person(
    office_163: Office,
) -> None:
    queue(office_163, STATION)
    server(office_163).steps["END"] = CUT
    for expected in ("unknown", "person", "person"):
        office_163.deliver()
        assert states(office_163) == [expected]
        office_163.clock.forward(hours=1)
    assert server(office_163).seen.count("DATA") == 2


def test_o5_a_sent_folder_that_cannot_be_read_proves_nothing(office_163: Office) -> None:
    queue(office_163, STATION)
    server(office_163).steps["END"] = CUT
    office_163.deliver()
    office_163.servers.imap.put(b"Message-ID: <0@bureau.test>\r\n\r\n", folder="已发送")
    office_163.servers.imap.troubles.refused = {"FETCH": b"NO FETCH system busy"}
    office_163.clock.forward(hours=1)
    office_163.deliver()
    assert (states(office_163), server(office_163).seen.count("DATA")) == (["unknown"], 1)


@pytest.mark.parametrize("farewell", [CUT, "451 MI:DMC late", "421 bye"])
def test_o5_an_error_on_quit_changes_nothing(office_163: Office, farewell: str) -> None:
    queue(office_163, STATION)
    server(office_163).steps["QUIT"] = farewell
    assert (office_163.deliver().sent, states(office_163)) == (1, ["sent"])
    assert len(server(office_163).mails) == 1


MACHINES = {
    "an auto-reply": {"Auto_Submitted": "auto-replied"},
    "bulk": {"Precedence": "bulk"},
    "a list's": {"Precedence": "list"},
    "junk": {"Precedence": "junk"},
    "a list's by its id": {"List_Id": "<units.list.test>"},
    "without a return path": {"Return_Path": "<>"},
}


def test_o6_machines_are_never_answered_nor_is_our_own_mail(office_163: Office) -> None:
    for headers in MACHINES.values():
        office_163.arrive(mail(**headers))
    login = office_163.house.bureau("yuhua").smtp.user
    office_163.arrive(mail(sender=login))
    office_163.arrive(b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n" + mail())
    disposed = office_163.poll()
    assert disposed[Disposition.IGNORED] == len(MACHINES) + 2
    assert office_163.mails() == office_163.mails(login) == []


def test_o6_what_is_sent_says_that_a_machine_answers(office_163: Office) -> None:
    office_163.arrive(whole_piece())
    office_163.poll()
    [receipt] = office_163.mails()
    assert (receipt["Auto-Submitted"], receipt["X-Auto-Response-Suppress"]) == ("auto-replied", "All")


def test_o6_nobody_is_answered_more_often_a_day_than_the_cap_however_the_address_is_written(
    office_163: Office,
) -> None:
    office = with_post(office_163, replies_per_sender_per_day=2)
    for number in range(4):
        office.arrive(mail(body=f"第{number}封", sender=STATION.upper() if number % 2 else STATION))
    office.poll()
    assert len(server(office).mails) == 2
    office.clock.forward(days=1)
    office.arrive(mail(body="次日"))
    office.poll()
    assert len(server(office).mails) == 3


def test_o6_nothing_leaves_with_the_kill_switch_on(office_163: Office) -> None:
    queue(office_163, STATION)
    assert with_post(office_163, kill_switch=True).deliver().sent == 0
    assert server(office_163).seen == []
    assert office_163.deliver().sent == 1


def test_o7_a_mailbox_with_years_of_mail_is_archived_and_nobody_is_written_to(office_163: Office) -> None:
    start = office_163.house.bureau("yuhua").bureau.start_date
    day = local(office_163.clock()).replace(year=start.year, month=start.month, day=start.day, hour=0, minute=0)
    for number in range(10):
        at = day - timedelta(days=number * 30, minutes=1)
        sender = "stranger@elsewhere.test" if number == 3 else STATION
        office_163.arrive(mail(body=f"旧信{number}", sender=sender), at=at)
    office_163.arrive(mail(body="当天的信"), at=day)
    office_163.poll()
    with office_163.house.database.reading() as session:
        archived = [row.archive for row in session.exec(select(LetterRow).order_by(LetterRow.arrived_at))]  # type: ignore[arg-type]
    assert archived == [True] * 10 + [False]
    assert [row.to for row in outbox_rows(office_163)] == [STATION]


def test_o8_a_stranger_gets_no_mail_and_waits_for_the_office(office_163: Office) -> None:
    office_163.arrive(whole_piece(sender="newcomer@elsewhere.test"))
    assert office_163.poll() == {Disposition.HELD: 1}
    receivers: Sequence[str] = [row.to for row in outbox_rows(office_163)]
    assert "newcomer@elsewhere.test" not in receivers
    office_163.decide("L1", "discard")
    office_163.deliver()
    assert office_163.mails("newcomer@elsewhere.test") == []
