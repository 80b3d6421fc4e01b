"""Whole acts on PostgreSQL: from the mailbox to the receipt, a decision, a reply, a sealed letter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from acts.office import (
    JINJIANG,
    SUBJECT,
    TITLE,
    YUHUA,
    Office,
    form,
    mail,
    manuscript,
    open_office,
    photo,
    read_again,
    whole_piece,
)

from pipeline.demo.servers import MailServers
from pipeline.domain.words import Disposition
from pipeline.ingest.readers import Readers
from pipeline.settings import load
from pipeline.settings.values import Limits
from pipeline.steps.show import pieces_listed, show

ACCEPTANCE = Path(__file__).resolve().parents[1] / "acceptance" / "config"
PASSWORDS = {YUHUA: "yuhua-geheim", JINJIANG: "jinjiang-geheim"}

pytestmark = pytest.mark.servers


@pytest.fixture
def office(tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office whose database is PostgreSQL, as the environment names it."""
    monkeypatch.setenv("BAOSONG_DATABASE_URL", postgres_url)
    with MailServers(PASSWORDS) as servers, Readers(Limits(), 1) as readers:
        for side, port in (("IMAP", servers.imap_port), ("SMTP", servers.smtp_port)):
            monkeypatch.setenv(f"BAOSONG_{side}_HOST", "127.0.0.1")
            monkeypatch.setenv(f"BAOSONG_{side}_PORT", str(port))
        for bureau, address in (("YUHUA", YUHUA), ("JINJIANG", JINJIANG)):
            monkeypatch.setenv(f"BAOSONG_{bureau}_PASSWORD", PASSWORDS[address])
        yield open_office(load(ACCEPTANCE), tmp_path / "data", servers, readers)


def test_letters_go_their_way_and_nothing_of_it_is_in_a_file_of_sqlite(office: Office) -> None:
    office.arrive(whole_piece())
    office.arrive(mail(SUBJECT, [manuscript("另一篇"), photo(2)]))
    office.arrive(mail("2020年度+左家塘+机密", [manuscript("机密", ["机密★3年", "不能外传。" * 20])]))
    assert office.poll() == {Disposition.ACCEPTED: 1, Disposition.RETURNED: 1, Disposition.SEALED: 1}
    assert len(office.mails()) == 3
    assert office.receive().fetched == office.deliver().sent == 0
    pieces = pieces_listed(office.house, bureau="yuhua", state=None, unit=None, span=None)
    assert [p["number"] for p in pieces] == ["YH-2020-00001", "YH-2020-00002", "YH-2020-00003"]
    assert list(office.house.data.glob("*.db")) == []


def test_a_held_piece_is_decided_and_completed_and_read_again(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    assert office.poll() == {Disposition.HELD: 1}
    assert office.decide("YH-2020-00001", "return").state == "returned"
    office.arrive(mail("【YH-2020-00001】补审核表", [form(sensitive=False)]))
    assert office.poll() == {Disposition.ACCEPTED: 1}
    assert read_again(office, "YH-2020-00001").disposition is Disposition.ACCEPTED
    shown = show(office.house, "YH-2020-00001")
    assert shown is not None
    assert shown.piece is not None
    assert (shown.piece["title"], shown.piece["state"], len(shown.letters)) == (TITLE, "received", 2)


def test_a_subject_with_a_nul_in_it_is_no_hindrance(office: Office) -> None:
    office.arrive(whole_piece("=?utf-8?B?MjAyMOW5tOW6pivlt6blrrbloZgA6LWw6K6/5oWw6Zeu?="))
    assert sum(office.poll().values()) == 1
    [letter] = office.mails()
    assert "YH-2020-00001" in str(letter["Subject"])
