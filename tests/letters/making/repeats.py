"""The same content several times in one run: the order of the file names is the order of arrival (design.md §4.4)."""

from dataclasses import replace
from typing import Any

from letters.making import units as u
from letters.making.golden import Golden, manuscript, photo, piece, review_form, whole, word_file

_REPEAT = "content_repeat fault letter"


def _again(folder: str, number: int, about: str, unit: u.Unit, title: str, /, **more: Any) -> Golden:
    key = title.removeprefix(unit.short)
    year = "2020" if unit.bureau == "yuhua" else "2022"
    return piece(
        f"repeats/{folder}/{number:02}", about, unit, f"{year}年度+{unit.short}+{key}", title, keyword=key, **more
    )


_SAVED = manuscript(u.ZUOJIATANG, "左家塘街道军营夏令营", look="centred")
_FIRST = _again(
    "accepted",
    1,
    "a whole piece",
    u.ZUOJIATANG,
    "左家塘街道军营夏令营",
    files=whole(u.ZUOJIATANG, "左家塘街道军营夏令营"),
)
_IGNORED: dict[str, Any] = {"disposition": "ignored", "findings": (_REPEAT,)}
_GAOQIAO = manuscript(u.GAOQIAO, "高桥街道拥军菜园")
_WITHOUT_FORM = (word_file(_GAOQIAO), photo(2))
_RETURNED: dict[str, Any] = {"disposition": "returned", "findings": ("form_present fault form",)}
_HELD: dict[str, Any] = {"disposition": "held", "findings": ("sensitive fault form",)}

LETTERS: tuple[Golden, ...] = (
    _FIRST,
    _again(
        "accepted", 2, "the same words, saved anew by another program and sent again", u.ZUOJIATANG,
        "左家塘街道军营夏令营",
        files=(word_file(_SAVED), *whole(u.ZUOJIATANG, "左家塘街道军营夏令营")[1:]), **_IGNORED,
    ),
    replace(
        _FIRST, name="repeats/accepted/03", about="the first letter again, byte for byte",
        expect=replace(_FIRST.expect, **_IGNORED),
    ),
    _again(
        "accepted", 4, "the same words from another unit are its own piece", u.DONGTANG, "东塘街道军营夏令营",
        files=(
            word_file(_SAVED), review_form(u.DONGTANG, "左家塘街道军营夏令营"), photo(3),
        ),
        title="左家塘街道军营夏令营", chars=_SAVED.words,
    ),
    _again("returned", 1, "a piece without its form", u.GAOQIAO, "高桥街道拥军菜园", files=_WITHOUT_FORM, **_RETURNED),
    _again(
        "returned", 2, "the same content again completes a returned piece, which lacks its form still", u.GAOQIAO,
        "高桥街道拥军菜园", files=_WITHOUT_FORM, kind="completion", **_RETURNED,
    ),
    _again(
        "returned", 3, "the form alone, with the manuscript's title, completes it", u.GAOQIAO, "高桥街道拥军菜园",
        files=(review_form(u.GAOQIAO, "高桥街道拥军菜园"),), kind="completion",
    ),
    _again(
        "returned", 4, "everything once more: received before", u.GAOQIAO, "高桥街道拥军菜园",
        files=(*_WITHOUT_FORM, review_form(u.GAOQIAO, "高桥街道拥军菜园")), **_IGNORED,
    ),
    _again(
        "held", 1, "ticked as sensitive: held", u.J_YOUFU, "拥军优抚科涉军舆情", **_HELD, files=(
            word_file(manuscript(u.J_YOUFU, "拥军优抚科涉军舆情")),
            review_form(u.J_YOUFU, "拥军优抚科涉军舆情", ticks="□否 ☑是"), photo(4),
        ),
    ),
    _again(
        "held", 2, "the same without the form: the piece is held still", u.J_YOUFU, "拥军优抚科涉军舆情",
        kind="completion",
        files=(word_file(manuscript(u.J_YOUFU, "拥军优抚科涉军舆情")), photo(4)), **_HELD,
    ),
)  # fmt: skip
