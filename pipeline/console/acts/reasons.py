"""The reason of a decision: what was picked from the list, and what was written besides."""

from pipeline.console.web.fields import Fields

LONGEST = 1000  # characters


def reason_of(fields: Fields) -> str:
    """Everything that was picked and written, as one sentence a line would hold."""
    written = " ".join(fields.one("reason").split())
    parts = [*(pick for pick in fields.all("because") if pick), *([written] if written else [])]
    return "；".join(dict.fromkeys(part.rstrip("；。;") for part in parts))[:LONGEST]
