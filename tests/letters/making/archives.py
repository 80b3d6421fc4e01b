"""Archives and other containers (mail.md L8)."""

import gzip
import io
import struct
import tarfile
import zlib
from collections.abc import Callable

import rars
from letters.making import units as u
from letters.making.golden import (
    Attached,
    Golden,
    Leaf,
    asset,
    manuscript,
    photo,
    piece,
    review_form,
    whole,
    word_file,
)
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


def rar(members: Members) -> bytes:
    """A RAR as WinRAR 5 writes it."""
    builder = rars.RarBuilder(format="rar50")
    for name, content in members.items():
        builder.add_bytes(content, name)
    return bytes(builder.to_bytes())


def tnef(members: Members) -> bytes:
    """A winmail.dat: signature and key, then attributes with level, number, length, data and sum."""
    out = struct.pack("<IH", 0x223E9F78, 1)
    for name, content in members.items():
        held = ((0x00069002, bytes(14)), (0x00018010, name.encode("gbk") + b"\0"), (0x0006800F, content))
        for number, data in held:
            out += struct.pack("<BII", 2, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
    return out


def _packed(name: str, kind: str, pack: Callable[[Members], bytes], unit: u.Unit, title: str) -> tuple[Attached, ...]:
    members = {path.rpartition("/")[2]: content for path, content in _pack(unit, title).items()}
    return (Attached(name=name, type=kind, content=pack(members), inside=_kinds(f"{name}!/", members)),)


def _tar_gz(unit: u.Unit, title: str) -> tuple[Attached, ...]:
    members = _pack(unit, title)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as opened:
        for path, content in members.items():
            info = tarfile.TarInfo(path)
            info.size = len(content)
            opened.addfile(info, io.BytesIO(content))
    holder = "材料.tar.gz!/材料.tar"
    inside = (_inside(holder, "tar", out.getvalue()), *_kinds(f"{holder}!/", members))
    return (Attached(name="材料.tar.gz", type="gz", content=gzip.compress(out.getvalue(), mtime=0), inside=inside),)


def _pictures_in(file: str, kind: str, title: str, unit: u.Unit, before: tuple[Leaf, ...] = ()) -> tuple[Attached, ...]:
    """A manuscript, a form, and files/material.*, which hold two photographs."""
    members = {"现场一.jpg": photo(2).content, "现场二.jpg": photo(3).content}
    packed = Attached(
        name=file, type=kind, content=asset(f"material.{kind}"), inside=(*before, *_kinds(f"{file}!/", members))
    )
    return (word_file(manuscript(unit, title)), review_form(unit, title), packed)


_T = {
    "gbk": "左家塘街道老兵宣讲团成立",
    "utf8": "安海镇军属绣旗帜",
    "nested": "高桥街道军营开放日",
    "climbing": "磁灶镇老兵护河",
    "locked": "东塘街道核发优待证",
    "damaged": "圭塘街道拥军优属座谈",
    "rar": "黎托街道走访抗美援朝老兵",
    "tnef": "东山街道老兵邻里节",
    "tgz": "高桥街道老兵书屋开张",
    "7z": "跳马镇老兵宣讲进课堂",
    "msg": "跳马镇老兵义务植树",
    "locked_rar": "圭塘街道老兵食堂开张",
}
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
        "archive-rar", "a whole piece in a .rar", u.LITUO, "2020年度+黎托+走访老兵", _T["rar"], keyword="走访老兵",
        files=_packed("走访.rar", "rar", rar, u.LITUO, _T["rar"]),
    ),
    piece(
        "archive-winmail", "a whole piece in a winmail.dat", u.DONGSHAN, "2020年度+东山+邻里节", _T["tnef"],
        keyword="邻里节", files=_packed("winmail.dat", "tnef", tnef, u.DONGSHAN, _T["tnef"]),
    ),
    piece(
        "archive-tar_gz", "a whole piece in a .tar.gz", u.GAOQIAO, "2020年度+高桥+老兵书屋", _T["tgz"],
        keyword="老兵书屋", files=_tar_gz(u.GAOQIAO, _T["tgz"]),
    ),
    piece(
        "archive-7z", "photographs in a .7z", u.TIAOMA, "2020年度+跳马镇+老兵宣讲", _T["7z"], keyword="老兵宣讲",
        files=_pictures_in("现场照片.7z", "7z", _T["7z"], u.TIAOMA),
    ),
    piece(
        "archive-outlook_msg", "photographs in a letter saved by Outlook", u.TIAOMA, "2020年度+跳马镇+义务植树",
        _T["msg"], keyword="义务植树", files=_pictures_in(
            "转发照片.msg", "msg", _T["msg"], u.TIAOMA,
            (_inside("转发照片.msg!/letter.txt", "txt", "报送稿件\n请查收附件。".encode()),),
        ),
    ),
    piece(
        "archive-rar_locked", "a .rar with a password: the picture in it is named", u.GUITANG,
        "2020年度+圭塘+老兵食堂", _T["locked_rar"], keyword="老兵食堂",
        files=(
            *whole(u.GUITANG, _T["locked_rar"]),
            Attached(
                name="照片.rar", type="rar", content=asset("locked.rar"),
                inside=(_inside("照片.rar!/照片.jpg", "jpeg", None),),
            ),
        ),
        disposition="returned", findings=("picture_readable fault 照片.rar!/照片.jpg",),
    ),
)  # fmt: skip
