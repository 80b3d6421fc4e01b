"""words.toml and a bureau's own letters/ proof-read: words that are missing, strange, or in a file nobody opens."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError, meta

from pipeline.report.proof_messages import MESSAGES
from pipeline.report.stationery import Stationery
from pipeline.report.words import enums, table_of
from pipeline.settings import ConfigError, Settings
from pipeline.settings.errors import Complaints, Place
from pipeline.settings.files import read_toml
from pipeline.settings.near import near
from pipeline.settings.tomlfile import Table

WORDS = "words.toml"
_NOT_READ = {"README.md", "说明.txt"}
_READ = {".j2", ".toml"}


def words_faults(settings: Settings) -> tuple[ConfigError, ...]:
    """Why a words.toml cannot be read: every command needs them, so none begins while there is one."""
    notes = Complaints()
    for file in _words_files(settings):
        table = read_toml(file, notes)
        for name in table.data if table is not None else ():
            assert table is not None
            inner = table.table(name)
            for key in inner.data:
                inner.text(key)
    return tuple(notes.errors)


def prove_words(desk: Stationery, notes: Complaints) -> None:
    """Note every word that is missing from the shared file, and every one in a bureau's own that none asks for."""
    own, shared = (read_toml(folder / WORDS, Complaints()) for folder in desk.letters)
    if shared is None:
        _note(notes, Place(desk.letters[-1] / WORDS), "missing")
        return
    for kind in enums():
        name = table_of(kind)
        for key in (k for k in kind if not desk.words.tables.get(name, {}).get(k)):
            _note(notes, shared.place(name), "no_word", table=name, key=key)
    if own is not None:
        _prove_own(own, shared, notes)
    for table in (shared, own):
        _prove_file_names(table, notes)


def prove_folder(desk: Stationery, notes: Complaints) -> None:
    """Note every file of a bureau's letters/ whose name no mail asks for."""
    own, shared = desk.letters
    if not own.is_dir():
        return
    known = {file.name for file in shared.iterdir()} | set(_included(own, desk))
    for file in sorted(own.iterdir()):
        hint = near(file.name, known)
        stray = file.suffix in _READ or bool(hint)
        if file.name not in known | _NOT_READ and not file.name.startswith((".", "~")) and stray:
            _note(notes, Place(file), "stray", near=hint)


def _words_files(settings: Settings) -> Iterator[Path]:
    folders = (settings.letters, *(bureau.folder / "letters" for bureau in settings.bureaus.values()))
    return (folder / WORDS for folder in folders if (folder / WORDS).is_file())


def _prove_own(own: Table, shared: Table, notes: Complaints) -> None:
    for name in own.data:
        known = shared.data.get(name)
        if not isinstance(known, dict):
            _note(notes, own.place(name), "no_table", table=name, near=near(name, shared.data))
            continue
        inner = own.table(name)
        for key in (k for k in inner.data if k not in known):
            _note(notes, inner.place(key), "strange_word", table=name, key=key, near=near(key, known))


def _prove_file_names(table: Table | None, notes: Complaints) -> None:
    """The pattern of a file's name takes the unit and nothing else."""
    inner = table.table("file_name", optional=True) if table is not None else None
    for key, value in inner.data.items() if inner is not None else ():
        assert inner is not None
        try:
            str(value).format(unit="")
        except (LookupError, ValueError, AttributeError):
            _note(notes, inner.place(key), "file_name", value=value)


def _included(own: Path, desk: Stationery) -> Iterator[str]:
    """The templates that a bureau's own templates take in."""
    for file in own.glob("*.j2"):
        try:
            tree = desk.text.parse(file.read_text(encoding="utf-8"))
        except (TemplateSyntaxError, UnicodeDecodeError):
            continue
        yield from (name for name in meta.find_referenced_templates(tree) if name is not None)


def _note(notes: Complaints, place: Place, code: str, **facts: object) -> None:
    notes.tell(place, MESSAGES[code], facts)
