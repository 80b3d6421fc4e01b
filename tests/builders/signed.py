"""Letters with a DKIM signature, by a key that is made when it is needed."""

import base64
from dataclasses import dataclass, field
from functools import cache
from random import Random

import dkim

SELECTOR = "s1"


@dataclass(frozen=True)
class Key:
    """A pair of RSA keys."""

    private: bytes = field(repr=False)  # PEM
    record: str  # as the domain publishes it


@cache
def key(seed: int = 1, bits: int = 1024) -> Key:
    """The same key for the same seed; fit for nothing but a test."""
    dice, exponent = Random(seed), 65537
    p, q = (_prime(dice, bits // 2, exponent) for _ in range(2))
    d = pow(exponent, -1, (p - 1) * (q - 1))
    numbers = (0, p * q, exponent, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))
    private = base64.encodebytes(_sequence(*map(_integer, numbers)))
    bare = b"\x03" + _length(len(_sequence(*map(_integer, numbers[1:3]))) + 1) + b"\0"
    rsa = _sequence(bytes.fromhex("06092a864886f70d010101"), b"\x05\0")
    public = _sequence(rsa, bare + _sequence(*map(_integer, numbers[1:3])))
    begin, end = (b"-----%s RSA PRIVATE KEY-----\n" % word for word in (b"BEGIN", b"END"))
    return Key(begin + private + end, f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}")


def signed(raw: bytes, domain: str, *, by: Key | None = None, selector: str = SELECTOR) -> bytes:
    """The letter with a signature of the domain on top."""
    pair = by or key()
    return dkim.sign(raw, selector.encode(), domain.encode(), pair.private) + raw


def _prime(dice: Random, bits: int, exponent: int) -> int:
    while True:
        n = dice.getrandbits(bits) | 1 | 3 << (bits - 2)
        if n % exponent != 1 and all(pow(base, n - 1, n) == 1 for base in (2, 3, 5, 7)):
            return n


def _sequence(*parts: bytes) -> bytes:
    content = b"".join(parts)
    return b"\x30" + _length(len(content)) + content


def _integer(number: int) -> bytes:
    content = number.to_bytes(number.bit_length() // 8 + 1)
    return b"\x02" + _length(len(content)) + content


def _length(count: int) -> bytes:
    if count < 128:
        return bytes([count])
    content = count.to_bytes((count.bit_length() + 7) // 8)
    return bytes([128 + len(content)]) + content
