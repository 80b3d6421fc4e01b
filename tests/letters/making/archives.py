"""Archives and other containers (mail.md L8)."""

import struct
import zlib

from letters.making import units as u
from letters.making.golden import Attached, Golden, Leaf, manuscript, photo, piece, review_form, whole, word_file
from letters.making.paper import zipped

Members = dict[str, bytes]


def gbk_zip(members: Members, *, locked: bool = False) -> bytes:
    """A zip as Chinese programs write it: names in GBK, not flagged as UTF-8, nothing squeezed."""
    body, directory = b"", b""
    for name, content in members.items():
        raw, flags = name.encode("gbk"), 1 if locked else 0
        fixed = struct.pack(
            "<HHHHHIIIHH", 20, flags, 0, 0x4920, 0x50A6, zlib.crc32(content), len(content), len(content), len(raw), 0
        )
        directory += struct.pack("<IH", 0x02014B50, 20) + fixed + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + raw
        body += struct.pack("<I", 0x04034B50) + fixed + raw + content
    count = len(members)
    return body + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(directory), len(body), 0)


def archive(name: str, content: bytes, inside: tuple[Leaf, ...]) -> Attached:
    """An archive as an attachment."""
    return Attached(name=name, type="zip", content=content, inside=inside)


def _inside(path: str, kind: str, content: bytes | None) -> Leaf:
    return Leaf(name=path.rpartition("/")[2], type=kind, path=path, content=content)


def _pack(unit: u.Unit, title: str) -> Members:
    return {
        "稿件.docx": manuscript(unit, title).docx(),
        "信息稿件审核表.docx": review_form(unit, title).content,
        "图片/现场一.jpg": photo(1).content,
        "图片/现场二.jpg": photo(2).content,
    }


def _kinds(holder: str, members: Members) -> tuple[Leaf, ...]:
    return tuple(_inside(holder + p, "docx" if p.endswith("docx") else "jpeg", c) for p, c in members.items())


def _with_gbk_names() -> tuple[Attached, ...]:
    members = _pack(u.ZUOJIATANG, _T["gbk"])
    return (archive("报送材料.zip", gbk_zip(members), _kinds("报送材料.zip!/", members)),)


def _with_utf8_names() -> tuple[Attached, ...]:
    members = {"稿件.docx": manuscript(u.ANHAI, _T["utf8"]).docx(), "现场.jpg": photo(5).content}
    return (archive("材料.zip", zipped(members), _kinds("材料.zip!/", members)),)


def _nested() -> tuple[Attached, ...]:
    pictures = {"一.jpg": photo(3).content, "二.jpg": photo(4).content}
    inner = gbk_zip(pictures)
    word = word_file(manuscript(u.GAOQIAO, _T["nested"])).content
    inside = (
        _inside("全部.zip!/稿件.docx", "docx", word),
        _inside("全部.zip!/图片.zip", "zip", inner),
        *_kinds("全部.zip!/图片.zip!/", pictures),
    )
    form = review_form(u.GAOQIAO, _T["nested"])
    return (archive("全部.zip", gbk_zip({"稿件.docx": word, "图片.zip": inner}), inside), form)


def _climbing() -> tuple[Attached, ...]:
    word = manuscript(u.CIZAO, _T["climbing"]).docx()
    members = {"../../外面/稿件.docx": word, "C:\\照片\\现场.jpg": photo(6).content, "__MACOSX/._稿件.docx": b"litter"}
    inside = (
        _inside("打包.zip!/外面/稿件.docx", "docx", word),
        _inside("打包.zip!/照片/现场.jpg", "jpeg", photo(6).content),
    )
    return (archive("打包.zip", gbk_zip(members), inside),)


def _locked() -> tuple[Attached, ...]:
    word = bytes(range(256)) * 8
    inside = (_inside("加密.zip!/稿件.docx", "docx", None),)
    form = review_form(u.DONGTANG, _T["locked"])
    return (archive("加密.zip", gbk_zip({"稿件.docx": word}, locked=True), inside), form, photo(7))


def _damaged() -> Attached:
    return archive("照片打包.zip", gbk_zip({"一.jpg": photo(8).content})[:4000], ())


_T = {
    "gbk": "左家塘街道老兵宣讲团成立",
    "utf8": "安海镇军属绣旗帜",
    "nested": "高桥街道军营开放日",
    "climbing": "磁灶镇老兵护河",
    "locked": "东塘街道核发优待证",
    "damaged": "圭塘街道拥军优属座谈",
    "rar": "黎托街道走访抗美援朝老兵",
    "tnef": "东山街道老兵邻里节",
}
_RAR = b"Rar!\x1a\x07\x01\x00" + bytes(range(64))
_TNEF = b"\x78\x9f\x3e\x22" + bytes(range(64))
_NO_FILES = ("manuscript_present fault manuscript", "form_present fault form", "pictures_present remark pictures")

LETTERS: tuple[Golden, ...] = (
    piece(
        "archive-gbk_names", "a whole piece in a zip whose names are GBK", u.ZUOJIATANG, "2020年度+左家塘+宣讲团",
        _T["gbk"], keyword="宣讲团", files=_with_gbk_names(),
    ),
    piece(
        "archive-utf8_names", "a zip whose names are flagged as UTF-8", u.ANHAI, "2022年度+安海镇+绣旗帜", _T["utf8"],
        keyword="绣旗帜", files=_with_utf8_names(),
    ),
    piece(
        "archive-nested", "a zip in a zip", u.GAOQIAO, "2020年度+高桥+军营开放日", _T["nested"], keyword="军营开放日",
        files=_nested(),
    ),
    piece(
        "archive-climbing_names", "members that climb out of their folder, and a file manager's litter", u.CIZAO,
        "2022年度+磁灶镇+护河行动", _T["climbing"], keyword="护河行动", files=_climbing(),
    ),
    piece(
        "archive-locked", "a zip with a password: the manuscript in it is named", u.DONGTANG,
        "2020年度+东塘+核发优待证",
        _T["locked"], keyword="核发优待证", files=_locked(), chars=None, disposition="returned",
        findings=("manuscript_readable fault 加密.zip!/稿件.docx",),
    ),
    piece(
        "archive-damaged", "a damaged zip beside a whole piece is a remark", u.GUITANG, "2020年度+圭塘+拥军座谈",
        _T["damaged"], keyword="拥军座谈", files=(*whole(u.GUITANG, _T["damaged"]), _damaged()),
        findings=("part_unreadable remark 照片打包.zip",),
    ),
    piece(
        "archive-rar", "everything in a .rar, which is not read yet", u.LITUO, "2020年度+黎托+走访老兵", _T["rar"],
        keyword="走访老兵", files=(Attached(name="走访.rar", type="rar", content=_RAR),), title="走访老兵", chars=None,
        disposition="returned", findings=("part_unreadable remark 走访.rar", *_NO_FILES),
    ),
    piece(
        "archive-winmail", "everything in winmail.dat, which is not read yet", u.DONGSHAN, "2020年度+东山+邻里节",
        _T["tnef"], keyword="邻里节", files=(Attached(name="winmail.dat", type="tnef", content=_TNEF),), title="邻里节",
        chars=None, disposition="returned", findings=("part_unreadable remark winmail.dat", *_NO_FILES),
    ),
)  # fmt: skip
