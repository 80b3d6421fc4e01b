"""The words of a sealed letter are nowhere but in the sealed store: not in a file, a table, a journal or a mail."""

import base64
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from acts.office import STATION, STATION_NAME, SUBJECT, form, mail, manuscript, photo
from sqlalchemy.exc import IntegrityError
from steps.table import SECOND, Table
from steps.traces import traces

from pipeline.ingest.readers import Readers
from pipeline.steps import process
from pipeline.steps.correct import CorrectOrder, correct
from pipeline.steps.reprocess import reprocess
from pipeline.steps.signing import SignOrder, sign
from pipeline.store import audit
from pipeline.store.tables import DecisionRow, LetterRow

WORD = "龘靐齉爩"  # each of its pairs is a word of the index
PHRASE = f"{WORD}换防时间表"
STRICT = "限阅"  # a level that the office adds later


def secret(marking: str = "秘密★1年") -> bytes:
    """A whole piece with the phrase in its subject, text, title, names, and in a page and notes of other codings."""
    letter = EmailMessage()
    letter["From"], letter["To"] = STATION, "yuhua@baosong.test"
    letter["Subject"] = f"2020年度+{STATION_NAME}+{PHRASE}"
    letter["Message-ID"] = "<secret@units.test>"
    letter.set_content(f"{PHRASE}。\n联系人张三。", charset="gb18030")
    letter.add_alternative(f"<p>{PHRASE}</p>", subtype="html", cte="base64")
    files = [
        manuscript(PHRASE, [f"{marking}", f"{PHRASE}。" * 30], name=f"{PHRASE}.docx"),
        form(PHRASE),
        photo(name=f"{PHRASE}.jpg"),
        (f"{PHRASE}.txt", PHRASE.encode("utf-16"), "application/octet-stream"),
        ("清单.txt", PHRASE.encode("gb18030"), "application/octet-stream"),
        ("coded.txt", base64.b64encode(PHRASE.encode()), "application/octet-stream"),
    ]
    for name, content, kind in files:
        major, minor = kind.split("/")
        letter.add_attachment(content, maintype=major, subtype=minor, filename=name)
    return letter.as_bytes()


def stricter(table: Table) -> Table:
    """The same house after the office added a level to the secrecy markings."""
    bureau = table.house.settings.bureaus["yuhua"]
    rows = tuple(
        replace(r, terms={**r.terms, "levels": (STRICT,)}) if r.name == "secrecy_marking" else r
        for r in bureau.checks.rows
    )
    now = replace(bureau, checks=replace(bureau.checks, rows=rows))
    settings = replace(table.house.settings, bureaus={**table.house.settings.bureaus, "yuhua": now})
    return replace(table, house=replace(table.house, settings=settings))


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory, readers: Readers) -> Table:
    """With another letter on record, that stays."""
    table = Table.laid(tmp_path_factory.mktemp("laid"), readers)
    table.come(mail(SUBJECT, [manuscript(), form(), photo()]))
    return table


@pytest.fixture
def table(laid: Table, tmp_path: Path) -> Table:
    return laid.copy(tmp_path)


def nowhere(table: Table) -> bool:
    found = {where for word in (WORD, WORD[:2], WORD[1:3]) for where in traces(table.house.data, word)}
    assert not found
    assert len(list((table.house.data / "sealed").glob("*.eml"))) == 1
    return True


def test_the_search_finds_an_open_letter_in_every_place_it_is_kept(table: Table) -> None:
    table.come(secret("公开"))
    found = " ".join(traces(table.house.data, WORD))
    for place in ("raw/", "parts/", "letters", "pieces", "parts", "piece_texts", "outbox"):
        assert place in found, place


def test_after_arrival(table: Table, capfd: pytest.CaptureFixture[str]) -> None:
    raw = secret()
    table.come(raw, raw)
    assert nowhere(table)
    told = capfd.readouterr()
    assert WORD not in told.out + told.err


def test_after_a_quarantine(table: Table, capfd: pytest.CaptureFixture[str]) -> None:
    def judge(*_args: object) -> None:
        raise ValueError(f"cannot read {PHRASE}")

    raw = secret()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "judge", judge)
        table.come(raw, raw, raw)
    assert table.rows(LetterRow)[-1].disposition == "quarantined"
    table.again("L2")
    assert nowhere(table)
    told = capfd.readouterr()
    assert "settle_failed" in told.err
    assert WORD not in told.out + told.err


def test_after_it_was_on_record_openly(table: Table) -> None:
    table.come(secret(STRICT + "★1年"))
    put_right = CorrectOrder(name=SECOND, by="李主任", reason=f"不是{PHRASE}", title=f"关于{PHRASE}", keyword=WORD)
    correct(table.house, put_right)
    sign(table.house, SignOrder(name=SECOND, by="李主任", opinion=f"同意报送{PHRASE}"))
    with table.house.database.writing() as session:
        audit.note(session, table.clock(), "decided", audit.Actor(), bureau="yuhua", after={"title": PHRASE})
    reread = reprocess(stricter(table).house, "L2", table.readers)
    assert reread is not None
    assert reread.disposition == "sealed"
    assert nowhere(table)
    assert [row.verb for row in table.rows(DecisionRow)] == ["correct", "sign"]
    with table.house.database.writing() as session, pytest.raises(IntegrityError, match="only ever added"):
        session.connection().exec_driver_sql("DELETE FROM decisions")
