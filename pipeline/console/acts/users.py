"""Who may log in at a bureau: an admin acts for their own bureaus alone, and never takes the last admin away."""

import threading
from dataclasses import dataclass

from pipeline.console.people import links, people
from pipeline.console.people.people import NewPerson, PeopleRefused, Person
from pipeline.console.people.rights import Right, Role, may
from pipeline.console.web.visit import NotThere, Visit

_turn = threading.Lock()  # roles are changed one after the other, at whichever bureau


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Someone who may log in at the bureau."""

    person: Person
    role: Role
    is_self: bool
    own: bool  # every bureau of theirs is one of the admin's: password and removal are theirs to decide


def listed(visit: Visit) -> list[Entry]:
    """Everyone with a role at the bureau."""
    return [
        Entry(
            person=person,
            role=person.roles[visit.id],
            is_self=person.id == visit.person.id,
            own=all(may(visit.person.roles.get(bureau), Right.PEOPLE) for bureau in person.roles),
        )
        for person in people.listed(visit.console.house)
        if visit.id in person.roles
    ]


def entry(visit: Visit, login: str) -> Entry:
    """The one of that login.

    Raises:
        PeopleRefused: nobody was named.
        NotThere: nobody of that login has a role at the bureau.
    """
    if not login:
        raise PeopleRefused("unknown_login", login="")
    key = people.login_key(login)
    found = next((one for one in listed(visit) if one.person.login == key), None)
    if found is None:
        raise NotThere
    return found


def role_of(text: str) -> Role:
    """The role of that word.

    Raises:
        PeopleRefused: there is none.
    """
    if text not in set(Role):
        raise PeopleRefused("role_wanted")
    return Role(text)


def add(visit: Visit, new: NewPerson) -> str:
    """Let someone in; "" where a first password was given, else the path of the link by which they choose one.

    Raises:
        PeopleRefused: as `people.add`.
    """
    house, by_link = visit.console.house, not new.password
    password = new.password or links.nobodys_password()
    person = people.add(
        house, NewPerson(login=new.login, name=new.name, password=password, roles=new.roles), visit.actor
    )
    return links.link_for(house, person.login) if by_link else ""


def change_role(visit: Visit, one: Entry, role: Role, seen: str) -> None:
    """Make someone that at the bureau; what they are elsewhere stays.

    Raises:
        PeopleRefused: they are something else meanwhile, or the last admin.
    """
    with _turn:
        now = entry(visit, one.person.login)  # as it is when the turn has come: another admin may have been first
        if seen != now.role.value:
            raise PeopleRefused("role_changed_meanwhile")
        roles = now.person.roles | {visit.id: role}
        people.set_roles(visit.console.house, now.person.login, roles, visit.actor, keep_admin=(visit.id,))


def remove(visit: Visit, one: Entry) -> None:
    """Let someone in no more; who belongs to other people's bureaus as well leaves this one only.

    Raises:
        PeopleRefused: it is oneself, or the last admin.
    """
    if one.is_self:
        raise PeopleRefused("not_oneself")
    house, login = visit.console.house, one.person.login
    with _turn:
        now = entry(visit, login)
        if now.own:
            people.remove(house, login, visit.actor, keep_admin=tuple(now.person.roles))
            return
        roles = {bureau: role for bureau, role in now.person.roles.items() if bureau != visit.id}
        people.set_roles(house, login, roles, visit.actor, keep_admin=(visit.id,))


def reset_password(visit: Visit, one: Entry) -> str:
    """Take someone's password away; the path of the link by which they choose another.

    Raises:
        PeopleRefused: it is oneself, or someone of other people's bureaus.
    """
    if one.is_self:
        raise PeopleRefused("own_password")
    if not one.own:
        raise PeopleRefused("not_yours")
    return links.reset(visit.console.house, one.person.login, visit.actor)
