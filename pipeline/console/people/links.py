"""Links by which someone gives themselves a password, once: made from what is kept of the old one, kept nowhere."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from urllib.parse import urlencode

from pipeline.console.people import people
from pipeline.console.people.people import Person, login_key, person_of
from pipeline.steps.house import House
from pipeline.store import users
from pipeline.store.audit import Actor
from pipeline.store.tables import UserRow

HOLDS = timedelta(hours=72)


def nobodys_password() -> str:
    """A password that nobody knows, until the link is used."""
    return secrets.token_urlsafe(32)


def link_for(house: House, login: str) -> str:
    """The path of the link; another password, however it came about, ends it."""
    until = str(int((house.clock() + HOLDS).timestamp()))
    with house.database.reading() as session:
        row = users.by_login(session, login_key(login))
    if row is None or not row.active:
        raise people.PeopleRefused("unknown_login", login=login)
    return f"/join?{urlencode({'login': row.login, 'until': until, 'key': _key(row, until)})}"


def reset(house: House, login: str, actor: Actor) -> str:
    """Take someone's password away, and give the link to a new one; every login of theirs ends.

    Raises:
        PeopleRefused: there is no such person.
    """
    people.set_password(house, login, nobodys_password(), actor)
    return link_for(house, login)


def person_of_link(house: House, login: str, until: str, key: str) -> Person | None:
    """Whose link it is; None where it is none, or no longer."""
    with house.database.reading() as session:
        row = users.by_login(session, login_key(login))
        if row is None or not row.active or not _in_time(house.clock(), until):
            return None
        return person_of(session, row) if _fits(row, until, key) else None


def use(house: House, link: tuple[str, str, str], password: str, actor: Actor) -> None:
    """Take the password that someone chose by their link; of two at once the first chooses.

    Args:
        house: the house.
        link: login, end and key as they stand in the link.
        password: the one that was chosen.
        actor: who it is.

    Raises:
        PeopleRefused: the password will not do, or the link was used meanwhile.
    """
    login, until, key = link
    people.set_password(house, login, password, actor, fits=lambda row: _fits(row, until, key))


def _fits(row: UserRow, until: str, key: str) -> bool:
    return hmac.compare_digest(_key(row, until).encode(), key.encode())


def _key(row: UserRow, until: str) -> str:
    return hmac.new(row.password.encode(), f"join {row.login} {until}".encode(), hashlib.sha256).hexdigest()


def _in_time(now: datetime, until: str) -> bool:
    return until.isascii() and until.isdigit() and len(until) < 12 and now.timestamp() <= int(until)
