"""An older backup is put back and the mailbox read again: one disposition a letter, and no receipt twice."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from acts.conftest import PASSWORDS, settings_for
from acts.office import STATION, Office, mail, manuscript, open_office, whole_piece
from sqlmodel import select

from pipeline.demo.servers import MailServers
from pipeline.ingest.readers import Readers
from pipeline.steps.backup import backup
from pipeline.steps.house import open_house
from pipeline.steps.restore import Place, restore
from pipeline.steps.sending import resume_sending
from pipeline.store.numbers import next_number
from pipeline.store.tables import LetterRow, OutboxRow

Opened = Callable[[str | None], Office]


@pytest.fixture
def opened(tmp_path: Path, readers: Readers, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """An office whose server keeps what is sent in that folder, or nowhere."""
    held: list[MailServers] = []

    def _open(sent_folder: str | None) -> Office:
        servers = MailServers(PASSWORDS, sent_folder=sent_folder)
        held.append(servers.__enter__())
        return open_office(settings_for(servers, monkeypatch), tmp_path / "data", servers, readers)

    yield _open
    for servers in held:
        servers.__exit__(None, None, None)


def letter(n: int) -> bytes:
    return whole_piece(f"2020年度+左家塘+第{n}件", title=f"第{n}件走访慰问老兵", seed=n)


def put_back(office: Office, tmp_path: Path, between: Callable[[], None]) -> Office:
    """A backup after the first letter, more that happens, and the office over the backup, which a person lets send."""
    office.arrive(letter(1))
    office.poll()
    backup(office.house, tmp_path / "old.tar.gz")
    between()
    office.clock.forward(hours=2)
    place = Place(data=tmp_path / "new", config=tmp_path / "config")
    restore(tmp_path / "old.tar.gz", place, why=lambda _made: "从备份恢复", clock=office.clock)
    again = replace(office, house=open_house(office.house.settings, place.data, clock=office.clock))
    again.poll()
    assert len(again.mails()) == len(office.mails())  # nothing leaves before a person says so
    resume_sending(again.house, "yuhua", by="李主任")
    office.clock.forward(hours=1)
    return again


def ends(office: Office) -> set[tuple[str, str | None, str | None]]:
    """Each letter's disposition and its mail's state."""
    with office.house.database.reading() as session:
        wanted = select(LetterRow.sha256, LetterRow.disposition, OutboxRow.state)
        return set(session.exec(wanted.join(OutboxRow, OutboxRow.letter_id == LetterRow.id)))  # type: ignore[arg-type]


def states(office: Office) -> list[str]:
    with office.house.database.reading() as session:
        return list(session.exec(select(OutboxRow.state).order_by(OutboxRow.id)))  # type: ignore[arg-type]


def test_letters_of_after_the_backup_are_fetched_again_and_answered_once(opened: Opened, tmp_path: Path) -> None:
    office = opened("已发送")

    def between() -> None:
        for n in (2, 3):
            office.clock.forward(hours=1)
            office.arrive(letter(n))
            office.poll()
        office.arrive(mail("2020年度+左家塘+缺表", [manuscript("第4件走访慰问老兵")]))
        office.poll()

    again = put_back(office, tmp_path, between)
    before = office.subjects()
    unanswered = letter(5)  # it came while the old machine was down already
    again.arrive(unanswered, at=office.clock() - timedelta(hours=2))
    for _ in range(3):
        again.poll()
        office.clock.forward(hours=1)
    assert again.subjects()[: len(before)] == before
    assert len(again.subjects()) == len(before) + 1
    assert ends(office) < ends(again)
    assert len(ends(again)) == 5
    assert set(states(again)) == {"sent"}


def left_to_a_person(again: Office, office: Office) -> OutboxRow:
    """The second of two mails, which three rounds after the restore have not sent."""
    for _ in range(3):
        again.poll()
        office.clock.forward(hours=1)
    assert len(again.mails()) == 2
    assert states(again) == ["sent", "person"]
    with again.house.database.reading() as session:
        return session.exec(select(OutboxRow).where(OutboxRow.state == "person")).one()


def test_where_the_mailbox_keeps_nothing_that_is_sent_a_person_says_what_goes_out(
    opened: Opened, tmp_path: Path
) -> None:
    office = opened(None)

    def between() -> None:
        office.arrive(letter(2))
        office.poll()

    again = put_back(office, tmp_path, between)
    held = left_to_a_person(again, office)
    assert held.to == STATION
    assert "可能已经发过" in (held.advice or "")


def test_a_receipt_that_told_another_number_is_not_followed_by_a_second_one(opened: Opened, tmp_path: Path) -> None:
    office = opened("已发送")

    def between() -> None:
        with office.house.database.writing() as session:  # something took a number that the backup knows nothing of
            next_number(session, "YH", 2020)
        office.arrive(letter(2))
        office.poll()

    again = put_back(office, tmp_path, between)
    held = left_to_a_person(again, office)
    assert "YH-2020-00003" in (held.advice or "")
