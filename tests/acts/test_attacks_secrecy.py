"""Markings in odd places, and where a sealed letter's words might still turn up (rules.md S6)."""

import io
import zipfile
from email.message import EmailMessage

import pytest
from acts.office import (
    STATION,
    SUBJECT,
    TITLE,
    YUHUA,
    Attached,
    Office,
    form,
    mail,
    manuscript,
    photo,
    read_again,
    whole_piece,
)

from pipeline.domain.words import Disposition
from pipeline.ingest.keep import part_path
from pipeline.steps.daily import send_digest
from pipeline.steps.show import letters_waiting, pieces_listed, show

FIRST = "YH-2020-00001"
PHRASE = "某部换防时间表"


def zipped(member: str) -> Attached:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        archive.writestr(member, manuscript()[1])
    return "材料.zip", store.getvalue(), "application/zip"


def forwarded(subject: str) -> bytes:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "other@elsewhere.test", subject
    inner.set_content("见附件。")
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"], outer["Message-ID"] = STATION, YUHUA, SUBJECT, "<outer@units.test>"
    outer.set_content("转发。")
    outer.add_attachment(inner)
    return outer.as_bytes()


def page(text: str) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"], letter["Message-ID"] = STATION, YUHUA, SUBJECT, "<page@units.test>"
    letter.set_content(f"<html><body><p>{text}</p><p>{PHRASE}</p></body></html>", subtype="html")
    return letter.as_bytes()


@pytest.mark.parametrize(
    "raw",
    [
        mail(SUBJECT, [zipped(f"〔机密〕{PHRASE}.docx")]),
        mail(SUBJECT, [manuscript(), photo(name=f"【秘密】{PHRASE}.jpg")]),
        mail(f"（秘密）{PHRASE}", [manuscript()]),
        page("密级：机密"),
        forwarded(f"【绝密】{PHRASE}"),
    ],
    ids=["zip member", "picture name", "subject", "html only", "forwarded subject"],
)
def test_a_marking_in_an_odd_place_seals_and_is_told_nowhere(
    office: Office, raw: bytes, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    office.arrive(raw)
    assert office.poll() == {Disposition.SEALED: 1}
    send_digest(office.house, "yuhua")
    office.deliver()
    told = capfd.readouterr()
    everything = [told.out, told.err, caplog.text, str(show(office.house, FIRST)), str(show(office.house, "L1"))]
    for address in (STATION, "admin@yuhua.test", "daiban@yuhua.test"):
        everything += [str(m) + str(m["Subject"]) for m in office.mails(address)]
    assert not [text for text in everything if PHRASE in text]


def test_a_sealed_reply_waits_for_a_person_and_leaves_its_piece_to_be_decided(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    office.arrive(mail(f"【{FIRST}】补充", [manuscript(TITLE, ["绝密★", PHRASE])]))
    assert office.poll() == {Disposition.SEALED: 1}
    assert [w["letter"] for w in letters_waiting(office.house, "yuhua")] == ["L2"]
    assert "L2 release" in str(office.mails("admin@yuhua.test")[-1].get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert office.decide(FIRST, "return").state == "returned"
    office.decide("L2", "discard")
    assert letters_waiting(office.house, "yuhua") == []
    assert pieces_listed(office.house, bureau="yuhua", state="returned", unit=None, span=None)
    assert read_again(office, "L2").disposition is Disposition.SEALED
    [piece] = pieces_listed(office.house, bureau="yuhua", state=None, unit=None, span=None)
    assert piece["state"] == "returned"


def test_a_sealed_reply_that_is_released_completes_its_piece(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), photo()]))
    office.poll()
    office.arrive(mail(f"【{FIRST}】补审核表", [form()], body="秘密★1年\n\n其实不是。"))
    assert office.poll() == {Disposition.SEALED: 1}
    assert office.decide("L2", "release").state == "received"
    shown = show(office.house, FIRST)
    assert shown is not None
    assert sorted((p["role"], p["letter"]) for p in shown.parts if p["current"]) == [
        ("form", "L2"),
        ("manuscript", "L1"),
        ("picture", "L1"),
    ]


def test_a_letter_sealed_only_later_leaves_nothing_of_it_behind(office: Office) -> None:
    """The office adds a level to checks.toml, and has an old letter read again."""
    from dataclasses import replace

    office.arrive(mail(SUBJECT, [manuscript(PHRASE, ["限阅★1年", PHRASE]), form(PHRASE), photo()]))
    office.receive()
    shown = show(office.house, FIRST)
    assert shown is not None
    stored = [p["sha256"] for p in shown.parts]
    bureau = office.house.settings.bureaus["yuhua"]
    rows = tuple(
        replace(r, terms={**r.terms, "levels": ("限阅",)}) if r.name == "secrecy_marking" else r
        for r in bureau.checks.rows
    )
    stricter = replace(bureau, checks=replace(bureau.checks, rows=rows))
    settings = replace(office.house.settings, bureaus={**office.house.settings.bureaus, "yuhua": stricter})
    office = replace(office, house=replace(office.house, settings=settings))
    assert read_again(office, "L1").disposition is Disposition.SEALED
    assert not [s for s in stored if part_path(office.house.data, s).exists()]
    assert PHRASE not in str(show(office.house, FIRST))
    office.deliver()
    assert not [m for m in office.mails() if PHRASE in str(m["Subject"])]
    assert TITLE not in str(show(office.house, FIRST))
