"""OpenDocument texts as office programs write them: styles and their parents, blanks, changes, what stands aside."""

import io
import zipfile

import pytest

from pipeline.domain.document import WordDocument
from pipeline.ingest.odt import read_odt
from pipeline.ingest.trouble import Unreadable
from pipeline.settings.values import Limits

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = "".join(f' xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "style")) + (
    f' xmlns:fo="{_ODF}:xsl-fo-compatible:1.0" xmlns:draw="{_ODF}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
)
_PROSE = "<text:p>正文一段，说的是站里的事，字数不多不少。</text:p>"


def odt(body: str, styles: str = "", common: str = "", master: str = "") -> WordDocument:
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    held = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    sheet = f"<office:styles>{common}</office:styles><office:master-styles>{master}</office:master-styles>"
    parts = {
        "content.xml": f"<office:document-content{_NAMES}>{held}{text}</office:document-content>",
        "styles.xml": f"<office:document-styles{_NAMES}>{sheet}</office:document-styles>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return read_odt(out.getvalue(), Limits())


def written(document: WordDocument) -> tuple[str | None, str]:
    assert document.manuscript is not None
    return document.manuscript.title, document.manuscript.body


def test_a_title_is_known_by_a_style_whose_parent_says_how_it_looks() -> None:
    big = '<style:style style:name="大_20_号" style:family="paragraph">'
    big += '<style:paragraph-properties fo:text-align="center"/>'
    big += '<style:text-properties fo:font-size="16pt" style:font-size-asian="22pt"/></style:style>'
    own = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="大_20_号"/>'
    head = "<text:p>圭塘街道工作动态</text:p>"
    body = f'{head}<text:p text:style-name="P1">老兵宣讲进校园</text:p>{_PROSE}'
    assert written(odt(body, own, big))[0] == "老兵宣讲进校园"


def test_blanks_tabs_and_breaks_are_those_the_author_typed() -> None:
    line = "<text:p>甲\n  乙<text:s text:c='3'/>丙<text:tab/>丁<text:line-break/>戊</text:p>"
    assert written(odt(f"<text:p>标题</text:p>{line}"))[1] == "甲 乙   丙\t丁\n戊"


def test_what_was_deleted_is_gone_and_notes_headers_and_hidden_text_are_read_but_not_shown() -> None:
    changes = "<text:tracked-changes><text:changed-region><text:deletion><text:p>旧话</text:p></text:deletion>"
    changes += "</text:changed-region></text:tracked-changes>"
    hidden = (
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    note = "<text:note><text:note-body><text:p>脚注</text:p></text:note-body></text:note>"
    body = (
        f'{changes}<text:p>标题</text:p><text:p>前{note}<text:span text:style-name="T1">暗话</text:span>后。</text:p>'
    )
    found = odt(body, hidden, master="<style:header><text:p>内部资料</text:p></style:header>")
    assert written(found) == ("标题", "前后。")
    assert found.tracked
    assert all(word in found.text for word in ("脚注", "暗话", "内部资料"))
    assert "旧话" not in found.text


def test_a_text_box_follows_its_paragraph_and_form_fields_are_ticks() -> None:
    box = "<draw:frame><draw:text-box><text:p>框里的话。</text:p></draw:text-box></draw:frame>"
    name = "vnd.oasis.opendocument.field"
    tick = f'<field:fieldmark field:type="{name}.FORMCHECKBOX"><field:param field:name="Checkbox_Checked" '
    tick += 'field:value="{}"/></field:fieldmark>'
    marks = tick.format("true") + "否" + tick.format("false") + "是"
    assert written(odt(f"<text:p>标题</text:p><text:p>前{box}后。{marks}</text:p>"))[1] == "前后。☑否□是\n框里的话。"


def test_a_cipher_named_in_the_manifest_is_a_password() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("content.xml", b"\x01\x02")
        package.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>")
    with pytest.raises(Unreadable, match="encrypted"):
        read_odt(out.getvalue(), Limits())
