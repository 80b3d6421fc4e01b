"""Word 97-2003 files (.doc) and those of Kingsoft Writer (.wps), which are the same: turned into a .docx, then read."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.domain.document import WordDocument
from pipeline.ingest.flow import Flow
from pipeline.ingest.ole import root_names
from pipeline.ingest.trouble import DAMAGED, ENCRYPTED, OVER_LIMIT, Unreadable
from pipeline.ingest.word import flow_of_word, read_word
from pipeline.settings.values import Limits

_MACROS = {"Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR"}  # storages of a project of macros (MS-OVBA 2.2.1)
_TOLD = 0.5  # of a file's characters; the rest may be field codes and marks of cells, less was not read rightly


def read_word97(content: bytes, limits: Limits) -> WordDocument:
    """Everything the desk wants to know of a .doc or .wps file.

    Raises:
        Unreadable: encrypted, over_limit, empty; damaged, also where the conversion lost more than it kept.
    """
    made, characters = _as_docx(content, limits)
    document = read_word(made, limits)
    if len(document.text) < characters * _TOLD:
        raise Unreadable(DAMAGED, f"{len(document.text)} of {characters} characters were read")
    return replace(document, macros=not root_names(content).isdisjoint(_MACROS))


def flow_of_word97(content: bytes, limits: Limits) -> Flow:
    """The same file as a flow; raises as above, and RecursionError where it is nested too deeply."""
    return flow_of_word(_as_docx(content, limits)[0], limits)


def _as_docx(content: bytes, limits: Limits) -> tuple[bytes, int]:
    """The .docx; the characters that the .doc says its text has."""
    with TemporaryDirectory() as folder:  # the reading child's own, swept with the letter's leaves
        source, made = Path(folder) / "a.doc", Path(folder) / "a.docx"
        source.write_bytes(content)
        characters = _converted(source, made, limits)
        return made.read_bytes(), characters


def _converted(source: Path, made: Path, limits: Limits) -> int:
    """Write the .docx; the characters that the .doc says its text has."""
    from doc2docx import convert  # takes 0.3 s, and few letters bring such a file
    from doc2docx.cfb import CompoundFileLimits
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

    most = CompoundFileLimits(max_input_bytes=limits.part_bytes, max_stream_bytes=limits.document_bytes)
    try:
        result = convert(source, made, limits=most)
    except EncryptedDocumentError as fault:
        raise Unreadable(ENCRYPTED, str(fault)) from fault
    except RecursionError as fault:
        raise Unreadable(OVER_LIMIT, "nested too deeply") from fault
    except (Doc2DocxError, ValueError, LookupError, ArithmeticError, TypeError, AttributeError, OSError) as fault:
        raise Unreadable(DAMAGED, f"{type(fault).__name__}: {fault}") from fault
    count = result.report.statistics.get("main_story_cp_count", 0)
    return count if isinstance(count, int) else 0
