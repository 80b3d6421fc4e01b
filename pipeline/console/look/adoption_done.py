"""What came of a change, read from the log, for the person who made it."""

from typing import Any

from pipeline.console.texts import say
from pipeline.console.web.visit import Visit
from pipeline.store import audit

_FACTS = ("fact_entered", "fact_settled", "fact_refused", "fact_withdrawn")
_BY_HAND = ("points_adjusted", "points_undone", "call_entered", "call_answered", "named_entered", "figure_entered",
            "note_withdrawn")  # fmt: skip
_WHATS = (*_FACTS, *_BY_HAND, "outlet_settled")


def done_told(visit: Visit, line: str) -> tuple[str, ...]:
    """The sentences about the line of that number; none where it is no such line, or another person's."""
    if not (line.isascii() and line.isdigit() and len(line) < 16):
        return ()
    with visit.console.house.database.reading() as session:
        row = audit.by_id(session, visit.id, int(line))
    if row is None or row.login != visit.person.login or row.what not in _WHATS:
        return ()
    return tuple(text for text in _sentences(row.what, row.about, row.after) if text)


def _sentences(what: str, name: str, after: dict[str, Any]) -> list[str]:
    if what == "outlet_settled":
        return [
            say("done_outlet", wording=name, count=len(after["done"]), names="、".join(after["done"]) or "—"),
            say("done_left", names="、".join(after["left"])) if after.get("left") else "",
            say("done_remembered", wording=after["remembered"]) if after.get("remembered") else "",
            _points(after),
        ]
    if what in _BY_HAND:
        key = "done_again" if after.get("again") else "done_hand"
        did = say(key, did=say(f"did_{what}"), name=name)
        return [did, f"{after['remark']}。" if after.get("remark") else "", _points(after)]
    about = "，".join(part for part in (after.get("title"), after.get("about"), after.get("day")) if part)
    key = f"done_{after['outcome']}" if what in {"fact_entered", "fact_settled"} else f"done_{what}"
    told = [say(key, name=name, about=about, why=after.get("why") or "")]
    if after.get("remembered"):
        told.append(say("done_remembered", wording=after["remembered"]))
    if after.get("also"):
        told.append(say("done_also", count=len(after["also"]), names="、".join(after["also"])))
    return [*told, _points(after)]


def _points(after: dict[str, Any]) -> str:
    return say("done_points", changes="；".join(after["points"])) if after.get("points") else ""
