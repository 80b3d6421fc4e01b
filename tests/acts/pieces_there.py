"""The pieces of an office and what counts in them, for tests that try to confuse it."""

from acts.office import SUBJECT, Office, mail, manuscript, photo

from pipeline.domain.words import Disposition
from pipeline.steps.show import pieces_listed, show

FIRST, SECOND = "YH-2020-00001", "YH-2020-00002"
DONGTANG = "dongtang@yuhua.test"


def numbers(office: Office) -> dict[str, tuple[str, str]]:
    """Every piece's state and disposition."""
    found = pieces_listed(office.house, bureau="yuhua", state=None, unit=None, span=None)
    return {p["number"]: (p["state"], p["disposition"]) for p in found}


def by_unit(office: Office) -> dict[str, tuple[str, str | None]]:
    """Every piece's state and unit."""
    found = pieces_listed(office.house, bureau="yuhua", state=None, unit=None, span=None)
    return {p["number"]: (p["state"], p["unit"]) for p in found}


def parts(office: Office, number: str = FIRST) -> list[tuple[str, str]]:
    """The roles and letters of a piece's current parts."""
    shown = show(office.house, number)
    assert shown is not None
    return sorted((p["role"], p["letter"]) for p in shown.parts if p["current"])


def without_form(office: Office) -> str:
    """A returned piece that only lacks its form; the Message-ID of its receipt."""
    office.arrive(mail(SUBJECT, [manuscript(), photo()]))
    assert office.poll() == {Disposition.RETURNED: 1}
    return str(office.mails()[-1]["Message-ID"])
