"""What may be meant and is more often left over: samples not replaced, values of the bureau a folder was copied from.

None of it stops the desk. A bureau whose server is this machine is on trial, and its samples are wanted there.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.settings.addresses import is_loopback
from pipeline.settings.caution_messages import MESSAGES, MORE
from pipeline.settings.errors import Complaints, ConfigError, Place
from pipeline.settings.files import read_toml
from pipeline.settings.roster import Row, read_rows
from pipeline.settings.tomlfile import Table
from pipeline.settings.values import BureauSettings, Settings

_SAMPLE = re.compile(r".+@(?:.+\.)?(?:test|example|invalid|example\.(?:com|org|net|cn))")  # RFC 2606
_SHOWN = 3  # of several values, so many are named
_OWN_FILES = ("checks.toml", "outlets.yaml", "rulebook.yaml", "added.yaml", "settled.yaml")
_OFFICE = ("digest_to", "admins", "reviewers")


@dataclass(frozen=True)
class _File:
    """A bureau with the places of what its files say."""

    settings: BureauSettings
    table: Table
    rows: list[Row]

    def place(self, section: str | None, key: str) -> Place:
        """Where a key of bureau.toml stands."""
        return (self.table.table(section) if section else self.table).place(key)


@dataclass(frozen=True)
class _Said:
    """A value, what it is called, and where it stands."""

    key: str
    value: str
    place: Place


def cautions(settings: Settings) -> tuple[ConfigError, ...]:
    """Every such place of every bureau, with file, line and what to do.

    Args:
        settings: as `load` gave them.
    """
    notes = Complaints()
    files = [file for bureau in settings.bureaus.values() if (file := _read(bureau)) is not None]
    served = [file for file in files if not is_loopback(file.settings.smtp.host)]
    for file in served:
        _samples(file, notes)
        _sender(file, notes)
    for file in files:
        _stations_to(file, notes)
    _shared(served, _own_values, "shared", notes)
    _shared(files, _unit_addresses, "unit_in_two", notes)
    _copied(served, notes)
    return tuple(notes.errors)


def _read(bureau: BureauSettings) -> _File | None:
    table = read_toml(bureau.folder / "bureau.toml", Complaints())
    if table is None:
        return None
    return _File(bureau, table, read_rows(bureau.folder / "units.csv", Complaints()))


def _samples(file: _File, notes: Complaints) -> None:
    office = file.settings.bureau.office
    for key in _OFFICE:
        for address in filter(_SAMPLE.fullmatch, getattr(office, key)):
            _note(notes, file.place("office", key), "sample_address", key=f"office.{key}", value=address)
    if file.settings.bureau.mailbox in office.reviewers:
        _note(notes, file.place("office", "reviewers"), "reviewer_own", value=file.settings.bureau.mailbox)
    if _no_telephone(office.telephone):
        _note(notes, file.place("office", "telephone"), "sample_telephone", value=office.telephone)
    found = [(row.place, a) for row in file.rows for a in row.unit.addresses if _SAMPLE.fullmatch(a)]
    if found:
        _note(notes, found[0][0], "sample_units", count=len(found), value=found[0][1])


def _no_telephone(text: str) -> bool:
    """Whether a telephone is nothing but noughts."""
    return not re.sub(r"[\s0()+-]", "", text)


def _sender(file: _File, notes: Complaints) -> None:
    user, mailbox = file.settings.smtp.user.lower(), file.settings.bureau.mailbox
    if "@" in user and user != mailbox:
        _note(notes, file.place("smtp", "user"), "smtp_user", value=user, mailbox=mailbox)


def _stations_to(file: _File, notes: Complaints) -> None:
    unit = file.settings.closing.stations_to
    if unit and unit not in {row.unit.id for row in file.rows}:
        _note(notes, file.place("closing", "stations_to"), "stations_to", value=unit)


def _own_values(file: _File) -> Iterator[_Said]:
    """What one bureau has and no other should."""
    bureau = file.settings.bureau
    yield _Said("name", bureau.name, file.place(None, "name"))
    for section, account in (("imap", file.settings.imap), ("smtp", file.settings.smtp)):
        yield _Said(f"{section}.password_env", account.password_env, file.place(section, "password_env"))
    for key in _OFFICE:
        for address in getattr(bureau.office, key):
            yield _Said(f"office.{key}", address, file.place("office", key))
    if not _no_telephone(bureau.office.telephone):
        yield _Said("office.telephone", bureau.office.telephone, file.place("office", "telephone"))
    yield _Said("closing.issuer", file.settings.closing.issuer, file.place("closing", "issuer"))
    for word in file.settings.subject.bureau_words:
        yield _Said("subject.bureau_words", word, file.place("subject", "bureau_words"))


def _unit_addresses(file: _File) -> Iterator[_Said]:
    for row in file.rows:
        for address in row.unit.addresses:
            yield _Said("addresses", address, row.place)


def _copied(files: Iterable[_File], notes: Complaints) -> None:
    """Note the files that two bureaus have word for word: clauses and outlets are those of a plan of one's own."""
    first: dict[tuple[str, bytes], Path] = {}
    for bureau in files:
        for name in _OWN_FILES:
            file = bureau.settings.folder / name
            if not file.is_file():
                continue
            there = first.setdefault((name, file.read_bytes()), file)
            if there != file:
                _note(notes, Place(file), "file_copied", name=name, other=there.parent.name)


def _shared(files: Iterable[_File], of: Callable[[_File], Iterator[_Said]], code: str, notes: Complaints) -> None:
    """Note what two bureaus both say, under each key once, at the first place of it."""
    first: dict[tuple[str, str], Place] = {}
    for file in files:
        same: dict[tuple[str, Path], list[_Said]] = {}
        for said in of(file):
            there = first.setdefault((said.key, said.value), said.place)
            if there.file.parent != said.place.file.parent and said.value:
                same.setdefault((said.key, there.file), []).append(said)
        for (key, other), found in same.items():
            values = list(dict.fromkeys(said.value for said in found))
            line = first[key, values[0]].line
            value = "、".join(values[:_SHOWN]) + (MORE.format(count=len(values)) if len(values) > _SHOWN else "")
            name = f"{other.parent.name}/{other.name}"
            _note(notes, found[0].place, code, key=key, value=value, other=name, line=line)


def _note(notes: Complaints, place: Place, code: str, **facts: object) -> None:
    notes.tell(place, MESSAGES[code], facts)
