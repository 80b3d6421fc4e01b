"""People are added, changed and removed; each change is on record, no password is."""

import pytest
from acts.office import TurnableClock
from sqlmodel import select

from pipeline.console.people import people
from pipeline.console.people.logins import Attempt, LoginRefused, log_in, log_out, login_of
from pipeline.console.people.people import NewPerson, PeopleRefused, Person
from pipeline.console.people.rights import MATRIX, Right, Role, may
from pipeline.steps.house import House
from pipeline.store.audit import Actor
from pipeline.store.tables import AuditRow, SessionRow, UserRow

PASSWORD = "correct horse 7"
ADMIN = Actor(login="admin", name="管理员", address="127.0.0.1")


def added(house: House, login: str = "li", password: str = PASSWORD, role: Role = Role.OFFICE) -> Person:
    new = NewPerson(login=login, name="李主任", password=password, roles={"yuhua": role})
    return people.add(house, new, ADMIN)


def enter(house: House, login: str = "li", password: str = PASSWORD, address: str = "10.0.0.7") -> str:
    return log_in(house, Attempt(login=login, password=password, address=address))


def audited(house: House, what: str) -> list[AuditRow]:
    with house.database.reading() as session:
        return list(session.exec(select(AuditRow).where(AuditRow.what == what)))


def test_each_role_may_what_the_matrix_says_and_no_role_nothing() -> None:
    assert set(MATRIX) == set(Role)
    assert MATRIX[Role.ADMIN] == set(Right)
    assert may(Role.VIEWER, Right.SEE)
    assert not may(Role.VIEWER, Right.DECIDE)
    assert [role for role in Role if may(role, Right.UNSEAL)] == [Role.ADMIN]
    assert not any(may(None, right) for right in Right)


def test_someone_who_was_added_can_log_in_and_is_known_by_the_cookie(house: House) -> None:
    added(house)
    login = login_of(house, enter(house, "ＬＩ "))
    assert login is not None
    assert (login.person.name, login.person.roles) == ("李主任", {"yuhua": Role.OFFICE})


def test_neither_password_nor_cookie_lies_in_the_database(house: House) -> None:
    added(house)
    token = enter(house)
    with house.database.reading() as session:
        kept = [row.password for row in session.exec(select(UserRow))]
        keys = [row.key for row in session.exec(select(SessionRow))]
    assert all(one.startswith("$argon2id$") for one in kept)
    assert token not in keys
    assert all(PASSWORD not in str(row) for row in audited(house, "user_added"))


@pytest.mark.parametrize(("login", "password"), [("li", "falsches Wort"), ("wang", PASSWORD), ("li", "x" * 100_000)])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(house: House, login: str, password: str) -> None:
    added(house)
    with pytest.raises(LoginRefused) as refused:
        enter(house, login, password)
    assert refused.value.cause == "login_wrong"
    assert [row.login for row in audited(house, "login_failed")] == [login]


def test_after_several_wrong_passwords_a_name_must_wait_even_with_the_right_one(
    house: House, clock: TurnableClock
) -> None:
    added(house)
    for number in range(house.settings.desk.login_tries):
        with pytest.raises(LoginRefused):
            enter(house, password="wrong", address=f"10.0.0.{number}")
    with pytest.raises(LoginRefused) as refused:
        enter(house)
    assert refused.value.cause == "login_wait"
    assert len(audited(house, "login_failed")) == house.settings.desk.login_tries, "what waits is not noted any more"
    clock.forward(minutes=house.settings.desk.login_minutes + 1)
    assert enter(house)


def test_an_address_that_tries_many_names_must_wait_and_others_need_not(house: House) -> None:
    added(house)
    for number in range(4 * house.settings.desk.login_tries):
        with pytest.raises(LoginRefused):
            enter(house, f"name{number}", "wrong", "10.0.0.9")
    with pytest.raises(LoginRefused) as refused:
        enter(house, address="10.0.0.9")
    assert refused.value.cause == "login_wait"
    assert enter(house, address="10.0.0.8")


def test_a_login_ends_when_it_is_not_used_and_holds_while_it_is(house: House, clock: TurnableClock) -> None:
    added(house)
    idle, token = enter(house), enter(house)
    for _ in range(3):
        clock.forward(minutes=house.settings.desk.idle_minutes - 1)
        assert login_of(house, token) is not None
    assert login_of(house, idle) is None


def test_a_login_ends_after_its_longest_time_however_much_it_is_used(house: House, clock: TurnableClock) -> None:
    added(house)
    token = enter(house)
    for _ in range(house.settings.desk.session_hours):
        assert login_of(house, token) is not None
        clock.forward(hours=1)
    clock.forward(minutes=1)
    assert login_of(house, token) is None


def test_logging_out_ends_one_login_and_leaves_the_other(house: House) -> None:
    added(house)
    one, other = enter(house), enter(house)
    login = login_of(house, one)
    assert login is not None
    log_out(house, login, "10.0.0.7")
    assert login_of(house, one) is None
    assert login_of(house, other) is not None


def test_whoever_is_removed_is_out_at_once_and_may_come_back(house: House) -> None:
    added(house)
    token = enter(house)
    people.remove(house, "li", ADMIN)
    assert login_of(house, token) is None
    with pytest.raises(LoginRefused):
        enter(house)
    [line] = audited(house, "user_removed")
    assert line.before == {"name": "李主任", "roles": {"yuhua": "office"}}
    assert added(house, role=Role.VIEWER).roles == {"yuhua": Role.VIEWER}
    assert login_of(house, token) is None


def test_a_new_password_ends_every_login_but_ones_own(house: House) -> None:
    added(house)
    mine, other = enter(house), enter(house)
    login = login_of(house, mine)
    assert login is not None
    people.set_password(house, "li", "another horse 8", ADMIN, keep=login.key)
    assert login_of(house, mine) is not None
    assert login_of(house, other) is None
    assert enter(house, password="another horse 8")


def test_a_change_of_roles_holds_at_once_and_is_on_record_with_before_and_after(house: House) -> None:
    added(house)
    token = enter(house)
    people.set_roles(house, "li", {"jinjiang": Role.VIEWER}, ADMIN)
    login = login_of(house, token)
    assert login is not None
    assert login.person.roles == {"jinjiang": Role.VIEWER}
    [line] = audited(house, "roles_changed")
    assert (line.before["roles"], line.after["roles"]) == ({"yuhua": "office"}, {"jinjiang": "viewer"})
    assert (line.login, line.about) == ("admin", "li")


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaa", "li.wei.long.name", "x" * 129, ""])
def test_a_poor_password_is_refused(house: House, password: str) -> None:
    with pytest.raises(PeopleRefused) as refused:
        added(house, "li.wei.long.name", password)
    assert refused.value.cause == "password_form"
    assert people.nobody(house)


@pytest.mark.parametrize("login", ["", "a", "a b", "<b>x</b>", "x" * 33, "a\nb"])
def test_a_login_name_of_strange_characters_is_refused(house: House, login: str) -> None:
    with pytest.raises(PeopleRefused) as refused:
        added(house, login)
    assert refused.value.cause == "login_form"


def test_the_first_admin_is_only_the_first(house: House) -> None:
    new = NewPerson(login="first", name="王主任", password=PASSWORD, roles={"yuhua": Role.ADMIN})
    people.add(house, new, Actor(), first=True)
    again = NewPerson(login="second", name="王主任", password=PASSWORD, roles={"yuhua": Role.ADMIN})
    with pytest.raises(PeopleRefused) as refused:
        people.add(house, again, Actor(), first=True)
    assert refused.value.cause == "not_first"
