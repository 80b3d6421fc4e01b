"""Mistakes in checks.toml and findings.toml that only the checks themselves can tell: terms, cases, facts."""

from string import Formatter

from pipeline.domain.words import LetterKind
from pipeline.settings.errors import Complaints, ConfigError, Place
from pipeline.settings.near import near
from pipeline.settings.values import CheckRow, CheckTable, TermValue, Wording
from pipeline.validate.known import cases_of, must_follow, names, ordered_terms, terms_of
from pipeline.validate.messages import MESSAGES, NONE, WANTED, WHY

_OF_THE_TABLE = {"on", "follows", "clause", "kinds", "groups"}  # what stands above the terms


def faults(table: CheckTable) -> tuple[ConfigError, ...]:
    """What is wrong in a bureau's checks.toml and in the wording it uses; empty when all is well.

    Args:
        table: as `settings.load` read it, so that every check named in it exists.
    """
    notes = Complaints()
    for row in table.rows:
        _terms(row, notes)
        wording = table.wordings.get(row.name)
        for case in cases_of(row.name):
            if wording is not None and case not in wording.cases:
                _note(notes, wording.place(), "case_missing", name=row.name, case=case)
    for name, wording in table.wordings.items():
        _wording(name, wording, notes)
    for name in names():
        _must(name, table, notes)
    return tuple(notes.errors)


def remarks(table: CheckTable) -> tuple[ConfigError, ...]:
    """What may be meant and may be a slip: checks that are neither on nor off, because their table is gone."""
    notes = Complaints()
    told = {row.name for row in table.rows} | set(table.off)
    for name in names():
        if name not in told and must_follow(name) is None:
            _note(notes, Place(table.file), "table_missing", name=name)
    return tuple(notes.errors)


def _note(notes: Complaints, place: Place, code: str, **facts: object) -> None:
    notes.tell(place, MESSAGES[code], facts)


def _terms(row: CheckRow, notes: Complaints) -> None:
    known = terms_of(row.name)
    for term, kind in known.items():
        value = row.terms.get(term)
        if not kind.fits(value):
            wanted, example = WANTED[kind.value]
            code = "term_missing" if value is None else "term_wrong"
            facts = {"name": row.name, "term": term, "wanted": wanted, "example": example, "found": _shown(value)}
            _note(notes, row.place(term), code, **facts)
    for term in (t for t in row.terms if t not in known):
        code = "term_elsewhere" if term in _OF_THE_TABLE else "term_unknown"
        listed = "、".join(known) or NONE
        _note(notes, row.place(term), code, name=row.name, term=term, near=near(term, known), known=listed)
    for low, high in ordered_terms(row.name):
        first, second = row.terms.get(low), row.terms.get(high)
        if known[low].fits(first) and known[high].fits(second) and _number(first) > _number(second):
            _note(notes, row.place(low), "terms_order", name=row.name, low=low, high=high)


def _number(value: TermValue | None) -> float:
    return value if isinstance(value, int | float) else 0


def _shown(value: TermValue | None) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_shown, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _wording(name: str, wording: Wording, notes: Complaints) -> None:
    """Every section must be a check's and a case's, and name only facts which that case brings."""
    if name not in names():
        _note(notes, wording.place(), "wording_unknown", name=name, near=near(name, names()))
        return
    known = cases_of(name)
    for case, sentences in wording.cases.items():
        if case not in known:
            hint = near(case, known)
            _note(notes, wording.place(case), "case_unknown", name=name, case=case, near=hint, known="、".join(known))
            continue
        for key, text in zip(("message", "remedy"), sentences, strict=True):
            for fact in _unknown_facts(text, known[case]):
                facts = {"fact": fact, "near": near(fact, known[case])}
                listed = "、".join(f"{{{one}}}" for one in known[case]) or NONE
                _note(notes, wording.place(case, key), "fact_unknown", name=name, case=case, key=key, known=listed,
                      **facts)  # fmt: skip


def _unknown_facts(text: str, known: tuple[str, ...]) -> list[str]:
    """What stands in braces and is no fact, or is one with a conversion or a format behind it."""
    try:
        fields = list(Formatter().parse(text))
    except ValueError:  # braces that do not match: told when the file was read
        return []
    found = (
        f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
        for _, name, spec, conversion in fields
        if name is not None
    )
    return [fact for fact in found if fact not in known]


def _must(name: str, table: CheckTable, notes: Complaints) -> None:
    """A check that no bureau may do without runs on every kind of letter, with its own consequence."""
    follows = must_follow(name)
    if follows is None:
        return
    row = next((row for row in table.rows if row.name == name), None)
    if row is None:
        why = WHY["off" if name in table.off else "missing"]
    elif row.follows is not follows:
        why = WHY["follows"].format(found=row.follows)
    elif missing := set(LetterKind) - set(row.kinds):
        why = WHY["kinds"].format(found="、".join(sorted(missing)))
    else:
        return
    place = row.place() if row is not None else Place(table.file)
    _note(notes, place, "must", name=name, why=why, follows=follows)
