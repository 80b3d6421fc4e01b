"""What a document of any format comes to: its blocks in reading order, and what they point to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.ingest.word_blocks import Block


def no_picture(_key: str) -> bytes | None:
    """For formats, or readings, that hold no pictures."""
    return None


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A document as its format's reader gave it; what it means is found out by document_of, the same for all."""

    blocks: tuple[Block, ...]
    text: str  # everything written in it, wherever it stands: for secrecy, never for show
    addresses: Mapping[str, str] = field(default_factory=dict)  # behind words, by the keys of paragraphs' links
    picture: Callable[[str], bytes | None] = no_picture  # a photograph's bytes by a key of paragraphs' pictures
    tracked: bool = False
    outside: bool = False  # it points to a template, a picture or a file outside itself
