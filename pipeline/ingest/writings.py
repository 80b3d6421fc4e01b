"""Documents of text in every dress, by their kind: each is read to the same (document.py)."""

from collections.abc import Callable, Mapping

from pipeline.domain.document import WordDocument
from pipeline.ingest.odt import read_odt
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.rtf import read_rtf
from pipeline.ingest.web_page import read_mht
from pipeline.ingest.word import read_word
from pipeline.ingest.word97 import read_word97
from pipeline.settings.values import Limits

READERS: Mapping[str, Callable[[bytes, Limits], WordDocument]] = {
    "docx": read_word,
    "docm": read_word,
    "doc": read_word97,
    "wps": read_word97,
    "rtf": read_rtf,
    "odt": read_odt,
    "pdf": read_pdf,
    "mht": read_mht,
}
