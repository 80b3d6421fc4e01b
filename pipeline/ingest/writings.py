"""Documents of text in every dress, by their kind: each is read to the same (document.py)."""

from collections.abc import Callable, Mapping

from pipeline.domain.document import WordDocument
from pipeline.ingest.flow import Flow
from pipeline.ingest.odt import flow_of_odt, read_odt
from pipeline.ingest.pdf import read_pdf
from pipeline.ingest.rtf import flow_of_rtf, read_rtf
from pipeline.ingest.web_page import read_mht
from pipeline.ingest.word import flow_of_word, read_word
from pipeline.ingest.word97 import flow_of_word97, read_word97
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
FLOWS: Mapping[str, Callable[[bytes, Limits], Flow]] = {  # of those into which scans are pasted
    "docx": flow_of_word,
    "docm": flow_of_word,
    "doc": flow_of_word97,
    "wps": flow_of_word97,
    "rtf": flow_of_rtf,
    "odt": flow_of_odt,
}
