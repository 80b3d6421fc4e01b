"""A Word file that cannot be read says so as Unreadable, and as nothing else."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files.raw import docx, p, root, zipped

from pipeline.demo.papers import manuscript_docx
from pipeline.ingest.ooxml import XML_TAGS
from pipeline.ingest.trouble import Unreadable
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits

LIMITS = Limits()
GOOD = manuscript_docx("走访慰问老兵", ["街道退役军人服务站组织志愿者走访慰问辖区老兵，送去米、油和药品。"])


def code_of(content: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as caught:
        read_word(content, limits)
    return caught.value.code


def repacked(changes: dict[str, bytes | str], without: str | None = None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as package:
        files: dict[str, bytes | str] = {name: package.read(name) for name in package.namelist() if name != without}
    return zipped(files | changes)


def test_no_bytes_at_all_is_empty():
    assert code_of(b"") == "empty"


@pytest.mark.parametrize("share", [0.001, 0.05, 0.3, 0.5, 0.9, 0.99, 0.9999])
def test_a_file_cut_off_is_damaged(share):
    assert code_of(GOOD[: int(len(GOOD) * share) or 1]) == "damaged"


@given(st.integers(min_value=1, max_value=len(GOOD) - 1))
@settings(max_examples=60, deadline=None)
def test_wherever_it_is_cut_nothing_else_is_raised(length):
    with pytest.raises(Unreadable):
        read_word(GOOD[:length], LIMITS)


@given(st.integers(min_value=0, max_value=len(GOOD) - 1), st.binary(min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_whatever_bytes_are_overwritten_nothing_else_is_raised(place, noise):
    with suppress(Unreadable):
        read_word(GOOD[:place] + noise + GOOD[place + len(noise) :], LIMITS)


@given(st.binary(max_size=400))
def test_any_bytes_are_unreadable(content):
    with pytest.raises(Unreadable):
        read_word(content, LIMITS)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_as_the_main_part_is_unreadable(text):
    with pytest.raises(Unreadable):
        read_word(repacked({"word/document.xml": text.encode("utf-8", "surrogatepass")}), LIMITS)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "customXml/item9.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_in_any_part_is_refused(part, encoding):
    dtd = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
    )
    assert code_of(repacked({part: dtd.encode(encoding)})) == "damaged"


def test_an_entity_is_never_expanded():
    bomb = "<!DOCTYPE w:document [" + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(12)
    )
    xml = bomb + "]>" + root("document", f"<w:body>{p('&e11;')}</w:body>").partition("?>")[2]
    assert code_of(repacked({"word/document.xml": xml})) == "damaged"


def test_a_file_that_inflates_beyond_the_limit_is_over_limit():
    assert code_of(GOOD, Limits(document_bytes=20_000)) == "over_limit"
    assert code_of(repacked({"word/media/zeros.bin.xml": b" " * 40_000_000})) == "over_limit"


def test_more_text_than_allowed_is_over_limit():
    assert code_of(docx(p("兵" * 1000)), Limits(text_chars=900)) == "over_limit"


def test_thousands_of_entries_are_over_limit():
    assert code_of(repacked({f"x/{n}.bin": b"" for n in range(200)}), Limits(archive_entries=10)) == "over_limit"


@pytest.mark.parametrize("depth", [100, 240, 2000])
def test_deep_nesting_never_breaks_the_reader(depth):
    nested = "<w:sdt><w:sdtContent>" * depth + p("深处") + "</w:sdtContent></w:sdt>" * depth
    with suppress(Unreadable):
        assert "深处" in read_word(docx(nested), LIMITS).text


def test_a_password_is_told_by_the_compound_file_around_it():
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert code_of(head + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert code_of(head + "WordDocument".encode("utf-16-le")) == "unsupported"


def test_an_encrypted_entry_of_the_zip_is_encrypted():
    content = bytearray(GOOD)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(sign, place + 4)
    assert code_of(bytes(content)) == "encrypted"


def test_another_office_file_is_unsupported():
    assert code_of(zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<workbook/>"})) == "unsupported"


def test_a_file_that_only_holds_one_of_another_format_is_unsupported():
    page = {"word/page.htm": "<p>走访老兵"}
    relations = [("c", "aFChunk", "page.htm")]
    assert code_of(docx('<w:altChunk r:id="c"/>', parts=page, relations=relations)) == "unsupported"
    assert read_word(docx(p("走访") + '<w:altChunk r:id="c"/>', parts=page, relations=relations), LIMITS).text == "走访"


def test_a_zip_without_a_document_is_damaged():
    assert code_of(zipped({"a.txt": "老兵"})) == "damaged"
    assert code_of(repacked({}, without="word/document.xml")) == "damaged"


def test_parts_are_found_whatever_their_slashes_and_cases():
    document = root("document", f"<w:body>{p('走访慰问老兵')}{p('街道组织志愿者走访慰问。')}</w:body>")
    found = read_word(zipped({"word\\Document.xml": document}), LIMITS).manuscript
    assert found is not None
    assert found.title == "走访慰问老兵"


def test_a_damaged_picture_inside_does_not_spoil_the_text():
    blip = '<w:r><w:drawing><a:blip r:embed="p1"/></w:drawing></w:r>'
    content = docx(
        p("街道组织走访慰问。", blip),
        parts={"word/media/a.jpg": b"\xff\xd8\xff junk"},
        relations=[("p1", "image", "media/a.jpg")],
    )
    document = read_word(content, LIMITS)
    assert [one.problem for one in document.pictures] == ["damaged"]
    assert document.manuscript is not None


NAMES = [
    "p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtPr", "sdtContent", "ins", "del", "fldChar", "instrText", "sym", "pPr",
    "rPr", "jc", "sz", "vMerge", "gridSpan", "tcPr", "drawing", "txbxContent", "br", "pStyle", "vanish",
]  # fmt: skip
VALUES = st.sampled_from(["", "1", "-3", "begin", "end", "separate", "continue", "F0FE", "99999999999", "x", "中"])


def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def written(name: str, value: str, children: list[str]) -> str:
        attributes = " ".join(f'w:{key}="{value}"' for key in ("val", "fldCharType", "char", "font"))
        return f"<w:{name} {attributes}>{''.join(children)}</w:{name}>"

    return st.builds(written, st.sampled_from(NAMES), VALUES, st.lists(inside, max_size=4))


@given(st.lists(st.recursive(st.sampled_from(["", "老兵", "稿件标题"]), element, max_leaves=25), max_size=6))
@settings(max_examples=150, deadline=None)
def test_elements_in_any_disorder_are_read(children):
    read_word(docx("".join(children), styles="".join(children)), LIMITS)


def test_more_elements_than_a_book_has_are_over_limit():
    assert code_of(docx("<w:p/>" * (XML_TAGS + 1))) == "over_limit"
