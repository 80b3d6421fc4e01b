"""How the bytes of a part are coded, and the line ends of a letter (mail.md L4)."""

import base64
import binascii

from letters.making import mail
from letters.making import units as u
from letters.making.golden import Attached, Golden, manuscript, photo, piece, whole, word_file

TITLES = {
    "trailing": "左家塘街道举办军属茶话会",
    "blocks": "高桥街道修缮老兵旧居",
    "odd": "东塘街道老兵护学岗",
    "quoted": "永和镇开设老兵书屋",
    "uu": "陈埭镇举行入伍欢送会",
    "one_line": "安海镇清明祭扫",
}


def _coded(title: str, unit: u.Unit, coding: str, body: bytes) -> Attached:
    part = mail.entity(
        [
            ("Content-Type", "application/octet-stream"),
            ("Content-Disposition", f'attachment; filename="{mail.word("稿件.docx")}"'),
            ("Content-Transfer-Encoding", coding),
        ],
        body,
    )
    return word_file(manuscript(unit, title), written=part)


def _yuhua(title: str, unit: u.Unit, coding: str, body: bytes) -> tuple[Attached, ...]:
    return (_coded(title, unit, coding, body), *whole(unit, title)[1:])


def _jinjiang(title: str, unit: u.Unit, coding: str, body: bytes) -> tuple[Attached, ...]:
    return (_coded(title, unit, coding, body), photo(7))


def _bytes(title: str, unit: u.Unit) -> bytes:
    return manuscript(unit, title).docx()


def _two_blocks(content: bytes) -> bytes:
    """Two padded blocks one after the other, as some gateways join them."""
    cut = len(content) // 2 - (len(content) // 2) % 3 + 1
    return mail.base64_lines(content[:cut]) + mail.base64_lines(content[cut:])


def _odd(content: bytes) -> bytes:
    """Lines of 71 with blanks, a stray character and no padding."""
    coded = base64.b64encode(content).rstrip(b"=")
    return b"".join(b"  " + coded[at : at + 71] + b" ! \r\n" for at in range(0, len(coded), 71))


def _quoted(content: bytes) -> bytes:
    return binascii.b2a_qp(content, istext=False).replace(b"\n", b"\r\n")


def _uu(content: bytes) -> bytes:
    lines = (binascii.b2a_uu(content[at : at + 45]).replace(b"\n", b"\r\n") for at in range(0, len(content), 45))
    return b"begin 644 a.docx\r\n" + b"".join(lines) + b"`\r\nend\r\n"


def _letter(name: str, about: str, unit: u.Unit, subject: str, key: str, files: tuple[Attached, ...]) -> Golden:
    return piece(name, about, unit, subject, TITLES[key], keyword=subject.rpartition("+")[2], files=files)


_MBOX = b"From zuojiatang@yuhua.test Wed May  6 09:12:03 2020\r\n"

LETTERS: tuple[Golden, ...] = (
    _letter(
        "transfer-trailing_blank", "`base64 ` with a blank behind it", u.ZUOJIATANG, "2020年度+左家塘+军属茶话会",
        "trailing",
        _yuhua(
            TITLES["trailing"], u.ZUOJIATANG, "base64 ", mail.base64_lines(_bytes(TITLES["trailing"], u.ZUOJIATANG))
        ),
    ),
    _letter(
        "transfer-two_blocks", "two padded base64 blocks in one part", u.GAOQIAO, "2020年度+高桥+旧居修缮", "blocks",
        _yuhua(TITLES["blocks"], u.GAOQIAO, "base64", _two_blocks(_bytes(TITLES["blocks"], u.GAOQIAO))),
    ),
    _letter(
        "transfer-odd_base64", "BASE64 in odd lines, with strangers in them and without padding", u.DONGTANG,
        "2020年度+东塘+护学岗", "odd",
        _yuhua(TITLES["odd"], u.DONGTANG, "BASE64", _odd(_bytes(TITLES["odd"], u.DONGTANG))),
    ),
    _letter(
        "transfer-quoted_printable", "a Word file in quoted-printable", u.YONGHE, "2022年度+永和镇+老兵书屋", "quoted",
        _jinjiang(TITLES["quoted"], u.YONGHE, "quoted-printable", _quoted(_bytes(TITLES["quoted"], u.YONGHE))),
    ),
    _letter(
        "transfer-uuencode", "a Word file in uuencode", u.CHENDAI, "2022年度+陈埭镇+入伍欢送", "uu",
        _jinjiang(TITLES["uu"], u.CHENDAI, "x-uuencode", _uu(_bytes(TITLES["uu"], u.CHENDAI))),
    ),
    _letter(
        "transfer-one_line", "base64 in a single line", u.ANHAI, "2022年度+安海镇+清明祭扫", "one_line",
        _jinjiang(
            TITLES["one_line"], u.ANHAI, "base64", base64.b64encode(_bytes(TITLES["one_line"], u.ANHAI)) + b"\r\n"
        ),
    ),
    piece(
        "transfer-lf_only", "LF line ends throughout", u.GUITANG, "2020年度+圭塘+技能比武", "圭塘街道退役军人技能比武",
        keyword="技能比武", remade=lambda raw: raw.replace(b"\r\n", b"\n"),
    ),
    piece(
        "transfer-bare_cr", "a bare CR inside the subject and in the body", u.LITUO,
        "2020年度+黎托+ 防溺水巡查", "黎托街道老兵防溺水巡查", keyword="防溺水巡查",
        subject_header=mail.word("2020年度+黎托+") + "\r " + "防溺水巡查",
        body="稿件\r请查收。",
    ),
    piece(
        "transfer-mbox_line", "a `From ` line of a mailbox file before the letter", u.TONGSHENG,
        "2020年度+同升+乒乓球赛", "同升街道举办老兵乒乓球赛", keyword="乒乓球赛", remade=lambda raw: _MBOX + raw,
    ),
    piece(
        "transfer-byte_order_mark", "a UTF-8 byte order mark before the letter", u.DONGJING,
        "2020年度+洞井+老兵讲堂", "洞井街道开办老兵讲堂", keyword="老兵讲堂", remade=lambda raw: b"\xef\xbb\xbf" + raw,
    ),
    piece(
        "transfer-cut_off", "the end of the letter is missing: the closing boundary never came", u.TIAOMA,
        "2020年度+跳马+春季征兵", "跳马镇宣传春季征兵", keyword="春季征兵",
        remade=lambda raw: raw[: raw.rindex(b"\r\n------=_Part")],
    ),
    piece(
        "transfer-repeated_subject", "two Subject headers: the last is shown", u.JINGWANZI,
        "2020年度+井湾子+夜校开班", "井湾子街道退役军人夜校开班", keyword="夜校开班",
        subject_header=mail.words("2019年度+东山+旧主题"),
        change={"Subject#2": mail.words("2020年度+井湾子+夜校开班")},
    ),
)  # fmt: skip
