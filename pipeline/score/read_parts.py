"""What all parts of a rulebook share while they are read: ids, clauses, dates, words that must be known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.domain.words import Group
from pipeline.score.match import Match, read_match
from pipeline.score.obligations import Basis
from pipeline.settings.tomlfile import Table


@dataclass(kw_only=True)
class Reading:
    """What has been read so far, for what comes after it to refer to."""

    source: str
    first: date
    last: date
    known: Mapping[str, frozenset[str]]
    accounts: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    components: list[str] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)  # id → every
    lines: dict[str, int] = field(default_factory=dict)

    def id_of(self, table: Table) -> str:
        """The id of a part; ids are told apart over the whole file."""
        name = table.text("id")
        line = table.place("id").line
        if name and name in self.lines:
            table.complain("id", "rule_id_twice", id=name, line=self.lines[name])
        self.lines.setdefault(name, line)
        return name

    def one_of(self, table: Table, key: str, words: Iterable[str], default: str | None = None) -> str:
        """One of a few words."""
        value = table.text(key, default)
        if value and value not in words:
            table.complain(key, "choice", value=value, known="、".join(words))
            return default or next(iter(words))
        return value

    def account(self, table: Table) -> str:
        """The account named, the first one when left out."""
        value = table.text("account", self.accounts[0] if self.accounts else "")
        if value not in self.accounts:
            table.complain("account", "account_unknown", value=value, known="、".join(self.accounts))
        return value

    def components_in(self, table: Table, key: str = "components") -> frozenset[str]:
        """Components named under a key; each must stand before."""
        return _named(table, key, "component_unknown", self.components)

    def marks_in(self, table: Table, every: str) -> tuple[str, ...]:
        """Marks named under `marks`."""
        return tuple(self.mark(table, "marks", name, every) for name in table.texts("marks", ()))

    def mark(self, table: Table, key: str, name: str, every: str) -> str:
        """A mark that is named; it must stand before, and be one of the same periods."""
        if name not in self.marks:
            table.complain(key, "mark_unknown", value=name, known="、".join(self.marks))
        elif self.marks[name] != every:
            table.complain(key, "mark_every", value=name, other=self.marks[name])
        return name

    def match(self, table: Table, key: str, kinds: frozenset[str]) -> Match:
        """A match whose classes, levels, outlets, units, groups and bodies exist."""
        found = read_match(table, key, kinds)
        for condition in found.conditions:
            self.check_words(table, key, condition.field, condition.allowed | condition.refused)
        return found

    def check_words(self, table: Table, key: str, name: str, words: Iterable[str]) -> None:
        """Tell every word of a field that no register holds."""
        known = frozenset(Group) if name == "group" else self.known.get(name)
        if known is None:
            return
        for value in sorted(set(words) - known):
            table.complain(key, "word_unknown", value=value, known="、".join(sorted(known)))

    def check_parameters(self, table: Table) -> None:
        """Tell every `{parameter: name}` whose name is not declared."""
        for path, name in _parameters_in(table.data):
            if name not in self.parameters:
                inner = Table(data={}, file=table.file, complaints=table.complaints, lines=table.lines, path=path)
                known = "、".join(self.parameters) or "无"
                inner.complain("parameter", "number_not_parameter", value=name, known=known)


def _named(table: Table, key: str, code: str, known: list[str]) -> frozenset[str]:
    found = table.texts(key, ())
    for value in found:
        if value not in known:
            table.complain(key, code, value=value, known="、".join(known))
    return frozenset(found)


def _parameters_in(value: object, path: tuple[str | int, ...] = ()) -> Iterable[tuple[tuple[str | int, ...], str]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        if key == "parameter" and isinstance(inner, str):
            yield path, inner
        else:
            yield from _parameters_in(inner, (*path, key))


def read_basis(table: Table, reading: Reading, name: str, over: Basis | None = None) -> Basis:
    """Clause, source, and the reading of an ambiguity; `over` is the part around it, whose clause may stand for it."""
    clause = table.text("clause", over.clause if over else "", blank=True)
    if not clause:
        table.complaints.add(table.place("clause"), "clause_missing", id=name)
    read, whose = table.text("reading", ""), table.text("chosen_by", "")
    if bool(read) != bool(whose):
        table.complaints.add(table.place(), "reading_whose", id=name)
    source = table.text("source", over.source if over else reading.source)
    return Basis(clause=clause, source=source, reading=read, chosen_by=whose)


def days_of(table: Table, first: date, last: date) -> tuple[date, date]:
    """`from` and `to`, both included; what is left out is that of the part around it."""
    start = table.day("from") if "from" in table.data or first == date.min else first
    end = table.day("to") if "to" in table.data else last
    table.asked |= {"from", "to"}
    if end < start and start != date.max:
        table.complain("to", "ends_early")
    return start, end
