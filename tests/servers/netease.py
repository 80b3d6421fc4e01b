"""163.com's IMAP as mail.md I1-I14 tell of it, with its Chinese folders, its gaps and its troubles.

A folder opens after ID only, and read-only or not makes no difference; UIDVALIDITY is 1 for ever and no UIDNEXT is
told; STATUS is empty; SEARCH by anything but uids finds nothing, and a CHARSET is refused; `n:*` finds the last letter
though it is older; there is no IDLE, MOVE, UNSELECT or CONDSTORE. Each trouble of `Troubles` is off unless asked for.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Self

from imap_tools.imap_utf7 import utf7_decode, utf7_encode
from servers.netease_troubles import UNSAFE, WRONG_CODE, Troubles
from servers.scripted import Connection, HangUp, Script, drip, stall

from pipeline.domain.timeutil import SHANGHAI

FOLDERS = {
    "INBOX": "", "草稿箱": r"\Drafts", "已发送": r"\Sent", "已删除": r"\Trash", "垃圾邮件": r"\Junk", "病毒文件夹": "",
    "广告邮件": "", "订阅邮件": "",
}  # fmt: skip
ARRIVED = datetime(2020, 5, 6, 18, 0, tzinfo=SHANGHAI)


class Letter(NamedTuple):
    """A letter as the server keeps it."""

    raw: bytes
    at: datetime  # INTERNALDATE


@dataclass(kw_only=True)
class Netease(Script):
    """The mailbox and its manners."""

    greeting: bytes = b"* OK Coremail System IMap Server Ready(163com)"
    password: str = ""  # "" lets everybody in
    folders: dict[str, dict[int, Letter]] = field(default_factory=lambda: {name: {} for name in FOLDERS})
    hidden: set[int] = field(default_factory=set)  # of the INBOX: 收取最近30天的邮件 keeps them from every client
    read: set[int] = field(default_factory=set)  # letters that a client's fetching marked as read
    troubles: Troubles = field(default_factory=Troubles)

    @classmethod
    def holding(cls, letters: Mapping[int, bytes], **troubles: object) -> Self:
        """An INBOX with these letters, by uid."""
        made = cls(troubles=Troubles(**troubles))  # type: ignore[arg-type]
        made.folders["INBOX"] = {uid: Letter(raw, ARRIVED) for uid, raw in letters.items()}
        return made

    def put(self, raw: bytes, *, folder: str = "INBOX", uid: int = 0, at: datetime = ARRIVED) -> int:
        """A letter arrives; its uid leaves a gap behind the last one's, unless one is named."""
        box = self.folders[folder]
        uid = uid or max(box, default=0) + 3
        box[uid] = Letter(raw, at)
        return uid

    def there(self, line: Connection) -> dict[int, Letter]:
        """The letters of the open folder that clients may see, by uid."""
        box = self.folders[line.folder]
        shown = box if line.folder != "INBOX" else {uid: box[uid] for uid in box if uid not in self.hidden}
        return dict(sorted(shown.items()))

    def before(self, line: Connection, word: str) -> bytes | None:
        """The troubles that meet a command whatever it says."""
        troubles = self.troubles
        if word in troubles.stalling:
            stall(self)
        if word in troubles.dripping:
            drip(self, line)
        if word in troubles.bye:
            line.send(b"* BYE IMAP4rev1 Server logging out, system is busy")
            raise HangUp
        return troubles.refused.get(word)

    def on_capability(self, line: Connection, _: str) -> bytes:
        line.send(b"* CAPABILITY IMAP4rev1 XLIST SPECIAL-USE ID LITERAL+ STARTTLS APPENDLIMIT=71680000 UIDPLUS")
        return b"OK CAPABILITY completed"

    def on_login(self, _: Connection, arguments: str) -> bytes:
        if self.troubles.login:
            return self.troubles.login
        said = arguments.partition(" ")[2].strip('"')
        return b"OK LOGIN completed" if self.password in ("", said) else WRONG_CODE

    def on_id(self, line: Connection, _: str) -> bytes:
        line.introduced = True
        line.send(b'* ID ("name" "Coremail Imap" "vendor" "Mailtech" "TransID" "1")')
        return b"OK ID completed"

    def on_list(self, line: Connection, _: str) -> bytes:
        for name in self.folders:
            line.send(b'* LIST (%s) "/" "%s"' % (FOLDERS.get(name, "").encode(), utf7_encode(name)))
        return b"OK LIST completed"

    def on_status(self, line: Connection, arguments: str) -> bytes:
        line.send(b"* STATUS %s ()" % arguments.partition(" ")[0].encode())
        return b"OK STATUS completed"

    def on_select(self, line: Connection, arguments: str) -> bytes:
        return self._opened(line, arguments, "SELECT", "READ-WRITE")

    def on_examine(self, line: Connection, arguments: str) -> bytes:
        return self._opened(line, arguments, "EXAMINE", "READ-ONLY")

    def _opened(self, line: Connection, arguments: str, word: str, how: str) -> bytes:
        if not line.introduced or self.troubles.unsafe > 0:
            self.troubles.unsafe -= line.introduced
            return b"NO %s %s" % (word.encode(), UNSAFE)
        name = utf7_decode(arguments.strip('"').encode())
        if name not in self.folders:
            return b"NO %s folder not exist" % word.encode()
        line.folder = name
        line.send(b"* %d EXISTS" % len(self.there(line)))
        line.send(b"* 0 RECENT")
        line.send(b"* OK [UIDVALIDITY 1] UIDs valid")
        line.send(b"* FLAGS (\\Answered \\Seen \\Deleted \\Draft \\Flagged)")
        return b"OK [%s] %s completed" % (how.encode(), word.encode())

    def on_noop(self, _line: Connection, _: str) -> bytes:
        return b"OK NOOP completed"

    def on_uid_search(self, line: Connection, criteria: str) -> bytes:
        if "CHARSET" in criteria.upper():
            return b"BAD [BADCHARSET] charset not support"
        if self.troubles.chatter:
            line.send(b"* 1 FETCH (FLAGS (\\Seen))")
            line.send(b"* 9 EXISTS")
        found = self.found(line, criteria)
        line.send(b"* SEARCH " + b" ".join(b"%d" % uid for uid in found))
        return b"OK SEARCH completed"

    def found(self, line: Connection, criteria: str) -> list[int]:
        """All, or the uids of a range; by sender, subject or header nothing is ever found (I6)."""
        there = self.there(line)
        if criteria.upper() == "ALL":
            return list(there)
        return sorted(_chosen(criteria[4:], there)) if criteria.upper().startswith("UID ") else []

    def on_uid_fetch(self, line: Connection, arguments: str) -> bytes:
        wanted, _, items = arguments.partition(" ")
        return self.on_bodies(line, sorted(_chosen(wanted, self.there(line))), items)

    def on_fetch(self, line: Connection, arguments: str) -> bytes:
        """By sequence number."""
        wanted, _, items = arguments.partition(" ")
        uids = list(self.there(line))
        return self.on_bodies(line, [uids[n - 1] for n in _chosen(wanted, range(1, len(uids) + 1))], items)

    def on_bodies(self, line: Connection, uids: list[int], items: str) -> bytes:
        """The items of these letters, one after the other."""
        for uid in uids:
            if "BODY[" in items:
                self.read.add(uid)
            if "HEADER.FIELDS" in items:
                self.header(line, uid)
            elif "BODY" not in items:
                line.send(b"* %d FETCH (UID %d RFC822.SIZE %d)" % (uid, uid, len(self.there(line)[uid].raw)))
            elif uid in self.troubles.damaged:
                return b"NO [SERVERBUG] Internal error occurred"
            elif uid not in self.troubles.left_out:
                self._whole(line, uid)
        return b"OK FETCH completed"

    def header(self, line: Connection, uid: int) -> None:
        """The Message-ID of a letter."""
        found = re.search(rb"^message-id:.*?\r\n(?![ \t])", self.there(line)[uid].raw, re.I | re.M | re.S)
        text = (found.group() if found else b"") + b"\r\n"
        line.send(b"* %d FETCH (BODY[HEADER.FIELDS (MESSAGE-ID)] {%d}\r\n%s)" % (uid, len(text), text))

    def _whole(self, line: Connection, uid: int) -> None:
        """A letter whole, as far as its troubles let it."""
        troubles = self.troubles
        if uid in troubles.vanishing:
            self.folders[line.folder].pop(uid)
            return
        if uid in troubles.cut:
            line.send(b"* %d FETCH (UID %d BODY[] {999}\r\nSubject" % (uid, uid), end=b"")
            raise HangUp
        if troubles.chatter:
            line.send(b"* 2 FETCH (FLAGS (\\Seen \\Deleted))")
            line.send(b"* 1 FETCH (UID %d FLAGS (\\Seen))" % uid)
            line.send(b"* 5 FETCH (UID 999 BODY[] {5}\r\nwrong)")
        self.body(line, uid)
        if troubles.chatter:
            line.send(b"* 1 FETCH (UID %d FLAGS ())" % uid)

    def body(self, line: Connection, uid: int) -> None:
        """A letter's bytes with their announced length, and when it arrived."""
        raw, at = self.there(line)[uid]
        date = at.strftime("%d-%b-%Y %H:%M:%S %z").encode()
        size = len(raw) + self.troubles.miscounted.get(uid, 0)
        line.send(b'* %d FETCH (UID %d INTERNALDATE "%s" BODY[] {%d}\r\n%s)' % (uid, uid, date, size, raw))

    def on_logout(self, line: Connection, _: str) -> bytes:
        line.send(b"* BYE IMAP4rev1 Server logging out")
        return b"OK LOGOUT completed"


def _chosen(text: str, there: Iterable[int]) -> list[int]:
    """Those of a set such as `1,3:5,9:*` that are there; a range's ends may stand either way round (RFC 3501)."""
    known, chosen = list(there), set()
    for run in text.split(","):
        first, _, last = run.partition(":")
        end = max(known, default=0) if last == "*" else int(last or first)
        chosen.update(range(min(int(first), end), max(int(first), end) + 1))
    return [number for number in known if number in chosen]
