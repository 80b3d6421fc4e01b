"""The bulletin 通报 of a period, in the manner of an official document (GB/T 9704), and the set that goes with it."""

from dataclasses import replace
from pathlib import Path

from pipeline.report.bulletin_layout import lay_out
from pipeline.report.bulletin_sheet import bulletin_sheet
from pipeline.report.bulletin_wording import Wording, bulletin_wording, read_wording
from pipeline.report.chart import chart, chart_title
from pipeline.report.docx_filling import filled
from pipeline.report.fees import TEMPLATE as FEES
from pipeline.report.fees import fee_statement
from pipeline.report.period_view import Document, PeriodReport
from pipeline.report.same_bytes import DOCX, properties, word_bytes
from pipeline.report.tally import tally
from pipeline.report.tally_wording import tally_wording

TEMPLATE = "bulletin.docx"


def bulletin(report: PeriodReport, template: Path, chart_png: bytes | None) -> Document:
    """The bulletin as .docx: sections 一 to 七, tables, the list of what was used with its links, the annexes' names.

    Args:
        report: a month, quarter or year (then the assessment 年度考评).
        template: the Word template; the .toml of the same name beside it, and tally.toml, hold what Word cannot.
        chart_png: the picture in section 一, None for none.

    Raises:
        OSError: template or .toml is missing.
        jinja2.TemplateError: the template asks for what is not there.
        pydantic.ValidationError: the .toml lacks a key or has one too many.
    """
    wording = read_wording(template.with_suffix(".toml"))
    notes_sheet = tally_wording(template.parent).sheets.notes
    paper = filled(template, vars(bulletin_sheet(report, wording, chart_png, notes_sheet)))
    lay_out(paper, chart_title(report, wording.chart))
    pattern = {"monthly": wording.files.monthly, "quarterly": wording.files.quarterly, "yearly": wording.files.yearly}
    name = pattern[report.kind].format(period=report.period_title)
    told = properties(report, name.rpartition(".")[0])
    return Document(name=name, media_type=DOCX, content=word_bytes(paper, told))


def bulletin_set(report: PeriodReport, forms: Path) -> tuple[Document, ...]:
    """Bulletin, tally, chart, and the fee statement where there are fees, in this order; a preview's names say so.

    Args:
        report: the period.
        forms: the folder of the templates, `config/forms/`.

    Raises:
        what `bulletin` raises.
    """
    wording = bulletin_wording(forms)
    picture = chart(report, wording)
    drawn = picture.content if any(line.points for line in report.standings) else None
    found = (
        bulletin(report, forms / TEMPLATE, drawn),
        tally(report, wording, tally_wording(forms)),
        picture,
        fee_statement(report, forms / FEES, wording.files.fees),
    )
    return tuple(_named(document, report, wording) for document in found if document is not None)


def _named(document: Document, report: PeriodReport, wording: Wording) -> Document:
    """The document under the name it goes out with."""
    if report.frozen:
        return document
    pattern = wording.files.corrected if report.corrected else wording.files.preview
    return replace(document, name=pattern.format(name=document.name))
