"""A DKIM signature fits its letter or it does not; where nothing can be said, nothing is said."""

import time

import pytest
from builders.signed import SELECTOR, key, signed

from pipeline.ingest.signature_check import check_signatures

DOMAIN = "yuhua.test"
LETTER = b"From: zuojiatang@yuhua.test\r\nTo: desk@baosong.test\r\nSubject: =?utf-8?B?5oWw6Zeu?=\r\n\r\nHello.\r\n"
KEYS = {f"{SELECTOR}._domainkey.{DOMAIN}": key().record}
GOOD = signed(LETTER, DOMAIN)


def record(text: str) -> dict[str, str]:
    return {f"{SELECTOR}._domainkey.{DOMAIN}": text}


@pytest.mark.parametrize(
    ("raw", "result"),
    [
        (GOOD, "pass"),
        (b"X-Added: on the way\r\n" + GOOD, "pass"),
        (b"From x Wed May  6 2020\n" + GOOD, "pass"),
        (GOOD.replace(b"Hello", b"Other"), "fail"),
        (GOOD.replace(b"From: zuojiatang", b"From: somebody"), "fail"),
        (signed(LETTER, DOMAIN, by=key(2)), "fail"),
        (GOOD.replace(b"\r\nFrom:", b"\r\nFrom: leader@b.test\r\nFrom:"), "fail"),
        (LETTER, ""),
        (signed(LETTER, "other.test"), ""),
        (signed(LETTER, DOMAIN, selector="s2"), ""),
        (GOOD.replace(b"DKIM-Signature: v=1", b"DKIM-Signature: v=9"), ""),
        (GOOD.replace(b"rsa-sha256", b"rsa-sha1"), ""),
        (b"DKIM-Signature: ;;;=\r\n" + LETTER, ""),
        (b"no header at all", ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_a_signature_is_checked_with_the_key_at_hand(raw: bytes, result: str) -> None:
    assert check_signatures(raw, KEYS) == result


@pytest.mark.parametrize(
    "text",
    ["v=DKIM1; p=", "v=DKIM1; k=rsa; p=AAAA", "v=DKIM9; p=x", "nonsense", "", "k=ed25519; p=" + "A" * 43 + "=",
     key(3, 512).record],
)  # fmt: skip
def test_a_key_that_is_unsound_or_was_withdrawn_says_nothing(text: str) -> None:
    assert check_signatures(GOOD.replace(b"Hello", b"Other"), record(text)) == ""


def test_what_a_domain_only_tries_out_is_not_held_against_it() -> None:
    keys = record(key().record + "; t=y:s")
    assert check_signatures(GOOD, keys) == "pass"
    assert check_signatures(GOOD.replace(b"Hello", b"Other"), keys) == ""


def test_a_signature_that_has_expired_or_leaves_room_for_more_says_nothing() -> None:
    old = b"; x=%d; h=" % (time.time() - 10 * 86400)
    assert check_signatures(GOOD.replace(b"; h=", old), KEYS) == ""
    assert check_signatures(GOOD.replace(b"; h=", b"; l=3; h="), KEYS) == ""


def test_one_signature_that_fits_is_enough() -> None:
    assert check_signatures(signed(LETTER, DOMAIN, by=key(2), selector="s2"), KEYS) == ""
    two = signed(GOOD, DOMAIN, by=key(2), selector="s2")
    assert check_signatures(two, KEYS | {f"s2._domainkey.{DOMAIN}": key().record}) == "pass"
