"""Parts named from a forwarded letter are told from the letter's own by their path."""

from dataclasses import replace

import pytest
from builders.letters import attachment, unread, word

from pipeline.domain.parts import is_litter, manuscripts_among, not_forwarded, would_be_manuscripts


def test_only_what_lies_inside_a_forwarded_letter_is_forwarded() -> None:
    eml, twin = attachment("转发", "eml", path="转发"), attachment("转发", "eml", path="转发#2")
    inner, twins = attachment("a", "docx", path="转发!/a"), attachment("b", "docx", path="转发#2!/包.zip!/b")
    zipped, named = attachment("c", "docx", path="包.zip!/c"), attachment("转发!", "docx", path="转发!")
    assert not_forwarded((inner, twins, zipped, named), (eml, inner, twin, twins, zipped, named)) == (zipped, named)


def test_a_pdf_beside_the_word_file_of_the_same_title_is_its_copy_and_one_of_another_title_is_not() -> None:
    paper = word("走访老兵")
    titles = ("《走访老兵》", None, "另一篇")
    copy, untitled, other = (replace(word(title, "盖了章的正文。", name="稿件.pdf"), type="pdf") for title in titles)
    assert manuscripts_among((copy, paper, untitled, other)) == (paper, other)
    assert manuscripts_among((copy, other)) == (copy, other)


@pytest.mark.parametrize("name", ["~$走访老兵.docx", ".~走访老兵.docx", "._走访老兵.docx", ".DS_Store", "Thumbs.db"])
def test_what_a_program_lays_beside_an_open_file_is_no_manuscript(name: str) -> None:
    left = unread(name, "bin", "unsupported")
    assert is_litter(left)
    assert not would_be_manuscripts((left,))


def test_a_document_is_no_litter_whatever_its_name() -> None:
    paper, locked = word("走访老兵", name="~$走访老兵.docx"), unread("~$走访老兵.docx", "encrypted_office", "encrypted")
    assert manuscripts_among((paper,)) == (paper,)
    assert would_be_manuscripts((paper, locked)) == (locked,)
