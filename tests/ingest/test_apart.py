"""A form in a letter of its own finds its piece by unit and title, before or after it; doubt goes to a person (S4)."""

import pytest
from builders.letters import SECTION, TITLE, Shelf, arrive, form, photo, piece, word

from pipeline.domain.piece import Incoming

NEAR = "左家塘街道走访慰问老兵活动"


def comes(*parts, there=(), **more) -> Incoming:  # type: ignore[no-untyped-def]
    """A letter without a token, with these pieces on record."""
    return arrive("2020年度+左家塘+补材料", parts, shelf=Shelf(list(there)), **more)


def test_the_form_after_the_piece_and_the_piece_after_the_form() -> None:
    manuscript, alone = piece(word(), photo()), piece(form())
    assert comes(form(), there=[manuscript]).completes == manuscript
    assert comes(word(), photo(), there=[alone]).completes == alone


@pytest.mark.parametrize("parts", [(form(NEAR),), (word(NEAR),)], ids=["form", "manuscript"])
def test_a_title_that_is_nearly_the_same_is_a_doubt(parts) -> None:  # type: ignore[no-untyped-def]
    there = piece(word()) if parts[0].document.form else piece(form())
    incoming = comes(*parts, there=[there])
    assert (incoming.completes, incoming.maybe) == (None, there)


def test_a_form_for_which_two_pieces_of_the_same_title_wait_is_a_doubt() -> None:
    first, second = piece(word()), piece(word(TITLE, "另一篇同题的稿件。" * 30), number="YH-2020-00013")
    incoming = comes(form(), there=[second, first])
    assert (incoming.completes, incoming.maybe) == (None, second)


def test_another_title_unit_or_a_piece_that_lacks_nothing_is_no_doubt() -> None:
    assert comes(form("别的稿件"), there=[piece(word())]).maybe is None
    assert comes(form(NEAR), there=[piece(word())], sender=SECTION).maybe is None
    assert comes(form(NEAR), there=[piece(word(), form())]).maybe is None
    assert comes(word(NEAR), form(NEAR), there=[piece(word())]).maybe is None


def test_titles_that_differ_in_a_figure_are_no_doubt() -> None:
    there = piece(word())
    assert comes(form(TITLE + "第二次"), there=[there]).maybe is None
