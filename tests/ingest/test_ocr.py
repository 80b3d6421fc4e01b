"""Forms that come as pictures, really read by OCR where the extra is installed; nothing of it reaches the network."""

from email.message import EmailMessage
from importlib.metadata import files as files_of
from importlib.metadata import requires
from pathlib import Path

import pytest
from builders.photographed import photographed
from PIL import Image
from structlog.testing import capture_logs

from pipeline.domain.document import Picture, ReviewForm
from pipeline.domain.letter import Letter, Origin, Part
from pipeline.ingest import ocr
from pipeline.ingest.readers import Readers
from pipeline.settings.ocr import OcrSettings
from pipeline.settings.values import Limits

READING = Limits(ocr=OcrSettings(on=True, names=("审核表",)))
FIELDS = ("左家塘街道走访慰问老兵", "左家塘街道退役军人服务站", "张建国", "√否\n□是", "同意报送。\n王建军", "(手写)")
needs_ocr = pytest.mark.skipif(not ocr.installed(), reason="the extra ocr is not installed")


def sideways(content: bytes, folder: Path) -> bytes:
    (folder / "a.jpg").write_bytes(content)
    with Image.open(folder / "a.jpg") as image:
        image.transpose(Image.Transpose.ROTATE_90).save(folder / "b.jpg", quality=80)
    return (folder / "b.jpg").read_bytes()


def letter_with(folder: Path, *pictures: tuple[str, bytes]) -> Path:
    message = EmailMessage()
    message["From"], message["Subject"] = "zuojiatang@yuhua.test", "2020年度+左家塘+走访慰问"
    message.set_content("请查收。")
    for name, content in pictures:
        message.add_attachment(content, maintype="image", subtype="jpeg", filename=name)
    (folder / "letter.eml").write_bytes(message.as_bytes())
    return folder / "letter.eml"


def read(path: Path, limits: Limits) -> Letter:
    with Readers(limits, 1) as readers:
        return readers.read(path, path.parent)


@needs_ocr
def test_a_photographed_form_that_lies_sideways_is_read_with_how_sure_each_field_is(tmp_path):
    (part,) = read(letter_with(tmp_path, ("IMG_1.jpg", sideways(photographed(FIELDS), tmp_path))), READING).parts
    form = part.document.form if part.document is not None else None
    assert form is not None
    assert form == ReviewForm(
        title=FIELDS[0], unit=FIELDS[1], author=FIELDS[2], sensitive=False, first_opinion=FIELDS[4],
        second_opinion="[签名图片]", sureness=form.sureness, doubtful=("second_opinion",),
    )  # fmt: skip
    assert all(percent >= 85 for name, percent in form.sureness if name != "second_opinion")


def test_without_the_reader_a_picture_is_a_picture(tmp_path):
    (part,) = read(letter_with(tmp_path, ("审核表.jpg", photographed(FIELDS))), Limits()).parts
    assert part.document is None
    assert part.picture is not None
    assert part.picture.paper


@needs_ocr
@pytest.mark.parametrize(("most", "reason"), [({"seconds": 1}, "time"), ({"memory_mb": 60}, "memory")])
def test_a_picture_that_costs_too_much_stays_a_picture(tmp_path, most, reason):
    (tmp_path / "a.jpg").write_bytes(photographed(FIELDS))
    with capture_logs() as said:
        assert ocr.read_pictures([tmp_path / "a.jpg"], Limits(ocr=OcrSettings(on=True, **most))) == {}
    assert [line["reason"] for line in said] == [reason]


@needs_ocr
def test_a_letter_that_brings_a_form_in_word_has_its_pictures_left_alone(tmp_path):
    form = Path(__file__).parent / "samples" / "libreoffice_form.docx"
    path = letter_with(tmp_path, ("审核表.jpg", photographed(FIELDS)), ("信息稿件审核表.docx", form.read_bytes()))
    with Readers(Limits(), 1) as readers:
        letter = readers.read(path, tmp_path)
    assert ocr.wanting(letter, READING) == ()


@needs_ocr
def test_the_models_come_with_the_package_and_none_is_fetched():
    shipped = [Path(str(file.locate())) for file in files_of("rapidocr") or () if file.suffix == ".onnx"]
    assert len(shipped) >= 2
    assert all(path.is_file() for path in shipped)
    assert any("opencv-python-headless" in line for line in requires("rapidocr") or ())


@needs_ocr
@pytest.mark.parametrize(("brought", "read"), [(4, 4), (5, 4)])
def test_no_more_pictures_of_a_letter_are_read_than_the_settings_allow(brought, read):
    sheet = Picture(format="jpeg", width=800, height=1100, paper=True)
    parts = [
        Part(name=f"{n}.jpg", path=f"{n}.jpg", type="jpeg", size=9, sha256=f"{n:064}", picture=sheet)
        for n in range(brought)
    ]
    letter = Letter(sha256="0" * 64, size=9, subject="", origin=Origin(), text="", parts=tuple(parts))
    assert len(ocr.wanting(letter, READING)) == read
