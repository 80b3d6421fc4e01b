"""Everything needed to publish a piece, as one archive with safe Chinese names."""

import io
import zipfile
from urllib.parse import unquote

from acts.office import DOCX, form, mail, photo
from console.browsing import Desk, words_of
from console.letters_there import ACCEPTED, EVIL, HOSTILE, RETURNED, SEALED
from docx import Document
from sqlmodel import select

from pipeline.console.people.rights import Role
from pipeline.demo import papers
from pipeline.ingest.keep import part_path
from pipeline.steps.files import LetterFile
from pipeline.steps.import_letters import import_letters
from pipeline.store.tables import PartRow, PieceRow


def archive(desk: Desk, number: str = ACCEPTED) -> tuple[str, zipfile.ZipFile]:
    answer = desk.someone(Role.VIEWER, login=number.lower()).get(f"/yuhua/pieces/{number}/publishing.zip")
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    return unquote(answer.headers["content-disposition"]), zipfile.ZipFile(io.BytesIO(answer.content))


def picture_of(desk: Desk, number: str) -> bytes:
    with desk.house.database.reading() as session:
        piece = session.exec(select(PieceRow).where(PieceRow.number == number)).one()
        row = session.exec(select(PartRow).where(PartRow.piece_id == piece.id, PartRow.role == "picture")).first()
        assert row is not None
        return part_path(desk.house.data, row.sha256).read_bytes()


def test_it_holds_the_words_alone_as_word_and_the_pictures_as_they_came(filled: Desk) -> None:
    name, packed = archive(filled)
    assert f"{ACCEPTED} 左家塘街道走访慰问老兵.zip" in name
    folder = f"{ACCEPTED} 左家塘街道走访慰问老兵"
    assert packed.namelist() == [f"{folder}/左家塘街道走访慰问老兵.docx", f"{folder}/图1 现场.jpg"]
    assert packed.testzip() is None
    assert packed.read(packed.namelist()[1]) == picture_of(filled, ACCEPTED)
    paper = Document(io.BytesIO(packed.read(packed.namelist()[0])))
    lines = [paragraph.text for paragraph in paper.paragraphs]
    assert lines[0] == "左家塘街道走访慰问老兵"
    assert "张三" in lines[1]
    assert lines[2].startswith("五月六日")
    assert paper.core_properties.author == "左家塘街道退役军人服务站"


def test_the_newest_manuscript_is_in_it_and_names_of_senders_are_safe(filled: Desk) -> None:
    _, packed = archive(filled, RETURNED)
    text = "".join(p.text for p in Document(io.BytesIO(packed.read(packed.namelist()[0]))).paragraphs)
    assert "第二稿的文字" in text
    assert "第一稿的文字" not in text
    name, packed = archive(filled, HOSTILE)
    for one in packed.namelist():
        assert one.count("/") == 1
        assert not set('\\:*?"<>|\u202e') & set(one)
        assert len(one.split("/")[1]) < 130
    assert "<" not in name
    assert EVIL.split("<")[0] in Document(io.BytesIO(packed.read(packed.namelist()[0]))).paragraphs[0].text


def test_several_manuscripts_of_one_title_keep_apart(filled: Desk) -> None:
    texts = [("甲.docx", papers.manuscript_docx("同一标题", [f"第{n}篇的正文。" * 20]), DOCX) for n in "一二"]
    files = [LetterFile(name="x", raw=mail("2020年度+左家塘+两篇", [*texts, form("同一标题"), photo(8)]))]
    import_letters(filled.house, "yuhua", files, filled.console.readers, receipts=False)
    _, packed = archive(filled, "YH-2020-00006")
    assert len(packed.namelist()) == len(set(packed.namelist())) == 3


def test_what_is_sealed_or_has_lost_a_file_is_not_packed(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN)
    assert browser.get(f"/yuhua/pieces/{SEALED}/publishing.zip").status_code == 404
    for part in (filled.house.data / "parts").rglob("*"):
        if part.is_file():
            part.unlink()
    assert browser.get(f"/yuhua/pieces/{ACCEPTED}/publishing.zip").status_code == 422
    assert "请管理员检查备份" in words_of(browser.page.text)
