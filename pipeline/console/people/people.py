"""The people of the desk: added, changed and removed, each change noted with before and after."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from pipeline.console.people.passwords import LONGEST, hashed
from pipeline.console.people.rights import Role
from pipeline.steps.house import House
from pipeline.store import audit, users
from pipeline.store.audit import Actor
from pipeline.store.tables import UserRow

_LOGIN = re.compile(r"[\w.@-]{2,32}")
_NAME_LENGTH = 20


class PeopleRefused(Exception):  # noqa: N818 - told to a person
    """A change that cannot be made; `cause` is a word of the desk's texts."""

    def __init__(self, cause: str, **facts: object) -> None:
        super().__init__(cause, facts)
        self.cause = cause
        self.facts = facts


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone who may log in."""

    id: int
    login: str
    name: str
    roles: dict[str, Role]  # bureau → role


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """Someone to be added."""

    login: str
    name: str
    password: str = field(repr=False)
    roles: Mapping[str, Role]


def login_key(text: str) -> str:
    """A login name as it is kept: full-width and capital letters do not matter."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def nobody(house: House) -> bool:
    """Whether nobody can log in yet."""
    with house.database.reading() as session:
        return users.count(session) == 0


def listed(house: House) -> list[Person]:
    """Everyone who may log in."""
    with house.database.reading() as session:
        return [person_of(session, row) for row in users.active(session)]


def add(house: House, new: NewPerson, actor: Actor, *, first: bool = False) -> Person:
    """Let someone in; one who was removed may come back under the same name.

    Args:
        house: the house.
        new: who.
        actor: who adds.
        first: only as long as nobody can log in.

    Raises:
        PeopleRefused: the name is taken or will not do, the password is too short, a bureau is unknown.
    """
    login, name = login_key(new.login), " ".join(new.name.split())
    if not _LOGIN.fullmatch(login):
        raise PeopleRefused("login_form")
    if not 1 <= len(name) <= _NAME_LENGTH or not name.isprintable():
        raise PeopleRefused("name_form")
    _must_be_known(house, new.roles)
    must_do(house, new.password, login)
    kept = hashed(new.password)
    with house.database.writing() as session:
        if first and users.count(session):
            raise PeopleRefused("not_first")
        row = users.by_login(session, login)
        if row is not None and row.active:
            raise PeopleRefused("login_taken", login=login)
        row = row or UserRow(login=login, name=name, password=kept, created_at=house.clock())
        row.name, row.password, row.active = name, kept, True
        session.add(row)
        session.flush()
        users.set_roles(session, row, {bureau: role.value for bureau, role in new.roles.items()})
        audit.note(session, house.clock(), "user_added", actor, about=login, after=_told(row, new.roles))
        return _person(row, dict(new.roles))


def remove(house: House, login: str, actor: Actor, *, keep_admin: Collection[str] = ()) -> Person:
    """Let someone in no more; every login of theirs ends at once.

    Args:
        house: the house.
        login: who.
        actor: who removes.
        keep_admin: bureaus that must not lose their last admin by it.

    Raises:
        PeopleRefused: there is no such person, or they are the last admin.
    """
    with house.database.writing() as session:
        row = _known(session, login)
        person = person_of(session, row)
        _must_keep_admins(session, row, {}, keep_admin)
        row.active = False
        session.add(row)
        users.set_roles(session, row, {})
        users.end_sessions_of(session, row)
        audit.note(session, house.clock(), "user_removed", actor, about=row.login, before=_told(row, person.roles))
        return person


def set_roles(
    house: House, login: str, roles: Mapping[str, Role], actor: Actor, *, keep_admin: Collection[str] = ()
) -> Person:
    """Make someone exactly this.

    Args:
        house: the house.
        login: who.
        roles: what they are from now on, by bureau.
        actor: who changes it.
        keep_admin: bureaus that must not lose their last admin by it.

    Raises:
        PeopleRefused: there is no such person, a bureau is unknown, or they are the last admin.
    """
    _must_be_known(house, roles)
    with house.database.writing() as session:
        row = _known(session, login)
        before = person_of(session, row).roles
        _must_keep_admins(session, row, roles, keep_admin)
        users.set_roles(session, row, {bureau: role.value for bureau, role in roles.items()})
        audit.note(
            session, house.clock(), "roles_changed", actor, about=row.login,
            before=_told(row, before), after=_told(row, roles),
        )  # fmt: skip
        return _person(row, dict(roles))


def set_password(
    house: House, login: str, password: str, actor: Actor, *, keep: str | None = None,
    fits: Callable[[UserRow], bool] = lambda _: True,
) -> None:  # fmt: skip
    """Another password; every login of that person ends, but the one of the key `keep`.

    Raises:
        PeopleRefused: there is no such person, the password will not do, or the person as they stand do not fit.
    """
    must_do(house, password, login_key(login))
    kept = hashed(password)
    with house.database.writing() as session:
        row = _known(session, login)
        if not fits(row):
            raise PeopleRefused("link_used")
        row.password = kept
        session.add(row)
        users.end_sessions_of(session, row, but=keep)
        audit.note(session, house.clock(), "password_changed", actor, about=row.login)


def must_do(house: House, password: str, login: str) -> None:
    """A password must be long enough, and not the login name.

    Raises:
        PeopleRefused: it will not do.
    """
    shortest = house.settings.desk.password_length
    if not shortest <= len(password) <= LONGEST or len(set(password)) < 4 or login_key(password) == login:
        raise PeopleRefused("password_form", shortest=shortest, longest=LONGEST)


def person_of(session: Session, row: UserRow) -> Person:
    """The person of a row; a role that this program does not know is none."""
    told = users.roles_of(session, row)
    known = {bureau: Role(role) for bureau, role in told.items() if role in set(Role)}
    return _person(row, known)


def _person(row: UserRow, roles: dict[str, Role]) -> Person:
    return Person(id=row.id or 0, login=row.login, name=row.name, roles=roles)


def _known(session: Session, login: str) -> UserRow:
    row = users.by_login(session, login_key(login))
    if row is None or not row.active:
        raise PeopleRefused("unknown_login", login=login.strip())
    return row


def _must_keep_admins(session: Session, row: UserRow, roles: Mapping[str, Role], bureaus: Collection[str]) -> None:
    """A bureau without an admin could only be helped from the command line."""
    for bureau in bureaus:
        if roles.get(bureau) is not Role.ADMIN and users.with_role(session, bureau, Role.ADMIN.value) == {row.id}:
            raise PeopleRefused("last_admin")


def _must_be_known(house: House, roles: Mapping[str, Role]) -> None:
    for bureau in roles:
        if bureau not in house.settings.bureaus:
            raise PeopleRefused("unknown_bureau", bureau=bureau, known="、".join(house.settings.bureaus))


def _told(row: UserRow, roles: Mapping[str, Role]) -> dict[str, object]:
    return {"name": row.name, "roles": {bureau: role.value for bureau, role in roles.items()}}
