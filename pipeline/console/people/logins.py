"""Logins: begun with name and password, held by a cookie, ended by time or by hand."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from pipeline.console.people.passwords import fits
from pipeline.console.people.people import Person, login_key, person_of
from pipeline.steps.house import House
from pipeline.store import audit, users
from pipeline.store.audit import LOGIN_FAILED, Actor
from pipeline.store.tables import SessionRow, UserRow

_PER_ADDRESS = 4  # times as many tries: several people may sit behind one address
_SEEN_EVERY = timedelta(minutes=1)
_NAME_KEPT = 64  # characters of a name that was tried


class LoginRefused(Exception):  # noqa: N818 - told to a person
    """Nobody is let in; `cause` is login_wrong or login_wait."""

    def __init__(self, cause: str, **facts: object) -> None:
        super().__init__(cause)
        self.cause = cause
        self.facts = facts


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Someone at the door."""

    login: str
    password: str = field(repr=False)
    address: str  # of the browser


@dataclass(frozen=True, kw_only=True)
class Login:
    """A login that holds."""

    person: Person
    key: str  # what the store knows it by


def key_of(token: str) -> str:
    """What the store keeps of a cookie."""
    return hashlib.sha256(token.encode()).hexdigest()


def log_in(house: House, attempt: Attempt) -> str:
    """The cookie of a new login.

    Raises:
        LoginRefused: name or password are wrong, or too many were wrong lately.
    """
    login = login_key(attempt.login)[:_NAME_KEPT]
    with house.database.reading() as session:
        if _too_many(house, session, login, attempt.address):
            raise LoginRefused("login_wait", minutes=house.settings.desk.login_minutes)
        row = users.by_login(session, login)
    known = row is not None and row.active
    right = fits(attempt.password, row.password if row is not None and known else None)
    with house.database.writing() as session:
        if _too_many(house, session, login, attempt.address):  # of many tries at once, each saw that none had failed
            raise LoginRefused("login_wait", minutes=house.settings.desk.login_minutes)
        if not right or row is None:
            audit.note(session, house.clock(), LOGIN_FAILED, Actor(login=login, address=attempt.address), about=login)
        else:
            return _opened(house, session, row, attempt.address)
    raise LoginRefused("login_wrong")


def _too_many(house: House, session: Session, login: str, address: str) -> bool:
    desk = house.settings.desk
    since = house.clock() - timedelta(minutes=desk.login_minutes)
    by_name = audit.failed_logins(session, since, login=login)
    by_address = audit.failed_logins(session, since, address=address)
    return by_name >= desk.login_tries or by_address >= _PER_ADDRESS * desk.login_tries


def open_login(house: House, person: Person, address: str) -> str:
    """The cookie of a login without a password: of one who has just been added."""
    with house.database.writing() as session:
        row = users.by_id(session, person.id)
        if row is None:
            raise LoginRefused("login_wrong")
        return _opened(house, session, row, address)


def _opened(house: House, session: Session, row: UserRow, address: str) -> str:
    token, now = secrets.token_urlsafe(32), house.clock()
    users.sweep_sessions(session, now - timedelta(hours=house.settings.desk.session_hours))
    users.open_session(session, key_of(token), row, now)
    audit.note(session, now, "logged_in", Actor(login=row.login, name=row.name, address=address), about=row.login)
    return token


def login_of(house: House, token: str | None) -> Login | None:
    """The login of a cookie, while it holds; it is noted once a minute that it was used."""
    if not token:
        return None
    key, now = key_of(token), house.clock()
    with house.database.reading() as session:
        row = users.session_of(session, key)
        if row is None or _is_over(house, row, now):
            return None
        user = users.by_id(session, row.user_id)
        if user is None or not user.active:
            return None
        person = person_of(session, user)
    if now - row.seen_at >= _SEEN_EVERY:
        _note_seen(house, key, now)
    return Login(person=person, key=key)


def _is_over(house: House, row: SessionRow, now: datetime) -> bool:
    desk = house.settings.desk
    idle, whole = timedelta(minutes=desk.idle_minutes), timedelta(hours=desk.session_hours)
    return now - row.seen_at > idle or now - row.started_at > whole


def _note_seen(house: House, key: str, now: datetime) -> None:
    with house.database.writing() as session:
        row = users.session_of(session, key)
        if row is not None:
            row.seen_at = now
            session.add(row)


def log_out(house: House, login: Login, address: str) -> None:
    """End it."""
    actor = Actor(login=login.person.login, name=login.person.name, address=address)
    with house.database.writing() as session:
        users.end_session(session, login.key)
        audit.note(session, house.clock(), "logged_out", actor, about=actor.login)
