"""A letter that kills its reader: quarantined with its traceback, told, passed over, and brought home later (L12)."""

import io
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from acts.conftest import ACCEPTANCE, PASSWORDS
from acts.office import STATION, YUHUA, Office, mail, manuscript, read_again, text_of, whole_piece
from acts.program import Program
from PIL import Image
from servers.real import RealServers

from pipeline.domain.words import Disposition
from pipeline.ingest.readers import Readers
from pipeline.settings.values import Limits
from pipeline.steps.daily import send_digest
from pipeline.steps.house import House
from pipeline.steps.receive import receive
from pipeline.steps.show import letters_waiting, show

HEAVY_TITLE = "一封很重的来信"


def heavy(pictures: int = 1, side: int = 8_000) -> bytes:
    """A letter whose pictures are small as files and large in memory."""
    drawn = io.BytesIO()
    Image.new("L", (side, side), 128).save(drawn, "PNG")
    parts = [(f"{n}.png", drawn.getvalue(), "image/png") for n in range(pictures)]
    return mail("2020年度+左家塘+全景照片", [manuscript(HEAVY_TITLE), *parts])


@pytest.fixture
def narrow(office: Office) -> Iterator[Office]:
    """An office whose children may not take much memory."""
    with Readers(Limits(memory_mb=48), 2) as children:
        yield replace(office, readers=children)


def admins(office: Office) -> list[str]:
    return list(office.house.settings.bureaus["yuhua"].bureau.office.admins)


def test_a_letter_that_breaks_its_reader_is_quarantined_and_the_next_ones_are_served(narrow: Office) -> None:
    narrow.arrive(heavy())
    for n in range(5):
        narrow.arrive(whole_piece(f"2020年度+左家塘+走访{n}", title=f"第{n}次走访慰问老兵", seed=n))
    assert narrow.poll() == {Disposition.QUARANTINED: 1, Disposition.ACCEPTED: 5}
    assert len(narrow.mails()) == 5
    shown = show(narrow.house, "L1")
    assert shown is not None
    [letter] = shown.letters
    assert letter["disposition"] == "quarantined"
    assert "MemoryError" in str(letter["trouble"])
    assert [event["what"] for event in shown.history][-2:] == ["mail_queued", "mail_sent"]
    assert narrow.poll() == {}


def test_the_office_is_told_what_lies_there_and_what_to_do(narrow: Office) -> None:
    narrow.arrive(heavy())
    narrow.poll()
    for admin in admins(narrow):
        [told] = narrow.mails(admin)
        assert "baosong reprocess L1" in text_of(told)
        assert told["In-Reply-To"] is None
    send_digest(narrow.house, "yuhua")
    narrow.deliver()
    [to] = narrow.house.settings.bureaus["yuhua"].bureau.office.digest_to
    assert "baosong reprocess L1" in text_of(narrow.mails(to)[-1])


def test_with_more_room_it_comes_home_and_its_receipt_goes_out(narrow: Office, readers: Readers) -> None:
    narrow.arrive(heavy())
    narrow.poll()
    assert narrow.mails() == []
    assert read_again(narrow, "L1", readers).disposition is Disposition.RETURNED
    narrow.deliver()
    [receipt] = narrow.mails()
    assert str(receipt["Subject"]).endswith(HEAVY_TITLE)
    shown = show(narrow.house, "YH-2020-00001")
    assert shown is not None
    assert shown.letters[0]["trouble"] is None
    send_digest(narrow.house, "yuhua")
    narrow.deliver()
    [to] = narrow.house.settings.bureaus["yuhua"].bureau.office.digest_to
    assert narrow.mails(to) == []


def test_once_more_in_vain_it_stays_and_the_office_is_told_again(narrow: Office) -> None:
    narrow.arrive(heavy())
    narrow.poll()
    assert read_again(narrow, "L1").disposition is Disposition.QUARANTINED
    narrow.deliver()
    assert narrow.mails() == []
    assert all(len(narrow.mails(admin)) >= 1 for admin in admins(narrow))


def test_a_letter_that_takes_too_long_is_given_up_after_its_tries(office: Office) -> None:
    tries = with_tries(office.house, 1)
    with Readers(Limits(seconds=1), 1) as children:
        office.arrive(heavy(pictures=30, side=14_000))
        assert receive(tries, "yuhua", children).disposed == {Disposition.QUARANTINED: 1}
    shown = show(office.house, "L1")
    assert shown is not None
    assert str(shown.letters[0]["trouble"]).startswith("time")


def with_tries(house: House, tries: int) -> House:
    intervals = replace(house.settings.intervals, read_attempts=tries)
    return replace(house, settings=replace(house.settings, intervals=intervals))


@pytest.mark.servers
def test_the_way_home_on_the_command_line(tmp_path: Path) -> None:
    config = Path(shutil.copytree(ACCEPTANCE, tmp_path / "config"))
    settings = config / "settings.toml"
    whole = settings.read_text()
    with RealServers(PASSWORDS) as servers:
        program = Program(
            data=tmp_path / "data", imap_port=servers.imap_port, smtp_port=servers.smtp_port, config=config
        )
        servers.deliver(YUHUA, heavy())
        servers.deliver(YUHUA, whole_piece())
        settings.write_text(re.sub(r"(?m)^memory_mb = \d+", "memory_mb = 48", whole, count=1))
        done = program.poll()["yuhua"]
        assert (done["accepted"], done["quarantined"]) == (1, 1)
        [[again]] = program.run("reprocess", "L1", "--json").lines
        assert (again["name"], again["disposition"], again["number"]) == ("L1", "quarantined", None)
        settings.write_text(whole)
        [[again]] = program.run("reprocess", "L1", "--json").lines
        assert (again["disposition"], again["checks"], again["decision"]) == ("returned", "returned", None)
        assert program.poll()["yuhua"]["sent"] >= 1
        assert len(servers.wait_for_mail(STATION, 2)) == 2


def test_put_away_unread_it_stays_so_and_opens_no_piece_once_it_can_be_read(narrow: Office, readers: Readers) -> None:
    narrow.arrive(heavy())
    narrow.poll()
    told = {admin: len(narrow.mails(admin)) for admin in admins(narrow)}
    narrow.decide("L1", "discard")
    assert read_again(narrow, "L1").decision == "discard"
    assert letters_waiting(narrow.house, "yuhua") == []
    again = read_again(narrow, "L1", readers)
    assert (again.checks, again.number, again.decision) == (Disposition.RETURNED, None, "discard")
    narrow.deliver()
    assert narrow.mails() == []
    assert {admin: len(narrow.mails(admin)) for admin in admins(narrow)} == told
