"""Whatever a subject says: never a wrong unit, never an exception, the same unit in every dress."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from pipeline.domain.bureau import Unit
from pipeline.domain.words import SubjectGrade
from pipeline.ingest.subject import read_subject
from pipeline.settings import load

BUREAUS = load(Path(__file__).parents[2] / "config").bureaus
NAMED = [(b, u, n) for b, s in BUREAUS.items() for u in s.bureau.roster.units for n in u.names]
NUMERALS = set("一二三四五六七八九十百千万两零〇0123456789")

names = st.sampled_from(NAMED)
own_letters = st.sampled_from(sorted({c for _, _, n in NAMED for c in n}))
letters = own_letters | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("一十新大小0A")
keywords = st.sampled_from(["走访慰问", "八一慰问老兵", "A+B合作", "关于春训的信息", "Spring 2020", "第3期（续）"])
prefixes = st.lists(
    st.sampled_from(["Re:", "RE：", "回复:", "答复：", "转发: ", "Fw:", "FWD：", "AW: ", "：", " "]), max_size=6
)


def unit_read(bureau: str, subject: str) -> str | None:
    chosen = BUREAUS[bureau]
    return read_subject(subject, chosen.bureau.roster, chosen.subject).unit


def is_name_or_slip(text: str, unit: Unit, bureau: str) -> bool:
    """By the words of design.md §5 alone: a name, or one with a character of the same sound or look."""
    for name in unit.names:
        differ = [(a, b) for a, b in zip(text, name, strict=False) if a != b]
        if len(text) != len(name) or len(differ) > 1:
            continue
        if not differ or alike(*differ[0], bureau):
            return True
    return False


def alike(written: str, meant: str, bureau: str) -> bool:
    if {written, meant} & NUMERALS:
        return False
    same_look = any({written, meant} <= group for group in BUREAUS[bureau].subject.lookalikes)
    return same_look or lazy_pinyin(written) == lazy_pinyin(meant)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, Unit, str, str]:
    """A unit's name with one letter deleted, inserted, replaced, or two swapped."""
    bureau, unit, name = draw(names)
    at = draw(st.integers(0, len(name) - 1))
    letter = draw(letters)
    changed = draw(
        st.sampled_from(
            [
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name + letter,
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
            ]
        )
    )
    return bureau, unit, name, changed


@settings(max_examples=600, deadline=None)
@given(
    mutated(),
    st.sampled_from(["2020年度+{}+走访慰问", "2020 {} 走访慰问", "{}+2020年度+走访慰问", "走访慰问-{}", "{}"]),
)
@example(("yuhua", BUREAUS["yuhua"].bureau.roster.units[6], "东塘", "东山"), "2020年度+{}+走访慰问")
def test_a_changed_name_is_its_unit_or_none_never_another(case, form):
    bureau, unit, _, changed = case
    read = unit_read(bureau, form.format(changed))
    if read not in (None, unit.id):
        other = BUREAUS[bureau].bureau.roster.by_id(read)
        assert is_name_or_slip(changed, other, bureau), f"{changed} was read as {other.name}"


@settings(max_examples=600, deadline=None)
@given(mutated())
def test_a_core_with_a_letter_missing_added_or_wrong_is_unclear(case):
    bureau, unit, name, changed = case
    core = min(unit.names, key=len)
    if name != core or any(is_name_or_slip(changed, u, bureau) for u in BUREAUS[bureau].bureau.roster.units):
        return
    tail = changed.removeprefix(core)
    read = unit_read(bureau, f"2020年度+{changed}+走访慰问")
    assert read is None or tail in {"镇", "乡"}, f"{changed} was read as {read}"


@settings(max_examples=300, deadline=None)
@given(names, letters)
def test_a_name_behind_a_foreign_letter_is_unclear(case, letter):
    bureau, _, name = case
    subject = f"2020年度+{letter}{name}+走访"
    read = unit_read(bureau, subject)
    chosen = BUREAUS[bureau]
    if read is not None:
        assert letter == "局" or is_name_or_slip(letter + name, chosen.bureau.roster.by_id(read), bureau), subject


