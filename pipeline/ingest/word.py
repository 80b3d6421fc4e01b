"""Word files (.docx, .docm): the package of XML parts read as a flow of paragraphs and tables."""

from collections.abc import Callable, Mapping

from pipeline.domain.document import WordDocument
from pipeline.ingest.document import document_of
from pipeline.ingest.flow import Flow
from pipeline.ingest.ooxml import Package
from pipeline.ingest.ooxml_names import Element, child, short
from pipeline.ingest.trouble import DAMAGED, OVER_LIMIT, UNSUPPORTED, Unreadable
from pipeline.ingest.word_blocks import BlockReader
from pipeline.ingest.word_everything import everything
from pipeline.ingest.word_styles import Styles
from pipeline.settings.values import Limits

_DRAWN = (".emf", ".wmf", ".svg", ".wdp")  # drawings of office programs, not photographs


def read_word(content: bytes, limits: Limits) -> WordDocument:
    """Everything the desk wants to know of a .docx or .docm file.

    Raises:
        Unreadable: encrypted, damaged, over_limit, unsupported or empty; nothing else, whatever the bytes.
    """
    try:
        return document_of(flow_of_word(content, limits), limits)
    except RecursionError as fault:
        raise Unreadable(OVER_LIMIT, "nested too deeply") from fault


def flow_of_word(content: bytes, limits: Limits) -> Flow:
    """The same file as a flow; raises as above, and RecursionError where it is nested too deeply."""
    package = Package(content, limits)
    main = package.main()
    root, body = _document(package, main)
    text = everything(package, main, root)
    if len(text) > limits.text_chars:
        raise Unreadable(OVER_LIMIT, f"{len(text)} characters")
    if not text.strip() and any(short(one.tag) == "w:altChunk" for one in body):
        raise Unreadable(UNSUPPORTED, "all of it in a file of another format inside it")
    reader = BlockReader(Styles(_styles(package, main)))
    blocks = reader.read(body)
    relations = package.relations(main)
    return Flow(
        blocks=blocks,
        text=text,
        addresses={one.id: one.address for one in relations if one.address},
        picture=_photographs(package, {one.id: one.target for one in relations if one.kind == "image"}),
        tracked=reader.tracked,
        outside=package.points_outside(),
    )


def _document(package: Package, main: str) -> tuple[Element, Element]:
    """The main part and the body in it."""
    root = package.tree(main)
    body = child(root, "w:body")
    if root is None or short(root.tag) != "w:document" or body is None:
        raise Unreadable(DAMAGED, "no w:body in the main part")
    return root, body


def _styles(package: Package, main: str) -> Element | None:
    target = next((one.target for one in package.relations(main) if one.kind == "styles"), "word/styles.xml")
    return package.common_tree(target)


def _photographs(package: Package, targets: Mapping[str, str]) -> Callable[[str], bytes | None]:
    def picture(relation: str) -> bytes | None:
        name = targets.get(relation, "")
        return None if not name or name.endswith(_DRAWN) else package.blob(name)

    return picture
