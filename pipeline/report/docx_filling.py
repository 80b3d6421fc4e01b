"""Fills Word templates: the only door to docxtpl, which is loaded when the first paper is wanted and not before."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

if TYPE_CHECKING:
    from docx.document import Document as WordPaper
    from docxtpl import DocxTemplate

_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML or docxtpl cannot carry
_LINK_STYLE = "Link"  # id of the template's character style for links


@dataclass(frozen=True, kw_only=True)
class Link:
    """Words that open a page; they stand in a template as `{{r name }}`."""

    text: str
    url: str  # http or https, "" for words alone


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture in the line of text where its placeholder stands."""

    content: bytes = field(repr=False)
    width_mm: float


def filled(template: Path, values: Mapping[str, object]) -> WordPaper:
    """The template with its placeholders replaced; a text is text and nothing else, whatever signs it holds.

    Raises:
        OSError: the template is missing.
        jinja2.TemplateError: a placeholder cannot be read or names what is not there.
    """
    from docxtpl import DocxTemplate  # half a second that most commands need not wait for

    paper = DocxTemplate(io.BytesIO(template.read_bytes()))
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, finalize=lambda value: _final(value, paper)
    )
    paper.render(dict(values), jinja_env=environment)
    return paper.docx  # type: ignore[no-any-return]


def placeholders(template: Path) -> frozenset[str]:
    """The names that stand in a template.

    Raises:
        OSError: the template is missing.
        jinja2.TemplateError: a placeholder cannot be read.
    """
    from docxtpl import DocxTemplate

    return frozenset(DocxTemplate(io.BytesIO(template.read_bytes())).get_undeclared_template_variables())


def _final(value: object, paper: DocxTemplate) -> object:
    """What is put in the place of a value."""
    if isinstance(value, Link):
        return _linked(value, paper)
    if isinstance(value, Figure):
        return _pictured(value, paper)
    return _verbatim(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _linked(link: Link, paper: DocxTemplate) -> object:
    from docxtpl import RichText

    words = RichText()
    if link.url:
        words.add(_plain(link.text), url_id=paper.build_url_id(link.url), style=_LINK_STYLE)
    else:
        words.add(_plain(link.text))
    return words


def _pictured(figure: Figure, paper: DocxTemplate) -> object:
    from docx.shared import Mm
    from docxtpl import InlineImage

    return InlineImage(paper, io.BytesIO(figure.content), width=Mm(figure.width_mm))


def _plain(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def _verbatim(text: str) -> Markup:
    """Text that stays as it is; docxtpl would take `{_{` in it for an escape of its own."""
    return Markup(html.escape(_plain(text)).replace("_", "&#95;"))  # noqa: S704 - escaped right here
