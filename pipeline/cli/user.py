"""Commands about who may log in at the desk: user add, list, roles, password, remove."""

import getpass
import sys
from collections.abc import Callable, Mapping
from typing import Annotated, TypeVar

import typer

from pipeline.cli.context import FAILED, USAGE, Context, print_json, stop
from pipeline.cli.helping import Command, Group
from pipeline.cli.tables import print_line, print_table
from pipeline.cli.user_texts import phrase
from pipeline.console.people import people
from pipeline.console.people.people import NewPerson, PeopleRefused, Person
from pipeline.console.people.rights import Role
from pipeline.console.texts import say as desk_says
from pipeline.store.audit import Actor

_AT_THE_TERMINAL = Actor()
_USAGE = {"login_form", "name_form", "password_form", "unknown_bureau"}  # what another command line mends
Done = TypeVar("Done")
Login = Annotated[str, typer.Argument(metavar="登录名", help="登录名，例如 li.wei")]
Roles = Annotated[
    list[str] | None,
    typer.Option("--role", metavar="局=身份", help="例如 yuhua=office；不写局，就是每个局；可以写几次"),
]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    user = typer.Typer(cls=Group, no_args_is_help=True)
    acts: dict[str, Callable[..., None]] = {
        "add": add, "list": list_, "roles": roles_, "password": password, "remove": remove,
    }  # fmt: skip
    for name, act in acts.items():
        user.command(name, cls=Command, help=phrase(f"{name}_help"))(act)
    app.add_typer(user, name="user")


def add(
    ctx: typer.Context,
    login: Login,
    name: Annotated[str, typer.Option("--name", metavar="姓名", help="写进办理记录和通知的姓名")],
    role: Roles = None,
) -> None:
    """Let someone in; the password is asked for, or read from standard input."""
    context: Context = ctx.obj
    roles = _roles(context, role)
    new = NewPerson(login=login, name=name, password=_password(), roles=roles)
    person = _told(lambda: people.add(context.house, new, _AT_THE_TERMINAL))
    print_line(phrase("added", login=person.login, name=person.name, roles=_in_words(person.roles)))


def list_(ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False) -> None:
    """Everyone who may log in."""
    context: Context = ctx.obj
    found = people.listed(context.house)
    if as_json:
        print_json(
            [{"login": p.login, "name": p.name, "roles": {b: r.value for b, r in p.roles.items()}} for p in found]
        )
    elif not found:
        print_line(phrase("nobody"))
    else:
        rows = [[p.login, p.name, _in_words(p.roles)] for p in found]
        print_table([phrase("login"), phrase("name"), phrase("role")], rows, folding=2)


def roles_(ctx: typer.Context, login: Login, role: Roles = None) -> None:
    """Make someone exactly this."""
    context: Context = ctx.obj
    roles = _roles(context, role)
    person = _told(lambda: people.set_roles(context.house, login, roles, _AT_THE_TERMINAL))
    print_line(phrase("changed", login=person.login, roles=_in_words(person.roles)))


def password(ctx: typer.Context, login: Login) -> None:
    """Another password; it is asked for, or read from standard input."""
    context: Context = ctx.obj
    _told(lambda: people.set_password(context.house, login, _password(), _AT_THE_TERMINAL))
    print_line(phrase("password_set", login=login))


def remove(ctx: typer.Context, login: Login) -> None:
    """Let someone in no more."""
    context: Context = ctx.obj
    person: Person = _told(lambda: people.remove(context.house, login, _AT_THE_TERMINAL))
    print_line(phrase("removed", login=person.login, name=person.name))


def _roles(context: Context, given: list[str] | None) -> dict[str, Role]:
    """bureau=role as written; a role alone is for every bureau."""
    if not given:
        stop(phrase("role_wanted", known=_known()), USAGE)
    roles: dict[str, Role] = {}
    for text in given:
        bureau, parted, role = text.rpartition("=")
        if role not in set(Role):
            stop(phrase("unknown_role", role=role, known=_known()), USAGE)
        roles |= dict.fromkeys(context.bureaus(bureau.strip() if parted else None), Role(role))
    return roles


def _known() -> str:
    return "、".join(f"{role.value}（{desk_says(f'role_{role.value}')}）" for role in Role)


def _in_words(roles: Mapping[str, Role]) -> str:
    return "，".join(f"{bureau} {desk_says(f'role_{role.value}')}" for bureau, role in roles.items())


def _password() -> str:
    """Asked for twice on a terminal; otherwise the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(phrase("ask_password"))
    if getpass.getpass(phrase("ask_again")) != first:
        stop(desk_says("passwords_differ"), USAGE)
    return first


def _told(act: Callable[[], Done]) -> Done:
    try:
        return act()
    except PeopleRefused as refused:
        stop(desk_says(refused.cause, **refused.facts), USAGE if refused.cause in _USAGE else FAILED)
