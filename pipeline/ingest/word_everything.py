"""Everything written in a Word file, wherever it stands: for the secrecy check, never for show."""

from collections.abc import Iterator
from itertools import chain

from pipeline.ingest.ooxml import Package
from pipeline.ingest.ooxml_names import Element, short
from pipeline.ingest.word_runs import sym

_PARTS = {"header", "footer", "footnotes", "endnotes", "comments"}


def everything(package: Package, main: str, root: Element) -> str:
    """Body, text boxes, headers, footers, notes, comments and watermarks; hidden text too, deleted text not.

    Args:
        package: the file.
        main: the name of its main part.
        root: that part.
    """
    names = dict.fromkeys(one.target for one in package.relations(main) if one.kind in _PARTS)
    trees = chain((root,), (package.tree(name) for name in names if name != main))
    texts = ("".join(_said(tree)).strip() for tree in trees if tree is not None)
    return "\n".join(filter(None, texts))


def _said(root: Element) -> Iterator[str]:
    for one in root.iter():
        name = short(one.tag)
        if name in {"w:t", "m:t"}:
            yield one.text or ""
        elif name == "w:p":
            yield "\n"
        elif name in {"w:tab", "w:br", "w:cr"}:
            yield " "
        elif name == "w:sym":
            yield sym(one)
        elif name == "v:textpath":
            yield f"\n{one.get('string') or ''}\n"
