"""The office settles a wording once: the decision is added to settled.yaml, whole or not at all."""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import yaml

from pipeline.score.outlet_file import read_register
from pipeline.score.outlet_links import is_shared
from pipeline.score.outlet_names import name_key
from pipeline.score.outlet_register import Register, Settled
from pipeline.score.outlet_settled import SETTLED_FILE, holder_of, settled_address
from pipeline.score.outlet_words import why
from pipeline.settings.errors import Complaints
from pipeline.settings.yamlfile import parse_yaml

_HEAD = "# 局办公室认定过的载体写法：每条写明谁、哪天、为什么。由程序追加；要更正，请直接改这里。\nsettled:\n"
_ITEM = re.compile(r"^( *)- ", re.M)


class SettleError(ValueError):
    """A decision that cannot be taken; the message says why, for the office."""


def settle(outlets_file: Path, text: str, outlet_id: str, *, by: str, at: date, reason: str) -> Settled:
    """Remember what a wording or link means; said again, nothing changes.

    Args:
        outlets_file: the bureau's outlets.yaml; settled.yaml lies beside it.
        text: the name or link as it was written.
        outlet_id: the outlet it means.
        by: who decided.
        at: when (a moment counts as its day).
        reason: why.

    Raises:
        SettleError: the text is empty or shared by many, or the register or an earlier decision says otherwise.
        ConfigErrors: the files as they are cannot be used.
    """
    day = at.date() if isinstance(at, datetime) else at
    one = Settled(text=one_line(text), outlet=outlet_id, by=one_line(by), at=day, reason=one_line(reason))
    with alone(outlets_file.parent):
        known = _refuse(read_register(outlets_file), one)
        if known is None:
            _append(outlets_file.with_name(SETTLED_FILE), one)
    return known or one


def _refuse(register: Register, one: Settled) -> Settled | None:
    """The decision when it stands already; raises when it cannot be taken."""
    address = settled_address(one.text)
    if not name_key(one.text):
        raise SettleError(why("settle_empty"))
    if not one.by or not one.reason:
        raise SettleError(why("settle_who"))
    if one.outlet not in register.outlets:
        raise SettleError(why("settle_outlet", outlet=one.outlet))
    name = register.outlets[one.outlet].name
    if address and (is_shared(address) or register.links.rules.get(address.host, {}).get(address.path) == ()):
        raise SettleError(why("settle_wide", text=one.text))
    earlier = register.settled.get(name_key(one.text))
    if earlier and earlier.outlet != one.outlet:
        other = register.outlets[earlier.outlet].name
        raise SettleError(why("settle_twice", text=one.text, by=earlier.by, at=earlier.at, other=other, name=name))
    holder = holder_of(register, one.text)
    if holder and holder != one.outlet:
        raise SettleError(why("settle_name", text=one.text, other=register.outlets[holder].name, name=name))
    return earlier or (one if holder else None)


def _append(file: Path, one: Settled) -> None:
    """Write the file anew with one more entry, beside it, then in its place."""
    old = file.read_text("utf-8-sig") if file.exists() else ""
    row = {"text": one.text, "outlet": one.outlet, "by": one.by, "at": one.at, "reason": one.reason}
    rows = [*_rows(old), row]
    margin = _ITEM.search(old)  # as the items before it stand
    text = old.rstrip("\n") + "\n" + _entries([row], margin.group(1) if margin else "")
    if _rows(text) != rows:  # a file without items, or with items in brackets
        text = _HEAD + _entries(rows, "  ")
    written(file, text)


def written(file: Path, text: str) -> None:
    """Write a file beside it, then in its place."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=f".{file.stem}-", delete=False) as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).chmod(0o644)
    Path(new.name).replace(file)


def _rows(text: str) -> list[object]:
    """The entries of a file's text; none when it cannot be read."""
    table = parse_yaml(text, Path(SETTLED_FILE), Complaints())
    rows = table.data.get("settled") if table else None
    return rows if isinstance(rows, list) else []


def _entries(rows: list[object], margin: str) -> str:
    lines = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=100_000).splitlines()
    return "".join(f"{margin}{line}\n" for line in lines)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One decision at a time: the folder is locked while it is taken."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.fsync(handle)
        yield
        os.fsync(handle)
    finally:
        os.close(handle)


def one_line(text: str) -> str:
    """One line that UTF-8 can carry."""
    return " ".join(text.encode("utf-8", "replace").decode().split())
