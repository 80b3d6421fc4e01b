"""checks.toml: which checks run, on what, in which order, and what follows."""

from pathlib import Path

from pipeline.domain.words import Follows, Group, LetterKind
from pipeline.settings.errors import Complaints, Place
from pipeline.settings.files import read_toml
from pipeline.settings.near import near
from pipeline.settings.tomlfile import Table
from pipeline.settings.values import CheckRow, CheckTable, TermValue, Wording

_CHECKS = Path(__file__).resolve().parents[1] / "validate" / "checks"


def known_checks(folder: Path = _CHECKS) -> tuple[str, ...]:
    """The names of all checks: the files of their folder (read by path, since settings lies below validate)."""
    return tuple(sorted(f.stem for f in folder.glob("*.py") if not f.stem.startswith("_")))


def read_checks(file: Path, wordings: dict[str, Wording] | None, complaints: Complaints) -> CheckTable:
    """The rows that are on, in file order, with their wording; every mistake noted.

    Args:
        file: the bureau's checks.toml.
        wordings: what findings.toml says; None when that file is missing, which has been told already.
        complaints: where mistakes go.
    """
    table = read_toml(file, complaints)
    if table is None:
        return CheckTable(rows=(), wordings=wordings or {}, file=file)
    known = known_checks()
    rows: list[CheckRow] = []
    off: list[str] = []
    for name in table.data:
        inner = table.table(name)
        if name not in known:
            complaints.add(
                table.place(name), "check_unknown", name=name, near=near(name, known), known="、".join(known)
            )
        row = _row(name, inner)
        if row is None:
            off.append(name)
            continue
        rows.append(row)
        if wordings is not None and name in known and name not in wordings:
            complaints.add(table.place(name), "check_unworded", name=name)
    return CheckTable(rows=tuple(rows), wordings=wordings or {}, file=file, off=tuple(off))


def _row(name: str, table: Table) -> CheckRow | None:
    """The row of one check; None when it is switched off (its other mistakes are told all the same)."""
    terms = table.table("terms", optional=True)
    row = CheckRow(
        name=name,
        follows=table.choice("follows", Follows),
        clause=table.text("clause", "", blank=True),
        kinds=table.choices("kinds", LetterKind, CheckRow.kinds),
        groups=table.choices("groups", Group, CheckRow.groups),
        terms=_terms(terms),
        places={name: table.place()} | _places(terms),
    )
    on = table.flag("on", True)
    table.finish()
    return row if on else None


def _places(terms: Table) -> dict[str, Place]:
    """Where the terms stand, by the names the office knows them by: length.terms, length.terms.min."""
    return {".".join(map(str, terms.path)): terms.place()} | {terms.name(key): terms.place(key) for key in terms.data}


def _terms(table: Table) -> dict[str, TermValue]:
    """The terms a check reads; their keys are the check's own affair."""
    terms: dict[str, TermValue] = {}
    for key, value in table.data.items():
        if isinstance(value, bool | int | float | str):
            terms[key] = value
        elif isinstance(value, list) and all(isinstance(v, str) for v in value):
            terms[key] = tuple(value)
        else:
            table.complain(key, "term")
    return terms
