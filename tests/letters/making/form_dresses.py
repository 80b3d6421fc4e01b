"""Form 2 as units dress it: cells split and merged, words marked by their look, signatures as pictures (S4)."""

from collections.abc import Mapping, Sequence

from letters.making import units as u
from letters.making.golden import Attached, Golden, asset, fields, manuscript, photo, piece, word_file
from letters.making.paper import package, para, picture, run, table

_LABELS = ("稿件标题", "供稿单位", "撰稿人", "是否涉及敏感内容或重要信息", "初审负责人意见", "分管领导意见")
_PHOTOGRAPH = Attached(name="IMG_0412.jpg", type="jpeg", content=asset("form-photo.jpg"))
_HEAD = para("信息稿件审核表", centred=True, bold=True)


def _sheet(body: str, links: Sequence[tuple[str, str, str]] = (), media: Mapping[str, bytes] | None = None) -> Attached:
    return Attached(name="信息稿件审核表.docx", type="docx", content=package(_HEAD + body, links, media))


def _rows(unit: u.Unit, title: str, box: str | None = None) -> list[list[str]]:
    """The form's rows as XML cells; `box` stands for the ticks."""
    values = [para(value.split("\n")[0]) if value else para() for value in fields(unit, title)]
    values[3] = values[3] if box is None else box
    return [[para(label), value] for label, value in zip(_LABELS, values, strict=True)]


def _dressed(name: str, about: str, unit: u.Unit, key: str, sheet: Attached, /) -> Golden:
    """A letter with nothing to mend, whose form wears this dress."""
    title = f"{unit.short}{key}活动"
    files = (word_file(manuscript(unit, title)), sheet, photo(len(key) % 8 + 1))
    return piece(f"form-{name}", about, unit, f"2020年度+{unit.short}+{key}", title, keyword=key, files=files)


def _pictured(name: str, about: str, unit: u.Unit, key: str, sheet: Attached, /) -> Golden:
    """A letter whose form is a picture: somebody looks at it (the settings of these letters read none)."""
    title = f"{unit.short}{key}活动"
    files = (word_file(manuscript(unit, title)), sheet, photo(len(key) % 8 + 1))
    return piece(
        f"form-{name}", about, unit, f"2020年度+{unit.short}+{key}", title, keyword=key, files=files,
        disposition="held", findings=(f"form_picture fault {sheet.name}",),
    )  # fmt: skip


def _in_word() -> Attached:
    links, media = [("rIdS1", "image", "media/scan.jpg")], {"word/media/scan.jpg": asset("form-photo.jpg")}
    content = package(picture("rIdS1"), links, media)
    return Attached(name="信息稿件审核表.docx", type="docx", content=content)


def _looking(properties: str, text: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _struck() -> Attached:
    box = para(runs=run("否　／　") + _looking("<w:strike/>", "是"))
    return _sheet(table(_rows(u.DONGTANG, "东塘街道夏日送凉活动", box)))


def _underlined() -> Attached:
    box = para(runs=run("是　／　") + _looking('<w:u w:val="single"/>', "　否　"))
    return _sheet(table(_rows(u.GUITANG, "圭塘街道秋日助农活动", box)))


def _spaced() -> Attached:
    """Blanks between the characters of the labels, a telephone number among the fields."""
    rows = _rows(u.DONGSHAN, "东山街道冬日送暖活动")
    spaced = [[para(" ".join(label) + "："), row[1]] for label, row in zip(_LABELS, rows, strict=True)]
    spaced[2] += [para("联系电话"), para("13800000000")]
    return _sheet(table(spaced))


def _two_tables() -> Attached:
    rows = _rows(u.DONGJING, "洞井街道春日踏青活动")
    return _sheet(table(rows[:4]) + para() + table(rows[4:]))


def _merged() -> Attached:
    """A label's cell merged over two rows, the tick in the cell below its word; a value over two columns."""
    rows = _rows(u.TONGSHENG, "同升街道老兵茶话活动")
    grid = [f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows]
    label = _cell(para(_LABELS[3]), '<w:vMerge w:val="restart"/>')
    wide = _cell(rows[0][1], '<w:gridSpan w:val="2"/>')
    grid[0] = f"<w:tr>{_cell(rows[0][0])}{wide}</w:tr>"
    grid[3] = f"<w:tr>{label}{_cell(para('否'))}{_cell(para('是'))}</w:tr>"
    grid.insert(4, f"<w:tr>{_cell(para(), '<w:vMerge/>')}{_cell(para('√'))}{_cell(para())}</w:tr>")
    return _sheet(f"<w:tbl>{''.join(grid)}</w:tbl>")


def _cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _signed_by_picture() -> Attached:
    rows = _rows(u.CENTRE, "区退役军人服务中心集中慰问活动")
    rows[4][1], rows[5][1] = para("同意报送。") + picture("rIdS1"), picture("rIdS2")
    links = [(f"rIdS{n}", "image", f"media/signature{n}.jpg") for n in (1, 2)]
    media = {f"word/media/signature{n}.jpg": asset(f"photo-{n}.jpg") for n in (1, 2)}
    return _sheet(table(rows), links, media)


LETTERS: tuple[Golden, ...] = (
    _dressed("struck_out", "the other word struck out", u.DONGTANG, "夏日送凉", _struck()),
    _dressed("underlined", "the chosen word underlined", u.GUITANG, "秋日助农", _underlined()),
    _dressed("spaced_labels", "blanks within the labels, a field of the unit's own", u.DONGSHAN, "冬日送暖", _spaced()),
    _dressed("two_tables", "the form cut into two tables", u.DONGJING, "春日踏青", _two_tables()),
    _dressed("merged_cells", "cells merged over rows and columns", u.TONGSHENG, "老兵茶话", _merged()),
    _dressed("picture_signatures", "both signed by a picture", u.CENTRE, "集中慰问", _signed_by_picture()),
    _pictured("photographed", "a photographed form under a telephone's name", u.DONGJING, "抗战老兵", _PHOTOGRAPH),
    _pictured("scan_in_word", "a Word file with nothing but a scan of the form", u.LITUO, "烈属走访", _in_word()),
)
