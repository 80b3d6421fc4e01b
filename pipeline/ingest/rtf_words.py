"""Control words of RTF that stand for a character or change how text looks."""

import re
from collections.abc import Callable, Mapping

from pipeline.ingest.rtf_state import State
from pipeline.ingest.word_symbols import TICKED, UNTICKED

CHARACTERS = {
    "tab": "\t", "line": "\n", "softline": "", "nbsp": " ", "hyphen": "-", "softhyphen": "",
    "emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_LINK = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')
_MOST = 10_000  # half-points; what is larger is no size
_AS_SAVED = 25  # \\ffres: the box is as its default says


def _font(state: State, number: int) -> None:
    state.font = number


def _size(state: State, number: int) -> None:
    if 1 < number < _MOST:
        state.size = number


def _bold(state: State, number: int) -> None:
    state.bold = bool(number)


def _hidden(state: State, number: int) -> None:
    state.hidden = bool(number)


def _deleted(state: State, number: int) -> None:
    state.deleted = bool(number)


def _struck(state: State, number: int) -> None:
    state.struck = bool(number)


def _stressed(state: State, number: int) -> None:
    state.stressed = bool(number)


def _unstressed(state: State, _number: int) -> None:
    state.stressed = False


def _style(state: State, number: int) -> None:
    state.style = number


def _skip(state: State, number: int) -> None:
    state.skip = max(0, min(number, 100))


def _in_table(state: State, number: int) -> None:
    state.in_table = bool(number)


def _depth(state: State, number: int) -> None:
    state.depth, state.in_table = number, number > 0


def _centred(state: State, _number: int) -> None:
    state.centred = True


def _not_centred(state: State, _number: int) -> None:
    state.centred = False


def _new_page(state: State, number: int) -> None:
    state.starts_page = bool(number)


def _paragraph(state: State, _number: int) -> None:
    state.paragraph()


def _nothing(_state: State, _number: int) -> None:
    """For a word that only says something of its whole text, which is noted where it is met."""


FORMATS: Mapping[str, Callable[[State, int], None]] = {
    "f": _font, "fs": _size, "b": _bold, "v": _hidden, "deleted": _deleted, "revised": _nothing, "s": _style,
    "uc": _skip, "intbl": _in_table, "itap": _depth, "qc": _centred, "pagebb": _new_page, "pard": _paragraph,
    **dict.fromkeys(("ql", "qr", "qj", "qd"), _not_centred),
    **dict.fromkeys(("strike", "striked"), _struck),
    **dict.fromkeys(("ul", "uld", "uldb", "ulw", "uldash", "ulwave", "ulth", "chbrdr", "highlight"), _stressed),
    "ulnone": _unstressed,
}  # fmt: skip


def form_box(numbers: Mapping[str, int]) -> str:
    r"""The tick or the empty box of a form field that is one (\fftype1); "" for another."""
    if numbers.get("fftype") != 1:
        return ""
    result = numbers.get("ffres", _AS_SAVED)
    ticked = numbers.get("ffdefres", 0) if result == _AS_SAVED else result
    return TICKED if ticked == 1 else UNTICKED


def character(number: int) -> str:
    r"""The character of a \u: a signed number of sixteen bits, perhaps half of one."""
    return chr(number & 0xFFFF) if number & 0xFFFF >= 0x20 else ""


def link_of(instruction: str) -> str:
    """The address that a field links to, "" for another field."""
    found = _LINK.search(instruction)
    return found[1] if found else ""
