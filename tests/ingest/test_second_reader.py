"""What the first reader cannot read is given to LibreOffice, which has no network, little time and little memory."""

import base64
import socket
import threading
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from pipeline.domain.letter import Part
from pipeline.ingest import office, second
from pipeline.ingest.readers import Readers
from pipeline.ingest.trouble import Unreadable
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("office")]

FILES = Path(__file__).resolve().parents[1] / "letters" / "files"
WRITTEN = (FILES / "old-word.doc").read_bytes()
REFUSED = (FILES / "dresses" / "merged.doc").read_bytes()  # a form whose merged cells the first reader cannot follow
GARBAGE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 5_000
LINKED = (
    rb"{\rtf1\ansi{\field{\*\fldinst INCLUDEPICTURE \"http://127.0.0.1:%d/a.png\" \\d}{\fldrslt }}"
    rb"{\*\template http://127.0.0.1:%d/a.dot}Linked.\par}"
)


def read(content: bytes, tmp_path: Path, limits: Limits) -> Part:
    """The one part of a letter, as the limited child and its helper read it."""
    head = b"From: a@b.test\r\nSubject: x\r\nContent-Type: application/msword; name=a.doc\r\n"
    raw, scratch = tmp_path / "raw.eml", tmp_path / "scratch"
    raw.write_bytes(head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(content))
    scratch.mkdir(exist_ok=True)
    with Readers(limits, 1) as readers:
        return readers.read(raw, scratch).parts[0]


def test_a_form_that_the_first_reader_refuses_is_read_by_the_second(tmp_path: Path) -> None:
    assert (found := read(REFUSED, tmp_path, Limits(office_seconds=0)).trouble) is not None
    assert found.code == "damaged"
    part = read(REFUSED, tmp_path, Limits())
    assert (part.trouble, part.type, part.size) == (None, "doc", len(REFUSED))
    assert part.document is not None
    assert part.document.form is not None
    assert part.document.form == read_word((FILES / "dresses" / "merged.docx").read_bytes(), Limits()).form


def test_what_neither_can_read_is_damaged_and_nothing_runs_or_lies_on(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        office.as_docx(GARBAGE, "doc", Limits(), tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not [one for one in psutil.process_iter(["cmdline"]) if str(tmp_path) in " ".join(one.info["cmdline"] or ())]


@pytest.mark.parametrize("less", [{"office_seconds": 0}, {"office_memory_mb": 20}])
def test_its_time_and_memory_end(tmp_path: Path, less: dict[str, int]) -> None:
    with pytest.raises(Unreadable, match="over_limit"):
        office.as_docx(WRITTEN, "doc", replace(Limits(), **less), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("signal", ["KILL", "XCPU"])
def test_what_the_system_ended_for_its_limits_is_over_them_whatever_it_had_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signal: str
) -> None:
    ended = tmp_path / "soffice.bin"
    ended.write_text(f"#!/bin/sh\nmkdir out\necho half > out/a.docx\nkill -{signal} $$\n", encoding="utf-8")
    ended.chmod(0o700)
    monkeypatch.setattr(office, "program", lambda: ended)
    with pytest.raises(Unreadable, match="over_limit"):
        office.as_docx(WRITTEN, "doc", Limits(), tmp_path)


def test_after_one_that_takes_all_its_memory_no_other_of_the_letter_is_tried(tmp_path: Path) -> None:
    (tmp_path / "first").write_bytes(WRITTEN)
    parts = tuple(Part(name="a.doc", path=name, type="doc", size=1, sha256=name) for name in ("first", "not there"))
    assert second.turned(parts, tmp_path, replace(Limits(), office_memory_mb=20)) == {}


def test_what_a_document_links_to_is_never_fetched(tmp_path: Path) -> None:
    hits: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as canary:
        port = canary.getsockname()[1]
        canary.settimeout(0.2)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    hits.append(canary.accept())
                except TimeoutError:
                    continue

        listening = threading.Thread(target=listen)
        listening.start()
        made = office.as_docx(LINKED % (port, port), "rtf", Limits(), tmp_path)
        done.set()
        listening.join()
    assert "Linked." in read_word(made, Limits()).text
    assert hits == []
