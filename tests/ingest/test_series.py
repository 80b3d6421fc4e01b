"""A piece in several letters: what subjects say of it, and when they are joined (design.md §4.4)."""

import pytest
from builders.letters import SECTION, SUBJECT, Shelf, arrive, bureau, form, photo, piece, word
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.words import LetterKind, State
from pipeline.ingest.series import series_of

OTHER = word("高桥街道举办退役军人招聘会", "招聘会吸引两百余人到场，达成意向四十余个。" * 15)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("（1/2）", (1, 2)), ("(2/3)", (2, 3)), (" 1/2", (1, 2)), ("第1封 共2封", (1, 2)),
        ("（第1封，共2封）", (1, 2)), ("第一封/共两封", (1, 2)), ("共3封第2封", (2, 3)),
        ("（共两封，这是第二封）", (2, 2)), ("【第2封共2封】", (2, 2)), ("第1部分共2部分", (1, 2)),
        ("之一", (1, None)), ("（之二）", (2, None)), ("（１／２）", (1, 2)),
    ],
)  # fmt: skip
def test_a_subject_says_which_of_several_letters_it_is(words: str, told: tuple[int, int | None]) -> None:
    found = series_of(SUBJECT + words, bureau().subject)
    assert found is not None
    assert (found.number, found.total) == told
    assert found.base == SUBJECT
    assert found.key == series_of("回复：" + SUBJECT + words, bureau().subject).key  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "subject",
    [SUBJECT, "2020年度+左家塘+5/6月工作", "2020年度+左家塘+第1期简报共2篇", "2020年度+左家塘+（3/2）", "之一",
     "（1/2）",     "2020年度+左家塘+第1封家书", "2020/5", "2020年度+左家塘+（1/60）", "2020年度+左家塘+满意率1/2"],
)  # fmt: skip
def test_other_figures_say_nothing_of_it(subject: str) -> None:
    assert series_of(subject, bureau().subject) is None


@given(st.text(max_size=40))
def test_any_subject_is_read(text: str) -> None:
    found = series_of(text, bureau().subject)
    assert found is None or found.number >= 1


def test_the_subject_is_read_without_these_words() -> None:
    incoming = arrive(SUBJECT + "（1/2）", (word(), form()))
    assert (incoming.keyword, incoming.subject.grade.value) == ("走访慰问", "exact")
    assert incoming.missing == {2}


@pytest.mark.parametrize("state", [State.RETURNED, State.RECEIVED])
def test_the_second_letter_joins_the_first_and_its_pictures_are_added(state: State) -> None:
    first = piece(word(), photo("一.jpg"), state=state)
    shelf = Shelf([first], subjects=[(SUBJECT + "（1/2）", first)])
    incoming = arrive(SUBJECT + "（2/2）", (form(), photo("二.jpg")), shelf=shelf)
    assert incoming.kind is LetterKind.COMPLETION
    assert incoming.completes is not None
    assert incoming.completes.number == first.number
    assert [p.name for p in incoming.pictures] == ["一.jpg", "二.jpg"]
    assert (incoming.missing, incoming.beside) == (set(), {"picture"})


def test_the_order_in_which_they_come_does_not_matter() -> None:
    second = piece(photo("二.jpg"))
    shelf = Shelf([second], subjects=[(SUBJECT + "第2封共2封", second)])
    assert arrive(SUBJECT + "第1封共2封", (word(), form()), shelf=shelf).completes is not None


@pytest.mark.parametrize(
    ("there", "here"),
    [("（1/2）", "（2/3）"), ("（2/2）", "（2/2）"), ("第1封共2封", ""), ("（1/2）", "之二"), ("", "（2/2）")],
)
def test_another_count_the_same_place_or_no_word_of_it_joins_nothing(there: str, here: str) -> None:
    first = piece(word())
    shelf = Shelf([first], subjects=[(SUBJECT + there, first)])
    assert arrive(SUBJECT + here, (photo("二.jpg"),), shelf=shelf).completes is None


def test_another_subject_or_unit_joins_nothing() -> None:
    first = piece(word())
    shelf = Shelf([first], subjects=[(SUBJECT + "（1/2）", first)])
    assert arrive("2020年度+左家塘+招聘会（2/2）", (photo("二.jpg"),), shelf=shelf).completes is None
    assert arrive(SUBJECT + "（2/2）", (photo("二.jpg"),), sender=SECTION, shelf=shelf).completes is None


def test_two_counted_letters_with_manuscripts_of_their_own_are_for_a_person() -> None:
    first = piece(word())
    shelf = Shelf([first], subjects=[(SUBJECT + "第1封共2封", first)])
    incoming = arrive(SUBJECT + "第2封共2封", (OTHER, form(None)), shelf=shelf)
    assert (incoming.completes, incoming.maybe) == (None, first)


def test_a_series_of_pieces_is_as_many_pieces() -> None:
    first = piece(word())
    shelf = Shelf([first], subjects=[(SUBJECT + "之一", first)])
    incoming = arrive(SUBJECT + "之二", (OTHER, form(None)), shelf=shelf)
    assert (incoming.completes, incoming.maybe, incoming.kind) == (None, None, LetterKind.SUBMISSION)


def test_a_closed_piece_is_not_joined() -> None:
    first = piece(word(), state=State.DISCARDED)
    shelf = Shelf([first], subjects=[(SUBJECT + "（1/2）", first)])
    assert arrive(SUBJECT + "（2/2）", (photo("二.jpg"),), shelf=shelf).completes is None
