"""The desk checks a signature itself where nobody told a result: what fits is verified, what does not is held."""

from dataclasses import replace
from pathlib import Path

import pytest
from acts.office import form, mail, manuscript, photo
from builders.signed import SELECTOR, key, signed
from steps.table import FIRST, Table

from pipeline.ingest.key_ring import KeyRing
from pipeline.ingest.readers import Readers
from pipeline.report.stationery import stationery
from pipeline.settings.authentication import AuthenticationSettings, Dkim
from pipeline.steps.authenticate import say_authentication
from pipeline.store.tables import FindingRow, LetterRow

LETTER = mail("2020年度+左家塘+走访慰问", [manuscript(), form(), photo()])
GOOD = signed(LETTER, "yuhua.test")


@pytest.fixture
def table(tmp_path: Path, readers: Readers) -> Table:
    """A house whose config/ holds the key of the units' domain."""
    laid = Table.laid(tmp_path / "data", readers)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / f"{SELECTOR}._domainkey.yuhua.test.txt").write_text(key().record)
    told = AuthenticationSettings(dkim=Dkim.FOLDER, keys=str(tmp_path / "keys"))
    laid.house = replace(laid.house, settings=replace(laid.house.settings, authentication=told), keys=KeyRing())
    return laid


def come(table: Table, raw: bytes) -> tuple[str | None, str, list[str]]:
    """What is kept of the sender's authentication, what became of the letter, and which findings say so."""
    table.come(raw)
    (letter,) = table.rows(LetterRow)
    codes = [row.code for row in table.rows(FindingRow) if row.code == "sender_authenticated"]
    return letter.authentication, table.piece(FIRST).disposition, codes


def test_a_signature_that_fits_makes_the_sender_verified(table: Table) -> None:
    assert come(table, GOOD) == ("passed dkim own_pass", "accepted", [])


@pytest.mark.parametrize("raw", [signed(LETTER, "yuhua.test", by=key(2)), GOOD[:-200] + b"\r\nmore\r\n" + GOOD[-200:]])
def test_a_signature_that_does_not_fit_is_held(raw: bytes, table: Table) -> None:
    assert come(table, raw) == ("failed dkim own_fail", "held", ["sender_authenticated"])


@pytest.mark.parametrize(
    "raw", [LETTER, signed(LETTER, "elsewhere.test", by=key(2)), signed(LETTER, "yuhua.test", selector="s9")]
)
def test_without_a_key_or_with_another_domains_signature_nothing_is_said(raw: bytes, table: Table) -> None:
    assert come(table, raw) == ("absent", "accepted", [])


def test_an_old_letter_is_not_checked_with_todays_key(table: Table) -> None:
    forged = signed(LETTER, "yuhua.test", by=key(2))
    table.clock.forward(days=30)
    old = b"Received: from a by b; Wed, 06 May 2020 09:00:00 +0800\r\n" + forged
    assert come(table, old) == ("absent", "accepted", [])


def test_a_letter_that_is_read_again_keeps_the_first_result_though_the_key_has_changed(table: Table) -> None:
    come(table, GOOD)
    folder = Path(table.house.settings.authentication.keys)
    (folder / f"{SELECTOR}._domainkey.yuhua.test.txt").write_text(key(2).record)
    table.again(FIRST)
    assert table.rows(LetterRow)[0].authentication == "passed dkim own_pass"
    assert table.piece(FIRST).disposition == "accepted"


def test_a_body_that_takes_for_ever_to_bring_into_form_leaves_the_letter_unverified(table: Table) -> None:
    head, gap, body = GOOD.replace(b"relaxed/simple", b"relaxed/relaxed").partition(b"\r\n\r\n")
    with Readers(replace(table.house.settings.limits, seconds=3), 1) as hasty:
        table.readers = hasty
        assert come(table, head + gap + b" " * 400_000 + body) == ("absent", "accepted", [])


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ("passed spf dkim", "已通过（SPF、DKIM）"),
        ("failed dkim own_fail", "没有通过（DKIM、本台核对签名不符）"),
        ("absent", "没有验证结果"),
        (None, ""),
    ],
)
def test_the_office_reads_what_is_kept_in_plain_words(kept: str | None, said: str, table: Table) -> None:
    assert say_authentication(kept, stationery(table.house.settings, "yuhua").words) == said
