"""Content in base64, uuencode and quoted-printable, however it is labelled and broken (mail.md L4)."""

import base64
import binascii

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest.letters_by_hand import GIF


@pytest.mark.parametrize(
    "label",
    [b"base64 ", b"BASE64", b' "base64"', b"base64 (made by x)", b"(a) base64", b"base64; x=y", b"\tbase64\t\r"],
)
def test_l4_the_label_is_read_whatever_stands_around_it(opened, label):
    raw = b"Content-Type: image/gif\nContent-Transfer-Encoding: " + label + b"\n\n" + base64.encodebytes(GIF)
    letter, kept = opened(raw)
    assert kept[letter.parts[0].sha256] == GIF


def test_l4_two_padded_blocks_are_both_read(opened):
    first, second = GIF[:20], GIF[20:]
    body = base64.b64encode(first) + b"\n" + base64.b64encode(second)
    assert b"=" in base64.b64encode(first)
    _, kept = opened(b"Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\n" + body)
    assert GIF in kept.values()


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_l4_any_blocks_one_after_another_are_all_read(opened, blocks):
    body = b"\n".join(base64.b64encode(b) for b in blocks)
    whole = b"GIF89a" + b"".join(b for b in blocks)
    raw = b"Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"GIF89a") + b"\n" + body
    _, kept = opened(raw)
    assert whole in kept.values()


def test_l4_base64_with_bad_padding_and_rubbish_is_read(opened):
    body = base64.b64encode(GIF).rstrip(b"=")
    body = body[:10] + b" !\n " + body[10:]
    _, kept = opened(b"Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\n" + body)
    assert GIF in kept.values()


def test_l4_uuencode_and_broken_quoted_printable_are_read(opened):
    uu = b"begin 644 a.gif\n" + b"".join(binascii.b2a_uu(GIF[i : i + 45]) for i in range(0, len(GIF), 45))
    _, kept = opened(b"Content-Type: image/gif\nContent-Transfer-Encoding: x-uuencode\n\n" + uu + b"`\nend\n")
    assert GIF in kept.values()
    letter, _ = opened(
        b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        b"=E8=B5=B0=E8=AE= \n=BF 100=% =ZZ=E6=85=B0 \nend="
    )
    assert letter.text == "走访 100=% =ZZ慰\nend"
