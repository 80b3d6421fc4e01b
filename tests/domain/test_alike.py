"""Texts that are nearly the same share a key, others do not; percent and distance say how much they agree."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.alike import LOOK_BITS, look_distance, look_keys, text_keys, text_percent

LOOK = "0123456789abcdef" * 2
CHARACTERS = "".join(chr(0x4E00 + n) for n in range(600))


def written(seed: int, length: int = 600) -> str:
    """A text as varied as prose; another one for another seed."""
    return "".join(Random(seed).choices(CHARACTERS, k=length))


@pytest.mark.parametrize("seed", range(5))
def test_a_text_with_a_paragraph_replaced_shares_a_key_with_the_old_one(seed: int) -> None:
    text = written(seed)
    for share in (30, 60, 90):
        changed = text[:200] + written(seed + 100, share) + text[200 + share :]
        assert set(text_keys(text, "yuhua")) & set(text_keys(changed, "yuhua"))
        assert text_percent(text, changed) >= 84


def test_texts_of_their_own_share_no_key_and_few_characters() -> None:
    keys = [set(text_keys(written(seed), "yuhua")) for seed in range(60)]
    assert len(set().union(*keys)) == sum(map(len, keys))
    assert text_percent(written(1), written(2)) < 30


def test_no_text_finds_one_of_another_bureau() -> None:
    assert not set(text_keys(written(1), "yuhua")) & set(text_keys(written(1), "jinjiang"))
    assert not set(look_keys(LOOK, "yuhua")) & set(look_keys(LOOK, "jinjiang"))


@given(st.text(max_size=40))
def test_any_text_has_keys_unless_it_is_shorter_than_a_run(text: str) -> None:
    keys = text_keys(text, "yuhua")
    assert len(keys) == (12 if len(text) >= 3 else 0)
    assert all(0 <= key < 2**63 for key in keys)


@given(st.sets(st.integers(0, LOOK_BITS - 1), max_size=7))
def test_pictures_that_differ_in_seven_bits_share_a_key(bits: set[int]) -> None:
    other = f"{int(LOOK, 16) ^ sum(1 << bit for bit in bits):032x}"
    assert look_distance(LOOK, other) == len(bits)
    assert set(look_keys(LOOK, "yuhua")) & set(look_keys(other, "yuhua"))


def test_a_picture_without_a_look_is_like_none() -> None:
    assert look_keys("", "yuhua") == ()
    assert look_distance("", "") == look_distance("", LOOK) == LOOK_BITS
