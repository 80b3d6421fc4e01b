"""What `run` and `demo` say of the desk they open."""

import secrets
from typing import TYPE_CHECKING

from pipeline.cli.context import tell
from pipeline.cli.user_texts import phrase

if TYPE_CHECKING:  # the desk's own modules take their time to load
    from pipeline.console.serve import Opened
    from pipeline.steps.house import House

_DEMO = "demo"  # the login of the demo's own data folder


def tell_desk(opened: "Opened", host: str, port: int) -> None:
    """Where the desk is, who is let in first, and what stands in front of it where others reach it."""
    if not opened.address:
        tell(phrase("desk_not_opened", host=host, port=port, why=opened.why))
        return
    tell(phrase("desk_opened", address=opened.address))
    if opened.first_link:
        tell(phrase("desk_first", link=opened.first_link))
    if opened.far:
        tell(phrase("desk_far", host=host))


def demo_desk(house: "House", opened: "Opened") -> str:
    """Let a person in at the demo's desk, with a password that is new each time; the line that says so."""
    from pipeline.console.people import people
    from pipeline.console.people.rights import Role
    from pipeline.store.audit import Actor

    password, actor = secrets.token_hex(6), Actor()
    roles = dict.fromkeys(house.settings.bureaus, Role.ADMIN)
    if any(person.login == _DEMO for person in people.listed(house)):
        people.set_password(house, _DEMO, password, actor)
    else:
        new = people.NewPerson(login=_DEMO, name=phrase("demo_name"), password=password, roles=roles)
        people.add(house, new, actor)
    return phrase("desk_demo", address=opened.address or opened.why, login=_DEMO, password=password)
