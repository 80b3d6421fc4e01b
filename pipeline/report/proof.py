"""Proof-reading of config/letters: what `baosong config check` says of the wording before a mail is written with it."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError, meta

from pipeline.domain.words import OutgoingKind
from pipeline.report.sheets import AlertSheet, DecisionSheet, DigestSheet, DraftSheet, ReceiptSheet, SealedSheet
from pipeline.report.stationery import Stationery, stationery
from pipeline.report.words import enums, table_of
from pipeline.settings import ConfigError, Settings

_SHEETS = (AlertSheet, DecisionSheet, DigestSheet, DraftSheet, ReceiptSheet, SealedSheet)
_FRAME = frozenset({"tone", "self", "caller"})  # what the templates hand to one another
_MISSING = "缺少信件模板"
_MISSING_REMEDY = "请把这个文件放回来，文件名不要改"
_BROKEN = "信件模板写错了：{why}"
_BROKEN_REMEDY = "请对照同一文件夹里的其他模板改正，或者换回原来的文件"
_UNKNOWN = "信件模板用了不认识的名称：{names}"
_UNKNOWN_REMEDY = "可用的名称见 config/letters/README.md"
_NO_WORD = "缺少用语：[{table}] {key}"
_NO_WORD_REMEDY = "请在 words.toml 的 [{table}] 下补一行：{key} = “中文说法”"


def proof_read(settings: Settings) -> tuple[ConfigError, ...]:
    """Every mistake in the wording of every bureau's mails, each once."""
    found: dict[ConfigError, None] = {}
    for bureau_id in settings.bureaus:
        desk = stationery(settings, bureau_id)
        found |= dict.fromkeys((*_missing(desk), *_written_wrong(desk), *_without_word(desk)))
    return tuple(found)


def _missing(desk: Stationery) -> Iterator[ConfigError]:
    for kind in OutgoingKind:
        if not any((folder / f"{kind}.j2").is_file() for folder in desk.letters):
            yield _error(desk.letters[-1] / f"{kind}.j2", _MISSING, _MISSING_REMEDY)


def _written_wrong(desk: Stationery) -> Iterator[ConfigError]:
    for file in (f for folder in desk.letters for f in sorted(folder.glob("*.j2"))):
        try:
            tree = desk.text.parse(file.read_text(encoding="utf-8"))
            desk.text.compile(tree)
        except TemplateSyntaxError as wrong:
            yield _error(file, _BROKEN.format(why=wrong.message), _BROKEN_REMEDY, wrong.lineno)
        except (TemplateError, UnicodeDecodeError) as wrong:
            yield _error(file, _BROKEN.format(why=wrong), _BROKEN_REMEDY)
        else:
            yield from _unknown_names(file, meta.find_undeclared_variables(tree), desk)


def _unknown_names(file: Path, used: set[str], desk: Stationery) -> Iterator[ConfigError]:
    known = {f.name for sheet in _SHEETS for f in fields(sheet)} | set(desk.text.globals) | _FRAME
    if unknown := sorted(used - known):
        yield _error(file, _UNKNOWN.format(names="、".join(unknown)), _UNKNOWN_REMEDY)


def _without_word(desk: Stationery) -> Iterator[ConfigError]:
    for kind in enums():
        table = table_of(kind)
        for key in (k for k in kind if not desk.words.tables.get(table, {}).get(k)):
            what, remedy = _NO_WORD.format(table=table, key=key), _NO_WORD_REMEDY.format(table=table, key=key)
            yield _error(desk.letters[-1] / "words.toml", what, remedy)


def _error(file: Path, what: str, remedy: str, line: int = 1) -> ConfigError:
    return ConfigError(file=file, line=line, what=what, remedy=remedy)
