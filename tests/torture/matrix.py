"""Chinese text in every charset × label × place × split that mail programs write (mail.md L1-L3), with the truth."""

import base64
import io
import quopri
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from pipeline.ingest.letter import read_letter
from pipeline.settings.values import Limits

CHARSETS = ("gb2312", "gbk", "gb18030", "utf-8")
GB_LABELS = (
    "gb2312",
    "GB2312",
    "gbk",
    "GBK",
    "gb18030",
    "GB18030",
    "x-gbk",
    "cp936",
    "euc-cn",
    "gb2312_80",
    " gb2312 ",
)
LABELS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), (*GB_LABELS, "")),
    "utf-8": ("utf-8", "UTF-8", "utf8", "unicode-1-1-utf-8", "gb2312", "gbk", ""),
}
SPLITS = ("whole", "words", "inside", "folded")
TEXTS = {
    "gb2312": ("走访慰问老兵", "八一双拥座谈会"),
    "gbk": ("老兵镕喆堃先进事迹", "赵珺玥走访〇八年老兵"),
    "gb18030": ("看望𠮷大爷老兵", "㐂迎八一走访"),
    "utf-8": ("老兵🎖️走红网络", "走访镕喆堃𠮷慰问"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Told:
    """A letter and what must be read in it."""

    name: str
    raw: bytes
    place: str  # subject, sender, file, plain, html, member
    text: str


Writer = Callable[[str, str, str, str, random.Random], bytes | None]


def matrix(seed: int = 0) -> Iterator[Told]:
    """Every combination that has a meaning, each with a text of its own choice."""
    chance = random.Random(seed)
    for charset, place, split in product(CHARSETS, WRITERS, SPLITS):
        for label in LABELS[charset]:
            text = chance.choice(TEXTS[charset])
            raw = WRITERS[place](text, charset, label, split, chance)
            if raw is not None:
                yield Told(name=f"{charset}/{label or 'raw'}/{place}/{split}", raw=raw, place=place, text=text)


def misread(seed: int = 0) -> Iterator[str]:
    """The letters of the matrix that are not read as they were written: what was read instead."""
    for told in matrix(seed):
        letter = read_letter(told.raw, Limits(), lambda _: "0" * 64)
        read = {
            "subject": letter.subject,
            "sender": "".join(one.name for one in letter.origin.senders),
            "file": "".join(part.name for part in letter.parts),
            "member": "".join(part.name for part in letter.parts[1:]),
        }.get(told.place, letter.text)
        if told.text not in read:
            yield f"{told.name}: {read!r} instead of {told.text!r}"


def _word(raw: bytes, label: str, chance: random.Random) -> bytes:
    """One encoded word, B or Q."""
    if chance.random() < 0.5:
        return b"=?%s?B?%s?=" % (label.encode(), base64.b64encode(raw))
    return b"=?%s?Q?%s?=" % (label.encode(), b"".join(b"=%02X" % byte for byte in raw))


def _header(text: str, charset: str, label: str, split: str, chance: random.Random) -> bytes | None:
    """A header's value; without a label the bytes stand raw."""
    raw, label = text.encode(charset), label.strip()
    if not label:
        return raw if split == "whole" and charset != "gb18030" else None
    if split == "whole":
        return _word(raw, label, chance)
    cut = len(text[: len(text) // 2].encode(charset)) + (1 if split == "inside" else 0)
    joint = b"\r\n " if split == "folded" else b" "
    return _word(raw[:cut], label, chance) + joint + _word(raw[cut:], label, chance)


def _subject(text: str, charset: str, label: str, split: str, chance: random.Random) -> bytes | None:
    value = _header(text, charset, label, split, chance)
    return None if value is None else b"From: a@b.test\r\nSubject: " + value + b"\r\n\r\nx"


def _sender(text: str, charset: str, label: str, split: str, chance: random.Random) -> bytes | None:
    value = _header(text, charset, label, split, chance)
    return None if value is None else b"From: " + value + b" <a@b.test>\r\nSubject: s\r\n\r\nx"


def _file(text: str, charset: str, label: str, split: str, chance: random.Random) -> bytes | None:
    """A file's name, as an encoded word, after RFC 2231 in sections, or raw."""
    raw = text.encode(charset)
    if not label.strip():
        value = b'filename="' + raw + b'.docx"' if split == "whole" and charset != "gb18030" else None
    elif split in ("inside", "words"):
        coded = b"".join(b"%%%02X" % byte for byte in raw) + b".docx"
        cut = 3 * (len(raw) // 2) + (1 if split == "inside" else 0)
        value = b"filename*0*=%s''%s; filename*1*=%s" % (label.strip().encode(), coded[:cut], coded[cut:])
    else:
        shown = _header(f"{text}.docx", charset, label, split, chance)
        value = None if shown is None else b'filename="' + shown + b'"'
    head = b"From: a@b.test\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; "
    return None if value is None else head + value + b"\r\n\r\nGIF89a"


def _body(kind: str, around: str) -> Writer:
    def write(text: str, charset: str, label: str, split: str, _chance: random.Random) -> bytes | None:
        raw = around.format(text).encode(charset)
        coding, body = {
            "whole": (b"8bit", raw),
            "words": (b"base64", base64.encodebytes(raw)),
            "inside": (b"base64 ", base64.b64encode(raw[:4]) + b"\r\n" + base64.b64encode(raw[4:])),
            "folded": (b"quoted-printable", quopri.encodestring(raw)),
        }[split]
        named = f"; charset={label.strip()}" if label.strip() else ""
        head = f"From: a@b.test\r\nContent-Type: text/{kind}{named}\r\nContent-Transfer-Encoding: ".encode()
        return head + coding + b"\r\n\r\n" + body

    return write


def _member(text: str, charset: str, label: str, split: str, _chance: random.Random) -> bytes | None:
    """A name in a zip: GBK where it is not flagged as UTF-8."""
    if label.strip() or split != "whole" or charset in ("gb18030", "utf-8"):
        return None
    out = io.BytesIO()
    stand_in = "x" * len(f"{text}.txt".encode(charset))
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(stand_in, b"text")
    content = out.getvalue().replace(stand_in.encode(), f"{text}.txt".encode(charset))
    head = b"From: a@b.test\r\nContent-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + base64.encodebytes(content)


WRITERS: dict[str, Writer] = {
    "subject": _subject,
    "sender": _sender,
    "file": _file,
    "plain": _body("plain", "请查收：{}。"),
    "html": _body("html", "<html><body><p>请查收：{}。</p></body></html>"),
    "member": _member,
}
