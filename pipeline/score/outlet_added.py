"""added.yaml: outlets that the office put into the register itself, with who and why."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from pipeline.score.outlet_file import ADDED_FILE, read_register
from pipeline.score.outlet_names import name_key
from pipeline.score.outlet_register import Register
from pipeline.score.outlet_settle import SettleError, alone, one_line, written
from pipeline.score.outlet_words import why

_HEAD = "# 局办公室认定时新增的载体，写法同 outlets.yaml。由程序追加；要更正，请直接改这里。\noutlets:\n"
_OWN = re.compile(r"added_(\d+)")


@dataclass(frozen=True, kw_only=True)
class NewOutlet:
    """An outlet as the office adds it."""

    name: str
    class_: str  # id of a class; "" of one that is not recognised
    by: str
    at: date
    reason: str
    level: str = ""  # id; where the class has none of its own
    excluded: bool = False  # named as not recognised


def add_outlet(outlets_file: Path, new: NewOutlet) -> str:
    """Put an outlet into the register.

    Args:
        outlets_file: the bureau's outlets.yaml; added.yaml lies beside it.
        new: the outlet.

    Returns:
        Its id.

    Raises:
        SettleError: a name the register knows already, no such class or level, nobody who says so, or no reason.
        ConfigErrors: the files as they are cannot be used.
    """
    name, by, reason = (one_line(text) for text in (new.name, new.by, new.reason))
    with alone(outlets_file.parent):
        register = read_register(outlets_file)
        _refuse(register, new, name)
        if not by or not reason:
            raise SettleError(why("settle_who"))
        file = outlets_file.with_name(ADDED_FILE)
        old = file.read_text("utf-8-sig") if file.exists() else _HEAD
        id_ = f"added_{1 + max((int(m[1]) for o in register.outlets if (m := _OWN.fullmatch(o))), default=0)}"
        row = {"name": name, "clause": why("added_by", by=by, at=new.at, reason=reason)} | _place(register, new)
        text = yaml.safe_dump({id_: row}, allow_unicode=True, sort_keys=False, width=100_000)
        written(file, old.rstrip("\n") + "\n" + "".join(f"  {line}\n" for line in text.splitlines()))
        return id_


def _place(register: Register, new: NewOutlet) -> dict[str, object]:
    if new.excluded:
        return {"excluded": True}
    place: dict[str, object] = {"class": new.class_}
    return place if register.classes[new.class_].level else place | {"level": new.level}


def _refuse(register: Register, new: NewOutlet, name: str) -> None:
    key = name_key(name)
    if not key:
        raise SettleError(why("settle_empty"))
    known = register.names.get(key, ())
    if known or key in register.settled:
        names = "、".join(register.outlets[i].name for i in known)
        raise SettleError(why("added_known", text=name, names=names or "—"))
    if new.excluded:
        return
    found = register.classes.get(new.class_)
    if found is None or (found.level is None and new.level not in register.levels):
        raise SettleError(why("added_class", text=name))
