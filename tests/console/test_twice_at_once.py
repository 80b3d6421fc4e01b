"""A form that is sent twice at the same moment: counted once, decided once, mailed once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from console.browsing import Browser, Desk, forms_in
from console.letters_there import ACCEPTED, HELD
from sqlmodel import SQLModel, func, select

from pipeline.console.people.rights import Role
from pipeline.store.tables import DecisionRow, EntryRow, FactRow, OutboxRow, UserRow

Typed = dict[str, str | list[str]]
FORMS: dict[str, tuple[str, str, Typed, Typed]] = {  # page, path, a field that tells the form, what is typed
    "adjust": ("adoptions/manual", "adoptions/manual", {"act": "adjust"},
               {"unit": "zuojiatang", "points": "3", "reason": "补记", "date": "2020-05-07"}),
    "decide": (f"pieces/{HELD}", f"pieces/{HELD}/decide", {"verb": "return"}, {"reason": "请补正"}),
    "correct": (f"pieces/{ACCEPTED}", f"pieces/{ACCEPTED}/correct", {"form": "correct"},
                {"unit": "zuojiatang", "title": "另一个标题", "reason": "笔误", "tell": "1"}),
    "adopt": ("adoptions/new?kind=adoption", "adoptions", {"kind": "adoption"},
              {"piece": ACCEPTED, "outlet": "市局官网", "date": "2020-05-08", "announce": "1"}),
    "person": ("people", "people", {"login": ""},
               {"login": "wang", "name": "王芳", "role": "viewer", "password": "correct horse 7"}),
}  # fmt: skip


def counts(desk: Desk) -> dict[str, int]:
    """How much is on record."""
    tables: tuple[type[SQLModel], ...] = (DecisionRow, EntryRow, FactRow, OutboxRow, UserRow)
    with desk.house.database.reading() as session:
        return {table.__name__: session.exec(select(func.count()).select_from(table)).one() for table in tables}


def form_at(browser: Browser, page: str, path: str, told: Typed) -> Typed:
    """The form of a page that goes to this path and holds these fields."""
    forms = forms_in(browser.get(f"/yuhua/{page}").text)
    return next(f.fields for f in forms if f.path == f"/yuhua/{path}" and told.items() <= f.fields.items())


@pytest.mark.parametrize(("name", "added"), [
    ("adjust", {"EntryRow": 1}), ("decide", {"DecisionRow": 1, "OutboxRow": 1}),
    ("correct", {"DecisionRow": 1, "OutboxRow": 1}), ("adopt", {"FactRow": 1, "EntryRow": 1, "OutboxRow": 1}),
    ("person", {"UserRow": 1}),
])  # fmt: skip
def test_what_is_sent_twice_at_once_is_done_once(filled: Desk, name: str, added: dict[str, int]) -> None:
    browser = filled.someone(Role.ADMIN)
    page, path, told, typed = FORMS[name]
    sent, before = form_at(browser, page, path, told) | typed, counts(filled)
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda _: browser.client.post(f"/yuhua/{path}", data=sent).status_code, range(2)))
    assert 303 in answers
    assert set(answers) <= {303, 409, 422}
    after = counts(filled)
    assert {table: after[table] - before[table] for table in after if after[table] != before[table]} == added