@settings(max_examples=250, deadline=None)
@given(names, prefixes, keywords, st.data())
def test_a_good_subject_is_exact_in_every_dress(case, before, keyword, data):
    bureau, unit, name = case
    plus = data.draw(st.sampled_from(["+", "＋", "﹢", "➕", " + ", "＋ "]))
    wrap = data.draw(st.sampled_from(["{}", "【{}】", "[{}]", "（{}）", " {} ", "\u200b{}\u3000"]))
    year = data.draw(st.sampled_from(["2020", "2020年", "2020年度", "２０２０年度", "2020 年度"]))
    after = data.draw(st.sampled_from(["", "【请注意，邮件由a@example.com代发】", " ", "（请注意,邮件由某某代发）"]))
    subject = "".join(before) + wrap.format(year) + plus + wrap.format(name) + plus + keyword + after
    chosen = BUREAUS[bureau]
    read = read_subject(subject, chosen.bureau.roster, chosen.subject)
    assert (read.unit, read.year, read.grade) == (unit.id, 2020, SubjectGrade.EXACT)
    assert read.keyword == keyword.replace("（", "(").replace("）", ")")


@settings(max_examples=250, deadline=None)
@given(
    names,
    st.sampled_from(list(permutations(range(3)))),
    st.sampled_from(["+", "-", "—", "_", "、", "，", "/", "|", "·", " ", "：", "　", ";", "  -  "]),
    st.sampled_from(["2020年度", "2020", "2O20年度", "二〇二〇年", "20年度"]),
)
def test_order_and_separators_do_not_change_the_unit(case, order, separator, year):
    bureau, unit, name = case
    fields = [year, name, "走访慰问"]
    chosen = BUREAUS[bureau]
    read = read_subject(separator.join(fields[i] for i in order), chosen.bureau.roster, chosen.subject)
    assert (read.unit, read.year, read.keyword) == (unit.id, 2020, "走访慰问")
    assert read.grade is (
        SubjectGrade.EXACT
        if order == (0, 1, 2) and separator == "+" and year.startswith("2020")
        else SubjectGrade.TOLERANT
    )


@settings(max_examples=300, deadline=None)
@given(names, names, st.sampled_from(["、", "和", "，", "/", "与", " ", "", "及", "&", "；"]))
def test_two_units_in_the_units_field_are_unclear(one, other, joint):
    (bureau, first, a), (second_bureau, second, b) = one, other
    if bureau != second_bureau or first == second or a in b or b in a:
        return
    assert unit_read(bureau, f"2020年度+{a}{joint}{b}+联合活动") is None


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(list(BUREAUS)),
    st.text(max_size=60) | st.text(alphabet="2020年度+左家塘东山、 -【】()Re:局办公室街道镇O一十", max_size=40),
)
def test_any_text_is_read_without_an_exception(bureau, text):
    chosen = BUREAUS[bureau]
    read = read_subject(text, chosen.bureau.roster, chosen.subject)
    assert read.raw == text
    assert (read.unit is None) == (read.grade is SubjectGrade.UNCLEAR)
    assert read.keyword is None or read.keyword.strip() == read.keyword != ""
    assert read.year is None or 1000 <= read.year <= 9999


@pytest.mark.parametrize(
    "lump",
    ["+", "【", "(", "左家塘", "Re:", "【请注意,邮件由", "2", " ", "a ", "【】", "YH-2020-", "东", "街道", "雨花区局",
     "ﷺ", "长沙市", "\u0300\u0316", "东塘、", "2020年度+", "左 "],
)  # fmt: skip
def test_a_subject_of_a_hundred_kilobytes_is_read_by_its_beginning(lump):
    chosen = BUREAUS["yuhua"]
    text = "2020年度+左家塘+" + lump * (100_000 // len(lump))
    read = read_subject(text, chosen.bureau.roster, chosen.subject)
    assert read.raw == text
    assert read.unit in {"zuojiatang", None}
    assert len(read.keyword or "") < 5_000
