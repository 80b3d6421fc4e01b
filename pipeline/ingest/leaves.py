"""The leaves of a letter, seen once more without opening them: for what their headers say."""

from collections.abc import Iterator
from itertools import islice

from pipeline.ingest.bodies import undo
from pipeline.ingest.entity import Entity, children, entity
from pipeline.settings.values import Limits

_MOST, _DEEPEST = 30, 4
LETTERS = frozenset({"message/rfc822", "message/global"})


def leaves(root: Entity, limits: Limits) -> Iterator[Entity]:
    """The parts that hold no parts, few and not deep; what lies in an attached letter is its own."""
    waiting, seen = [(root, 0)], 0
    while waiting and seen < _MOST:
        node, depth = waiting.pop(0)
        seen += 1
        if node.type.startswith("multipart/") and depth < _DEEPEST:
            waiting += [(child, depth + 1) for child in islice(children(node, limits), _MOST)]
        else:
            yield node


def inner(node: Entity, limits: Limits) -> Entity:
    """The letter that a leaf holds: base64-coded by some programs, and only said to be by others."""
    first_line = node.body[:200].lstrip().partition(b"\n")[0]
    content = node.body if b":" in first_line else undo(node.body, node.encoding)
    return entity(content, (0, len(content)), limits)
