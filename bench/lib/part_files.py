"""Files as letters bring them, one of each kind, for the benchmark of parts."""

import io
import subprocess
import tempfile
from collections.abc import Mapping
from email import policy
from email.message import EmailMessage
from pathlib import Path

import py7zr
import xlsxwriter
from PIL import Image

from pipeline.demo import packed, papers
from pipeline.demo.photographs import photograph
from pipeline.domain.document import ReviewForm
from pipeline.ingest.office import program

_PARAGRAPH = "五月六日，街道退役军人服务站走访慰问辖区老兵{n}名，了解身体状况和生活情况，送上节日问候和慰问品。"
_FILTERS = {"doc": "doc:MS Word 97", "rtf": "rtf", "odt": "odt", "pdf": "pdf"}


def letter(weight: int = 9_600_000) -> bytes:
    """A letter of 13 MB with one recording, which nobody opens: what its opening alone costs."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = "a@units.test", "b@baosong.test", "2020年度+东塘+走访慰问"
    mail.set_content("录像请查收。")
    content = photograph(1, width=4600, height=3450, quality=96)
    whole = (content * (weight // len(content) + 1))[1:weight]
    mail.add_attachment(whole, maintype="video", subtype="mp4", filename="现场录像.mp4")
    return mail.as_bytes()


def manuscript(paragraphs: int) -> bytes:
    """A manuscript with form 2 behind it."""
    form = ReviewForm(
        title="街道走访慰问老兵", unit="东塘街道退役军人服务站", author="张三", sensitive=False,
        first_opinion="同意。李四", second_opinion="同意报送。王五",
    )  # fmt: skip
    texts = [_PARAGRAPH.format(n=n) for n in range(paragraphs)]
    return papers.manuscript_docx("街道走访慰问老兵", texts, "东塘街道退役军人服务站 张三", form=form)


def other_dresses(word: bytes) -> dict[str, bytes]:
    """The same file as .doc, .rtf, .odt and .pdf, made by LibreOffice; nothing where it is not installed."""
    office = program()
    if office is None:
        return {}
    with tempfile.TemporaryDirectory(prefix="baosong-bench-") as own:
        folder = Path(own)
        (folder / "a.docx").write_bytes(word)
        for wanted in _FILTERS.values():
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [str(office), profile, "--headless", "--convert-to", wanted, "--outdir", own]
            command.append(str(folder / "a.docx"))
            for _ in range(2):  # the first run of a new profile may only lay it
                subprocess.run(command, capture_output=True, check=False)
                if (folder / f"a.{wanted.partition(':')[0]}").exists():
                    break
        return {ending: (folder / f"a.{ending}").read_bytes() for ending in _FILTERS}


def pictures() -> dict[str, bytes]:
    """A photograph in every format, by its description."""
    large = photograph(3, width=6000, height=4000, quality=92)
    with Image.open(io.BytesIO(large)) as image:
        phone, page = image.resize((4032, 3024)), image.convert("L").resize((2480, 3508))
        screen = image.resize((1920, 1080))
    return {
        "JPEG, 24 megapixels": large,
        "JPEG, 2 megapixels": photograph(4, width=1600, height=1200, quality=90),
        "PNG, 2 megapixels": _saved(screen, "PNG"),
        "WebP, 12 megapixels": _saved(phone, "WEBP", quality=80),
        "TIFF, a page at 300 dpi, LZW": _saved(page, "TIFF", compression="tiff_lzw"),
        "HEIC, 12 megapixels": _saved(phone, "HEIF", quality=60),
    }


def workbook(rows: int = 2000) -> bytes:
    """An adoption report of so many rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for column, heading in enumerate(("序号", "信息稿件名称", "采用刊物或新媒体", "链接", "刊发日期")):
        sheet.write(0, column, heading)
    for row in range(1, rows + 1):
        sheet.write_row(row, 0, (row, f"走访慰问老兵{row}", "泉州晚报", f"https://news.example.com/{row}", "5月6日"))
    book.close()
    return out.getvalue()


def archives() -> dict[str, bytes]:
    """Eight photographs in an archive of each kind."""
    files = {f"照片{n}.jpg": photograph(n, width=1600, height=1200, quality=90) for n in range(8)}
    return {"zip": packed.zip_gbk(files), "rar": packed.rar(files), "7z": _7z(files)}


def _7z(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(content, name)
    return out.getvalue()


def _saved(image: Image.Image, form: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()
