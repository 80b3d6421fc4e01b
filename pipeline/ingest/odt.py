"""OpenDocument texts (.odt): content.xml and styles.xml read as a flow of paragraphs and tables (ODF 1.3)."""

from collections.abc import Iterator
from typing import cast

from lxml import etree  # type: ignore[import-untyped,unused-ignore]

from pipeline.domain.document import WordDocument
from pipeline.ingest.document import document_of
from pipeline.ingest.flow import Flow
from pipeline.ingest.odt_blocks import BlockReader
from pipeline.ingest.odt_names import Node, child, name_of
from pipeline.ingest.odt_styles import Styles
from pipeline.ingest.ooxml import Package
from pipeline.ingest.trouble import DAMAGED, ENCRYPTED, OVER_LIMIT, Unreadable
from pipeline.settings.values import Limits

_LOCKED = b"encryption-data"
_UNREAD = {"text:tracked-changes", "text:sequence-decls", "office:forms"}
_LINES = {"text:p", "text:h"}
_BLANKS = {"text:tab", "text:line-break", "text:s"}


def read_odt(content: bytes, limits: Limits) -> WordDocument:
    """Everything the desk wants to know of an OpenDocument text.

    Raises:
        Unreadable: encrypted, damaged, over_limit or empty; nothing else, whatever the bytes.
    """
    try:
        return document_of(flow_of_odt(content, limits), limits)
    except RecursionError as fault:
        raise Unreadable(OVER_LIMIT, "nested too deeply") from fault


def flow_of_odt(content: bytes, limits: Limits) -> Flow:
    """The same file as a flow; raises as above, and RecursionError where it is nested too deeply."""
    package = Package(content, limits)
    if _LOCKED in (package.blob("meta-inf/manifest.xml") or b"") or package.blob("encrypted-package") is not None:
        raise Unreadable(ENCRYPTED, "the manifest names a cipher")
    root, common = (cast("Node | None", package.tree(name)) for name in ("content.xml", "styles.xml"))
    body = child(child(root, "office:body"), "office:text")
    if body is None:
        raise Unreadable(DAMAGED, "no office:text in content.xml")
    reader = BlockReader(Styles(common, root))
    text = "".join([*_said(body), "\n", *_said(child(common, "office:master-styles"))]).strip()
    if len(text) > limits.text_chars:
        raise Unreadable(OVER_LIMIT, f"{len(text)} characters")
    return Flow(
        blocks=reader.read(body),
        text=text,
        addresses=reader.addresses,
        picture=lambda target: package.blob(target.removeprefix("./").lower()),
        tracked=child(child(body, "text:tracked-changes"), "text:changed-region") is not None,
    )


def _said(root: Node | None) -> Iterator[str]:
    """Everything written below an element, notes and hidden text too, deleted text not."""
    if root is None:
        return
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, node in walk:
        name = name_of(node.tag)
        if event == "end":
            if node is not root:
                yield node.tail or ""
            continue
        if name in _UNREAD:
            walk.skip_subtree()
            continue
        yield ("\n" if name in _LINES else " " if name in _BLANKS else "") + (node.text or "")
