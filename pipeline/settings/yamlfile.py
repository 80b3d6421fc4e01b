"""A YAML file read strictly into the same `Table` as TOML, with the line of every key.

Narrower than YAML 1.1: only true and false are switches (no, on, off stay texts), 010 and 1:30 stay texts, decimal
numbers are exact, keys are texts, and there are no anchors, tags or second documents.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from pipeline.settings.errors import Complaints, Place
from pipeline.settings.files import read_text
from pipeline.settings.locator import KeyPath
from pipeline.settings.tomlfile import Table

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where it is there: ten times as fast
_DEEPEST = 100  # things in each other
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_PLAIN_TAGS = {"!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))}


def read_yaml(file: Path, complaints: Complaints) -> Table | None:
    """The file as a table, or None with the reason noted; an empty file is an empty table.

    A key written twice is noted and its first value kept, so that the file's other mistakes are told in the same
    breath. Values are str, int, Decimal, bool, None, date, list and dict with str keys.
    """
    text = read_text(file, complaints)
    return None if text is None else parse_yaml(text, file, complaints)


def parse_yaml(text: str, file: Path, complaints: Complaints) -> Table | None:
    """As `read_yaml`, for a text already read; `file` is the name that mistakes are told under."""
    try:
        if _is_deep(text):
            complaints.add(Place(file), "yaml_deep")
            return None
        node = yaml.compose(text, Loader=_LOADER)
        reading = _Reading(file=file, complaints=complaints)
        data = {} if node is None else reading.value(node, ())
    except yaml.YAMLError as failure:
        complaints.add(Place(file, _line(failure)), "yaml_syntax", detail=_detail(text, failure))
        return None
    except RecursionError:
        complaints.add(Place(file), "yaml_deep")
        return None
    if not isinstance(data, dict):
        complaints.add(Place(file), "yaml_table")
        return None
    return Table(data=data, file=file, complaints=complaints, lines=reading.lines)


def _is_deep(text: str) -> bool:
    """Whether brackets or lists stand in each other deeper than any plan has them: libyaml's reader would crash.

    Raises:
        YAMLError: it is no YAML.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


@dataclass
class _Reading:
    """Turns composed nodes into values and remembers where each key stood."""

    file: Path
    complaints: Complaints
    lines: dict[KeyPath, int] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)  # nodes already read: an anchor brings one back, even inside itself

    def value(self, node: yaml.Node, path: KeyPath) -> object:
        """The value of a node; `path` is where it stands."""
        if id(node) in self.seen:
            self.note(node, "yaml_anchor")
            return None
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self.note(node, "yaml_tag", value=node.tag)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def note(self, node: yaml.Node, code: str, **facts: object) -> None:
        """Note a mistake at a node."""
        self.complaints.add(Place(self.file, node.start_mark.line + 1), code, **facts)

    def _item(self, node: yaml.Node, path: KeyPath) -> object:
        self.lines[path] = node.start_mark.line + 1
        return self.value(node, path)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.note(key_node, "yaml_key")
                continue
            key = str(key_node.value)
            here = (*path, key)
            if key in found:
                self.note(key_node, "yaml_twice", key=key, line=self.lines[here])
                continue
            self.lines[here] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, here)
        return found

    def _scalar(self, node: yaml.Node) -> object:
        text = str(node.value)
        if getattr(node, "style", None):  # in quotation marks, or a block
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text) if len(text) < 20 else Decimal(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
        return self._day(node, text) if _DAY.fullmatch(text) else text

    def _day(self, node: yaml.Node, text: str) -> object:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.note(node, "yaml_day", value=text)
            return text


def _line(failure: yaml.YAMLError) -> int:
    mark = getattr(failure, "problem_mark", None)
    if "expected ':'" in str(getattr(failure, "problem", "")):  # told only where the next line begins
        mark = getattr(failure, "context_mark", None) or mark
    return 1 if mark is None else int(mark.line) + 1


def _detail(text: str, failure: yaml.YAMLError) -> str:
    """The line that YAML stumbled over."""
    lines = text.splitlines()
    number = _line(failure)
    return lines[number - 1].strip()[:60] if number <= len(lines) else "文件末尾"
