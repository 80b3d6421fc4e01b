"""一件 whose form 2 came as a scan or a photograph: read by OCR, judged, and shown beside the picture."""

import io

import pytest
from acts.office import mail, manuscript, photo
from builders.photographed import photographed
from console.browsing import Desk, words_of
from PIL import Image

from pipeline.console.people.rights import Role
from pipeline.ingest import ocr
from pipeline.ingest.readers import Readers
from pipeline.settings.ocr import OcrSettings
from pipeline.settings.values import Limits
from pipeline.steps.files import LetterFile
from pipeline.steps.import_letters import import_letters
from pipeline.store.tables import PieceRow

STATION = "左家塘街道退役军人服务站"
SURE, DOUBTFUL = "左家塘街道走访抗战老兵", "左家塘街道看望烈士家属"
pytestmark = pytest.mark.skipif(not ocr.installed(), reason="the extra ocr is not installed")


def photographed_form(title: str, ticks: str) -> tuple[str, bytes, str]:
    return ("IMG_0412.jpg", photographed((title, STATION, "张建国", ticks, "", "")), "image/jpeg")


def scanned_form(title: str, ticks: str) -> tuple[str, bytes, str]:
    with Image.open(io.BytesIO(photographed_form(title, ticks)[1])) as image:
        image.save(out := io.BytesIO(), "PDF")
    return ("扫描0412.pdf", out.getvalue(), "application/pdf")


def test_a_sure_scan_counts_and_a_doubtful_one_is_looked_at_beside_its_picture(desk: Desk) -> None:
    forms = ((SURE, scanned_form(SURE, "√否\n□是")), (DOUBTFUL, photographed_form(DOUBTFUL, "否\n是")))
    raws = [
        mail(f"2020年度+左家塘+{title[-4:]}", [manuscript(title), form, photo(place)])
        for place, (title, form) in enumerate(forms, 3)
    ]
    with Readers(Limits(ocr=OcrSettings(on=True)), 1) as readers:
        files = [LetterFile(name=f"{place}", raw=raw) for place, raw in enumerate(raws)]
        import_letters(desk.house, "yuhua", files, readers, receipts=True)
    with desk.house.database.reading() as session:
        rows = [session.get(PieceRow, number) for number in (1, 2)]
    assert [(row.title, row.state) for row in rows if row] == [(SURE, "received"), (DOUBTFUL, "held")]
    browser = desk.someone(Role.VIEWER)
    sure, doubtful = (words_of(browser.get(f"/yuhua/pieces/{row.number}").text) for row in rows if row)
    assert "审核表的内容是从扫描件或照片《扫描0412.pdf》读出的。" in sure
    assert "下载《扫描0412.pdf》对照" in sure
    assert "请对照图片" not in sure
    assert "从图片读出" in doubtful
    assert "审核表是扫描件或照片《IMG_0412.jpg》，有1个栏目不能确认读得是否准确" in doubtful
    assert doubtful.count("请对照图片") == 1
