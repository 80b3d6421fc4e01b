"""Every address of the desk × every role × the other bureau's things, made from the application's own routes."""

from collections.abc import Iterator

import pytest
from console.browsing import Browser, Desk
from console.facts_there import lay_use
from console.letters_there import ACCEPTED, HELD, OTHER, SEALED
from fastapi.routing import APIRoute
from sqlmodel import Session, select

from pipeline.console.app import ROOMS
from pipeline.console.people.rights import MATRIX, Right, Role
from pipeline.console.web.csrf import mark_for
from pipeline.console.web.uploads import HandsIn
from pipeline.console.web.visit import Changes, Needs
from pipeline.store.tables import OutboxRow, PartRow, PieceRow

OPEN = {"/login", "/first", "/join", "/healthz", "/readyz", "/metrics"}  # to be asked by whoever is not logged in


def routes() -> Iterator[tuple[str, str, Right | None]]:
    """Method, path and the right that is asked for, None where a login is enough."""
    for room in ROOMS:
        for route in room.router.routes:
            assert isinstance(route, APIRoute)
            asked = [d.call for d in route.dependant.dependencies if isinstance(d.call, Needs | Changes | HandsIn)]
            for method in sorted(route.methods):
                yield method, route.path, asked[0].right if asked else None


ALL = list(routes())
OF_A_BUREAU = [(method, path, right) for method, path, right in ALL if right is not None]
named = [f"{method} {path}" for method, path, _ in OF_A_BUREAU]


def filled_in(desk: Desk, path: str, bureau: str = "yuhua", name: str = ACCEPTED) -> str:
    """The path with things that are there."""
    fact = lay_use(desk.house) if "{fact}" in path else 0
    with desk.house.database.reading() as session:
        piece = session.exec(select(PieceRow).where(PieceRow.number == name)).one()
        part = _first_picture(session, piece)
        mail = session.exec(select(OutboxRow).where(OutboxRow.piece_id == piece.id)).first()
        values = {"bureau": bureau, "name": name, "part_id": part, "mail_id": mail.id if mail else 0, "letter": 1} | {
        "period": "2020-05", "unit": "zuojiatang", "document": "chart", "fact": fact,
    }  # fmt: skip
    return path.format(**values)


def _first_picture(session: Session, piece: PieceRow) -> int:
    parts = list(session.exec(select(PartRow).where(PartRow.piece_id == piece.id)))
    return next((part.id or 0 for part in parts if part.role == "picture"), parts[0].id or 0 if parts else 0)


def ask(browser: Browser, method: str, path: str) -> int:
    """The status of an answer; forms are sent with our own mark and nothing typed."""
    if method == "GET":
        return browser.get(path).status_code
    mark = mark_for(browser.client.cookies.get("baosong", ""))
    return browser.send(path, {"csrf": mark}).status_code


def test_every_route_is_a_bureaus_with_a_right_or_known_to_be_open() -> None:
    assert {path for _, path, right in ALL if right is None} <= OPEN | {"/", "/logout", "/password"}
    assert all(path.startswith("/{bureau}/") for _, path, _ in OF_A_BUREAU)
    assert len(OF_A_BUREAU) >= 12


@pytest.mark.parametrize(("method", "path", "right"), OF_A_BUREAU, ids=named)
def test_nobody_gets_in_without_a_login(filled: Desk, method: str, path: str, right: Right) -> None:
    browser = filled.browser()
    wanted = 303 if method == "GET" else 401
    assert ask(browser, method, filled_in(filled, path)) == wanted
    assert right in Right


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_where_the_matrix_lets_it_and_no_further(filled: Desk, role: Role) -> None:
    browser = filled.someone(role)
    for method, path, right in OF_A_BUREAU:
        status = ask(browser, method, filled_in(filled, path))
        if right in MATRIX[role]:
            assert status in ({200} if method == "GET" else {200, 303, 422}), (method, path, status)
        else:
            assert status == 403, (method, path, status)


def test_everything_of_another_bureau_is_not_there_whatever_the_role(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN, "yuhua")
    before = _standing(filled, OTHER)
    for method, path, _ in OF_A_BUREAU:
        assert ask(browser, method, filled_in(filled, path, "jinjiang", OTHER)) == 404, (method, path)
        if "{name}" in path:
            assert ask(browser, method, filled_in(filled, path, "yuhua", OTHER)) == 404, (method, path)
        if "{letter}" in path:
            assert ask(browser, method, path.format(bureau="yuhua", letter=8)) == 404, (method, path)
    assert _standing(filled, OTHER) == before


def test_a_decision_about_another_bureaus_piece_among_ones_own_decides_nothing(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN, "yuhua")
    mark = mark_for(browser.client.cookies["baosong"])
    typed: dict[str, str | list[str]] = {"csrf": mark, "pick": [HELD, OTHER], "verb": "return", "reason": "请补正"}
    assert browser.send("/yuhua/waiting", typed).status_code == 404
    assert (_standing(filled, HELD), _standing(filled, OTHER)) == ("held", "received")


@pytest.mark.parametrize("path", ["parts/{part_id}", "pictures/{part_id}", "mails/{mail_id}"])
def test_a_things_file_is_not_found_under_another_things_name(filled: Desk, path: str) -> None:
    browser = filled.someone(Role.ADMIN)
    right = filled_in(filled, f"/{{bureau}}/pieces/{{name}}/{path}")
    assert browser.get(right).status_code == 200
    assert browser.get(right.replace(ACCEPTED, HELD)).status_code == 404
    assert browser.get(right.replace(ACCEPTED, SEALED)).status_code == 404


@pytest.mark.parametrize("name", ["YH-2020-99999", "L99999", "L0", "x", "%00", "..%2f..%2fetc", "Ｌ１x", "9" * 300])
def test_what_does_not_exist_is_not_there(filled: Desk, name: str) -> None:
    assert filled.someone(Role.ADMIN).get(f"/yuhua/pieces/{name}").status_code == 404


def _standing(desk: Desk, name: str) -> str:
    with desk.house.database.reading() as session:
        return session.exec(select(PieceRow).where(PieceRow.number == name)).one().state
