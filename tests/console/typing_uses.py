"""A use typed into the form of 采用, and what is on record and in the log after it."""

from console.browsing import Browser, Desk, Form, forms_in, words_of
from console.facts_there import today
from console.letters_there import ACCEPTED
from sqlmodel import select

from pipeline.store.tables import AuditRow, FactRow

LIST = "/yuhua/adoptions"
Typed = dict[str, str | list[str]]


def facts_of(desk: Desk) -> dict[str, str]:
    with desk.house.database.reading() as session:
        return {f"F{row.id}": row.state for row in session.exec(select(FactRow))}


def noted(desk: Desk, what: str) -> list[AuditRow]:
    with desk.house.database.reading() as session:
        return list(session.exec(select(AuditRow).where(AuditRow.what == what)))


def typed(desk: Desk, **more: str) -> Typed:
    told: Typed = {"kind": "adoption", "piece": ACCEPTED, "outlet": "省厅官网", "date": str(today(desk.house)),
                   "mode": "solo", "announce": "1"}  # fmt: skip
    return told | more


def enter(browser: Browser, desk: Desk, path: str = LIST, **more: str) -> str:
    """Type into the form and send it; what the answer says."""
    browser.get(f"{LIST}/new")
    form = next(form for form in forms_in(browser.page.text) if form.path == LIST)
    browser.send(path, form.fields | typed(desk, **more))
    return words_of(browser.page.text)


def form_of(browser: Browser, path: str, verb: str) -> Form:
    browser.get(path)
    return next(form for form in forms_in(browser.page.text) if form.fields.get("verb") == verb)
