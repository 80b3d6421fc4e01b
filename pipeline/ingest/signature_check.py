"""Whether a DKIM signature fits its letter (RFC 6376), with keys that are at hand; for the reading child, offline."""

from collections.abc import Mapping

PASS, FAIL, NONE = "pass", "fail", ""
_MOST = 3  # signatures, as in authentication.py
_BITS = 1024  # of an RSA key, at least
_NO_MATCH = "body hash mismatch"


def check_signatures(raw: bytes, keys: Mapping[str, str]) -> str:
    """What the keys say of a letter's signatures.

    A signature without a sound key, one that has expired or leaves out the From, or any that its domain only tries
    out (t=y), says nothing.

    Args:
        raw: the letter's exact bytes.
        keys: the key records, by name: selector._domainkey.domain.

    Returns:
        "pass" where one of the signatures fits, "fail" where none does and one does not; else "".
    """
    found = {_check(raw, place, keys) for place in range(_MOST)}
    return next((result for result in (PASS, FAIL) if result in found), NONE)


def _check(raw: bytes, place: int, keys: Mapping[str, str]) -> str:
    import dkim  # a third of a second that a child need not wait for before there is a signature
    from dkim.util import InvalidTagValueList

    try:
        message = dkim.DKIM(raw, minkey=_BITS)
        told = message.verify_headerprep(place)
        if not told:
            return NONE
        signature, covered, _ = told
        name = f"{signature[b's'].decode()}._domainkey.{signature[b'd'].decode()}".lower()
        record = keys.get(name, "").encode()
        weak = signature[b"a"] == b"rsa-sha1" or b"l" in signature  # RFC 8301; l=: what was added behind is not signed
        if not record or weak or b"from" not in covered:
            return NONE
        if dkim.evaluate_pk(name, record)[1] < _BITS:
            return NONE
        fits = message.verify(place, dnsfunc=lambda _name, timeout: record)  # noqa: ARG005 - as dkimpy calls it
    except dkim.ValidationError as fault:
        fits = False
        if not str(fault).startswith(_NO_MATCH):
            return NONE
    except (dkim.DKIMException, InvalidTagValueList, ValueError, LookupError, TypeError):
        return NONE
    return PASS if fits else NONE if _tried_out(record) else FAIL


def _tried_out(record: bytes) -> bool:
    from dkim.util import parse_tag_value

    flags = parse_tag_value(record).get(b"t", b"")
    return b"y" in [flag.strip() for flag in flags.split(b":")]
