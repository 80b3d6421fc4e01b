"""Markup in every text of the record, every address, every field of every form: on every page it stays text."""

from collections.abc import Iterator
from urllib.parse import quote

from console.browsing import Browser, Desk, forms_in
from console.letters_there import EVIL
from console.test_matrix import filled_in
from console.walking import active_in, is_page, walk
from fastapi.routing import APIRoute
from sqlalchemy import JSON, String, Text
from sqlmodel import SQLModel, select

from pipeline.console.app import ROOMS
from pipeline.console.people.rights import Role
from pipeline.store.tables import (
    DecisionRow,
    FactRow,
    FindingRow,
    LetterRow,
    OutboxRow,
    PartRow,
    PieceRow,
    UserRow,
)

# columns by which the program finds its way; all other texts of the record are somebody's words
_WORKING = {
    "bureau", "number", "state", "disposition", "kind", "sha256", "source", "unit", "role", "type", "reading",
    "message_id", "occasion", "login", "password", "what", "code", "severity", "follows", "verb", "step", "account",
    "rule", "booked", "cause", "title_key", "content_key", "genre", "key", "subject", "path",
}  # fmt: skip
_WORDS_TOO = {("letters", "subject"), ("outbox", "subject")}
_ROWS = (PieceRow, LetterRow, PartRow, FindingRow, DecisionRow, FactRow, OutboxRow, UserRow)  # what may be rewritten


def _spread(desk: Desk) -> None:
    """The payloads in every text of the record that is somebody's words."""
    with desk.house.database.writing() as session:
        for table in _ROWS:
            for row in session.exec(select(table)):
                _spoil(row)
        fact = FactRow(
            bureau="yuhua", kind="adoption", key="evil", state="waiting", subject="YH-2020-00001", why=EVIL,
            told={"title": EVIL, "outlet": EVIL, "url": "javascript:alert(5)", "date": "2020-05-08"},
            source="import", candidates=[EVIL], at=desk.house.clock(), place=EVIL, by=EVIL,
        )  # fmt: skip
        session.add(fact)


def _spoil(row: SQLModel) -> None:
    for column in row.__table__.columns:  # type: ignore[attr-defined]
        words = isinstance(column.type, String | Text) and not isinstance(column.type, JSON)
        if not words or (column.name in _WORKING and (row.__tablename__, column.name) not in _WORDS_TOO):
            continue
        if column.name != "by" and getattr(row, column.name) is not None:
            setattr(row, column.name, EVIL)


def _routes(method: str) -> Iterator[APIRoute]:
    for room in ROOMS:
        for route in room.router.routes:
            if isinstance(route, APIRoute) and method in route.methods and route.path.startswith("/{bureau}/"):
                yield route


def test_markup_in_the_record_and_in_every_field_of_every_form_is_text_wherever_one_goes(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN)
    _spread(filled)
    forms, told = {}, []
    for path, text in walk(browser):
        assert active_in(text) == [], path
        assert "\u202e" not in text, path
        assert "49{%" not in text, path
        told.append(text)
        forms |= {one.path: one.fields for one in forms_in(text) if one.path.startswith("/yuhua/")}
    assert "alert(1)" in "".join(told)
    assert len(told) > 20
    assert len(forms) > 8
    _send_markup(browser, forms)


def _send_markup(browser: Browser, forms: dict[str, dict[str, str | list[str]]]) -> None:
    for path, fields in forms.items():
        kept = {name: value for name, value in fields.items() if name == "csrf"}
        for typed in (dict.fromkeys(fields, EVIL), dict.fromkeys(fields, "9" * 400)):
            answer = browser.send(path, typed | kept)
            assert answer.status_code < 500, path
            assert active_in(answer.text) == [], path
            assert "\u202e" not in answer.text, path


def test_markup_in_every_question_of_an_address_is_text(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN)
    asked = 0
    for route in _routes("GET"):
        names = [field.alias for field in route.dependant.query_params]
        path = filled_in(filled, route.path)
        for payload in (EVIL, "9" * 400, "-1\x00") if names else (EVIL,):
            asked += len(names)
            answer = browser.get(f"{path}?{'&'.join(f'{name}={quote(payload)}' for name in names or ('words', 'q'))}")
            assert answer.status_code < 500, (route.path, payload)
            if is_page(answer):
                assert active_in(answer.text) == [], (route.path, payload)
                assert "\u202e" not in answer.text, (route.path, payload)
    assert asked > 50


def test_a_month_at_the_end_of_time_is_no_fault_of_ours(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN)
    for month in ("0000-00", "0001-01", "9999-12", "２０２０-05"):
        assert browser.get(f"/yuhua/adoptions?month={month}").status_code == 200, month
        assert browser.get(f"/yuhua/pieces?month={month}").status_code == 422, month
        for tail in ("", "/close", "/units/zuojiatang", "/documents/chart"):
            assert browser.get(f"/yuhua/standings/{month}{tail}").status_code == 404, (month, tail)


def test_a_number_in_an_address_that_is_none_of_ours_is_not_there(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN)
    paths = {route.path for route in _routes("GET")}
    tried = 0
    for name in ("part_id", "mail_id", "letter", "fact"):
        for path in (path for path in paths if f"{{{name}}}" in path):
            for number in ("9" * 30, "9" * 5000, "x", "-1", "1.5", "%00"):
                tried += 1
                answer = browser.get(filled_in(filled, path.replace(f"{{{name}}}", number)))
                assert (answer.status_code, is_page(answer)) == (404, True), (path, number[:40])
    assert tried >= 30
