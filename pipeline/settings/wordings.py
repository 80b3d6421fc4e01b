"""findings.toml: how each check is called and what its findings say."""

from pathlib import Path
from string import Formatter

from pipeline.settings.errors import Complaints, Place
from pipeline.settings.files import read_toml
from pipeline.settings.tomlfile import Table
from pipeline.settings.values import Wording

_NONE = Wording(label="", cases={})


def read_wordings(shared: Path, own: Path, complaints: Complaints) -> dict[str, Wording] | None:
    """The shared wordings, overridden case by case by the bureau's own file where it has one.

    Returns:
        None when the shared file cannot be read, which is noted.
    """
    table = read_toml(shared, complaints)
    if table is None:
        return None
    wordings = {name: _wording(table.table(name), None) for name in table.data}
    over = read_toml(own, complaints) if own.exists() else None
    for name in over.data if over else ():
        assert over is not None
        wordings[name] = _wording(over.table(name), wordings.get(name))
    return wordings


def _wording(table: Table, base: Wording | None) -> Wording:
    label = table.text("label", base.label if base else None)
    cases = dict((base or _NONE).cases)
    places = {"": table.place(), **(base or _NONE).places}
    for name in table.data:
        if name != "label":
            inner = table.table(name)
            cases[name] = _case(inner, cases.get(name))
            places |= _places(name, inner)
    return Wording(label=label, cases=cases, places=places)


def _places(case: str, table: Table) -> dict[str, Place]:
    return {case: table.place(), **{f"{case}.{key}": table.place(key) for key in table.data}}


def _case(table: Table, base: tuple[str, str] | None) -> tuple[str, str]:
    message = table.text("message", base[0] if base else None)
    remedy = table.text("remedy", base[1] if base else None, blank=True)
    for key, text in (("message", message), ("remedy", remedy)):
        if not _balanced(text):
            table.complain(key, "braces")
    table.finish()
    return message, remedy


def _balanced(text: str) -> bool:
    try:
        list(Formatter().parse(text))
    except ValueError:
        return False
    return True
