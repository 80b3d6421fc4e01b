"""The public keys that sealed letters are encrypted to, as [sealing] in bureau.toml names them."""

from pyrage import RecipientError
from pyrage.x25519 import Recipient

from pipeline.settings.tomlfile import Table

_PRIVATE = "AGE-SECRET-KEY-"


def public_keys(table: Table) -> tuple[str, ...]:
    """The keys; none where the table is left out. A private key is a mistake as well: it must not be on this machine.

    Args:
        table: [sealing], perhaps empty.
    """
    keys = table.texts("public_keys", (), blank=True)
    for key in keys:
        if key.upper().startswith(_PRIVATE):
            table.complain("public_keys", "private_key")
        elif not is_public_key(key):
            table.complain("public_keys", "public_key", value=key)
    table.finish()
    return keys


def is_public_key(text: str) -> bool:
    """Whether it is a public key of age (X25519)."""
    try:
        Recipient.from_str(text)
    except RecipientError:
        return False
    return True
