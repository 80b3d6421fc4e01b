"""What the headers say of a sender: what speaks against it counts anywhere, what speaks for it in one place alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.letter import Signature
from pipeline.ingest.authentication import against, in_favour, signatures_of
from pipeline.ingest.headers import Headers, read_section
from pipeline.settings.values import Limits

TRACE = (
    "Received: from mail.yuhua.test (unknown [198.51.100.7])\r\n"
    "\tby mx2 (Coremail) with SMTP id PMCowABHj+b1.S2--; Wed, 6 May 2020 09:00:00 +0800 (CST)"
)
ID = "X-CM-TRANSID:PMCowABHj+b1.S2--"
RESULT = "Authentication-Results: mx2; spf=pass smtp.mail=zuojiatang@yu\r\n\thua.test; dkim=pass header.i=@yuhua.test"
OWN = "From: zuojiatang@yuhua.test\r\nSubject: x"


def headers(*fields: str) -> Headers:
    raw = ("\r\n".join(fields) + "\r\n\r\n").encode()
    return read_section(raw, 0, len(raw), Limits()).headers


def test_163s_own_result_is_believed_below_the_senders_headers_and_folded_inside_the_address() -> None:
    assert in_favour(headers(TRACE, OWN, ID, RESULT), "yuhua.test") == ("spf", "dkim")


@pytest.mark.parametrize(
    "fields",
    [
        (RESULT, OWN),  # nobody received it
        ("Received: from a by mx2 with SMTP id X; Wed, 6 May 2020 09:00:00 +0800", OWN, "X-CM-TRANSID: X", RESULT),
        ("Received: from a by b; Wed, 6 May 2020 09:00:00 +0800", TRACE, OWN, ID, RESULT),  # of an earlier hop
        (TRACE, OWN, RESULT),
        (TRACE, OWN, "X-CM-TRANSID: another", RESULT),
        (TRACE, OWN, ID, ID, RESULT),
        (TRACE, RESULT, OWN, ID, RESULT),  # a forged one above it
        (TRACE, OWN, ID, RESULT.replace("mx2", "mx3")),
        (TRACE, OWN, ID, RESULT.replace("yu\r\n\thua.test", "elsewhere.test").replace("@yuhua.test", "@else.test")),
        (TRACE, OWN, ID, RESULT.replace("hua.test", "hua.test.elsewhere.test").replace("@yuhua.test", "@else.test")),
    ],
)
def test_any_other_result_in_favour_is_not_believed(fields: tuple[str, ...]) -> None:
    assert in_favour(headers(*fields), "yuhua.test") == ()


def test_a_result_against_the_sender_is_believed_wherever_it_stands() -> None:
    found = headers("Authentication-Results: any; spf=fail; dkim=softfail; x-dkim=fail; xdkim=fail", OWN)
    assert against(found) == (("spf",), ("dkim",))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("v=1; a=rsa-sha256; d=Yuhua.test; s=s1;\r\n\th=From:To; bh=x=; b=y=", ("yuhua.test", "s1")),
        ("d=yuhua.test;s=s1", ("yuhua.test", "s1")),
        ("s=s1; d=yuhua.test; bh=d=other.test", ("yuhua.test", "s1")),
        ("v=1; d=yuhua.test", None),
        ("d=yu hua.test; s=s1", None),
        ("d=../../etc/passwd; s=s1", None),
        ("d=yuhua.test; s=s1/../x", None),
        ("", None),
    ],
)
def test_whose_key_a_signature_wants_is_read_off_it(value: str, found: tuple[str, str] | None) -> None:
    told = signatures_of(headers(f"DKIM-Signature: {value}"))
    assert told == ((Signature(domain=found[0], selector=found[1]),) if found else ())


def test_of_many_signatures_the_first_are_looked_at() -> None:
    many = headers(*(f"DKIM-Signature: d=yuhua.test; s=s{n}" for n in range(50)))
    assert [one.selector for one in signatures_of(many)] == ["s0", "s1", "s2"]


@given(st.text(alphabet="spfdkim=;: @.\t()mx2passyuhua.test", max_size=200))
def test_any_field_is_read(value: str) -> None:
    found = headers(TRACE, ID, f"Authentication-Results: mx2; {value}", f"DKIM-Signature: {value}")
    in_favour(found, "yuhua.test")
    against(found)
    signatures_of(found)
