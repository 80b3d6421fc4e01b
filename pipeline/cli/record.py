"""A piece or letter with everything on record about it, as lines a clerk reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.cli.sealing_texts import copies
from pipeline.cli.texts import say
from pipeline.domain.bureau import Bureau
from pipeline.domain.timeutil import local
from pipeline.report.record_words import MAIL_KINDS, MAIL_STATES, ROLES, event_line
from pipeline.report.view import Choice
from pipeline.report.words import Words
from pipeline.steps.alike_told import say_alike
from pipeline.steps.answer import RECEIPT_OWED
from pipeline.steps.choices import for_letter, for_piece, for_turn, offered
from pipeline.steps.show import Shown

Line = tuple[int, str]  # how far to the right, and what stands there


@dataclass(frozen=True)
class Clerk:
    """Tells what is on record in a bureau's words."""

    words: Words
    bureau: Bureau

    def lines(self, shown: Shown) -> Iterator[Line]:
        """Everything about a piece or letter, from what it is to the mails about it."""
        if shown.piece:
            yield from ((0, line) for line in self._piece(shown.piece))
            if shown.turn:
                yield 0, self._pair("next", shown.turn["said"])
        else:
            yield 0, self._pair("bureau", self.bureau.name)
        sections = {
            "letters": (self._letter, shown.letters),
            "alike": (self._alike, shown.alike),
            "parts": (self._part, shown.parts),
            "history": (self._event, shown.history),
            "mails": (self._mail, shown.mails),
        }
        for heading, (tell, rows) in sections.items():
            if rows:
                yield 0, ""
                yield 0, say(heading)
            for row in rows:
                yield from tell(row)

    def unit(self, unit_id: str | None) -> str:
        """A unit's full name."""
        unit = self.bureau.roster.by_id(unit_id)
        return unit.name if unit else "—"

    def _piece(self, piece: dict[str, Any]) -> Iterator[str]:
        told = {
            "number": piece["number"],
            "bureau": self.bureau.name,
            "state": self.words.word(piece["state"], "state"),
            "unit": self.unit(piece["unit"]),
            "title": piece["title"] or "—",
            "chars": piece["chars"],
            "year": piece["year"],
            "keyword": piece["keyword"],
            "sender": piece["sender"],
            "arrived": moment(piece["arrived"]),
            "accepted": moment(piece["accepted"]),
        }
        yield from (self._pair(key, value) for key, value in told.items() if value not in (None, ""))

    def _letter(self, row: dict[str, Any]) -> Iterator[Line]:
        kind = self.words.word(row["kind"], "letter_kind") if row["kind"] else ""
        ended = self.words.word(row["disposition"], "disposition") if row["disposition"] else say("unread")
        waits = "" if row["settled"] else say("waits")
        yield 2, _joined(row["letter"], moment(row["arrived"]), kind, ended, waits)
        places = "；".join(say("place", folder=p["folder"], uid=p["uid"]) for p in row["places"])
        for key, value in (("sender", row["sender"]), ("subject", row["subject"]), ("places", places)):
            if value:
                yield 4, self._pair(key, value)
        if row.get("sealed"):
            yield from ((4, line) for line in copies(self.bureau.mailbox, row))
        for finding in row["findings"]:
            mark = self.words.word(finding["severity"], "severity")
            yield 4, f"{mark}：{finding['message']}{finding['remedy']}"
        if row["trouble"] == RECEIPT_OWED:
            yield 4, say("receipt_owed")
        elif row["trouble"]:
            yield 4, say("trouble")
            yield from ((6, line) for line in row["trouble"].splitlines())

    def _part(self, row: dict[str, Any]) -> Iterator[Line]:
        role = ROLES.get(row["role"], row["role"]) + ("" if row["current"] else say("replaced"))
        yield 2, _joined(role, row["name"], f"{row['type']}，{_size(row['bytes'])}", row["letter"])

    def _alike(self, row: dict[str, Any]) -> Iterator[Line]:
        how = say_alike(self.words, same=row["same"], percent=row["percent"], pictures=row["pictures"])
        state = self.words.word(row["state"], "state")
        yield 2, _joined(row["number"], self.unit(row["unit"]), row["title"], moment(row["arrived_at"]), state, how)

    def _event(self, row: dict[str, Any]) -> Iterator[Line]:
        yield 2, _joined(moment(row["at"]), self.event(row["what"], row["by"], row["detail"]))

    def event(self, what: str, by: str, detail: dict[str, Any]) -> str:
        """An event of the log in Chinese; one without a word of its own comes as it is."""
        return event_line(what, by, detail, self.words, self.unit)

    def _mail(self, row: dict[str, Any]) -> Iterator[Line]:
        kind, state = MAIL_KINDS.get(row["kind"], row["kind"]), MAIL_STATES.get(row["state"], row["state"])
        yield 2, _joined(kind, say("mail_to", to=row["to"]), state, moment(row["sent"]))
        unsent = row["state"] != "sent"
        for key, value in (
            ("subject", row["subject"]), ("answer", unsent and row["answer"]), ("advice", unsent and row["advice"]),
        ):  # fmt: skip
            if value:
                yield 4, self._pair(key, value)

    def choices(self, shown: Shown) -> tuple[Choice, ...]:
        """What a clerk may do now, where something waits for one."""
        piece = shown.piece
        fit = for_piece(piece["state"], unit_known=piece["unit"] is not None) if piece else ()
        if fit:
            return offered(fit, shown.name, self.words, letter=False)
        if shown.turn:
            fit = for_turn(shown.turn["act"])
            return offered(fit, shown.name, self.words, letter=False, approver=shown.turn["step"])
        waits = next((row for row in shown.letters if not row["settled"] or row["trouble"] == RECEIPT_OWED), None)
        if waits is None:
            return ()
        sender_known = bool(waits["sender"] and self.bureau.roster.by_address(waits["sender"]))
        owed = waits["trouble"] == RECEIPT_OWED
        fit = for_letter(waits["disposition"], owed=owed, reply=piece is not None, sender_known=sender_known)
        return offered(fit, waits["letter"], self.words, letter=piece is None)

    def _pair(self, key: str, value: object) -> str:
        return f"{say(key)}：{value}"


def moment(iso: str | None) -> str:
    """A time of the record on the office's clock: 2020-05-06 18:00; empty where there is none."""
    return f"{local(datetime.fromisoformat(iso)):%Y-%m-%d %H:%M}" if iso else ""


def _size(count: int) -> str:
    return f"{count} B" if count < 1000 else f"{count / 1000:.0f} KB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"


def _joined(*cells: str | None) -> str:
    return "  ".join(cell for cell in cells if cell)
