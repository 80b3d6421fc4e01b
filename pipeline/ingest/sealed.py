"""The sealed store: letters with a secrecy marking, out of every other door (rules.md S6, design.md §4.7).

    sealed/<sha256>.eml                      for the owner of the data folder alone
    sealed/<sha256>.<sha256 of the file>.age encrypted to a bureau's public keys; no private key is ever here

The second sum tells without any key whether the encrypted file is still sound. age: https://age-encryption.org/v1.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pyrage import DecryptError, IdentityError, decrypt, encrypt
from pyrage.x25519 import Identity, Recipient

from pipeline.ingest.durable import make_folder, sha256_of, sync_folder, verify, write_whole

SEALED = "sealed"
_AGE = ".age"
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - how the line of a private key begins, as age-keygen writes it


class WrongKey(Exception):  # noqa: N818 - told to a person
    """A file holds no private key, or none that opens the letter; the message is a word: none, other."""


def new_key() -> tuple[str, str]:
    """A new pair: the private key, and the public one that goes into bureau.toml."""
    identity = Identity.generate()
    return str(identity), str(identity.to_public())


def sealed_copy(root: Path, sha256: str) -> Path | None:
    """Where a letter lies sealed and sound; None where it does not."""
    plain = root / SEALED / f"{sha256}.eml"
    if verify(plain):
        return plain
    return next((file for file in _encrypted(root, sha256) if sha256_of(file) == file.suffixes[0][1:]), None)


def is_encrypted(path: Path) -> bool:
    """Whether a sealed letter can be read with a private key only."""
    return path.suffix == _AGE


def seal(root: Path, raw: bytes, keys: Sequence[str] = ()) -> Path:
    """Lay a letter into the sealed store and return its place; the open store is left as it is (`drop_open`).

    One that lies there sound stays as it is, but for this: what lies there plainly is encrypted when there are keys.

    Args:
        root: the data folder.
        raw: the letter.
        keys: the public keys; without one the letter is kept for the owner alone.

    Raises:
        OSError: the disk is full or read-only.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    known = sealed_copy(root, sha256)
    if known is not None and (is_encrypted(known) or not keys):
        return known
    folder = root / SEALED
    make_folder(folder)
    folder.chmod(0o700)
    content = encrypt(raw, [Recipient.from_str(key) for key in keys]) if keys else raw
    name = f"{sha256}.{hashlib.sha256(content).hexdigest()}{_AGE}" if keys else f"{sha256}.eml"
    write_whole(content, folder / name, folder)
    if keys:
        (folder / f"{sha256}.eml").unlink(missing_ok=True)
        sync_folder(folder)
    return folder / name


def opened(path: Path, key: Path | None = None) -> bytes:
    """The bytes of a sealed letter.

    Args:
        path: where it lies (`sealed_copy`).
        key: the file with the private key, as age-keygen writes it; wanted of encrypted ones only.

    Raises:
        WrongKey: no key was given, or none of the file opens the letter.
        OSError: the letter cannot be read.
    """
    content = path.read_bytes()
    if not is_encrypted(path):
        return content
    identities = _identities(key) if key is not None else []
    if not identities:
        raise WrongKey("none")
    try:
        raw: bytes = decrypt(content, identities)
    except DecryptError as fault:
        raise WrongKey("other") from fault
    if hashlib.sha256(raw).hexdigest() != path.name.partition(".")[0]:
        raise WrongKey("other")
    return raw


def unsealed(root: Path, sha256: str) -> None:
    """Forget the sealed copies of a letter that is in the open store again."""
    for file in ((root / SEALED / f"{sha256}.eml"), *_encrypted(root, sha256)):
        file.unlink(missing_ok=True)
    sync_folder(root / SEALED)


def _encrypted(root: Path, sha256: str) -> list[Path]:
    return sorted((root / SEALED).glob(f"{sha256}.*{_AGE}"))


def _identities(key: Path) -> list[Identity]:
    try:
        lines = key.read_text(encoding="utf-8", errors="replace").splitlines()
        return [Identity.from_str(line.strip()) for line in lines if line.strip().startswith(_SECRET)]
    except (OSError, IdentityError) as fault:
        raise WrongKey("none") from fault
