"""Lifelike papers: the same seed gives the same bytes, and our own readers read them."""

from datetime import datetime

import pytest

from pipeline.demo.papers import manuscript_docx, photograph, review_form_docx
from pipeline.domain.document import ReviewForm
from pipeline.ingest.picture import read_picture
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits

FORM = ReviewForm(
    title="走访慰问老兵", unit="左家塘", author="张三", sensitive=False, first_opinion="同意。李四", second_opinion=""
)
BODY = ["5月6日，街道退役军人服务站组织志愿者走访慰问辖区老兵，送去米、油和药品。", "老兵们连声称谢。"]


def test_the_same_seed_gives_the_same_photograph_and_another_seed_another():
    taken = datetime(2020, 5, 6, 9, 30)
    assert photograph(1, taken_at=taken) == photograph(1, taken_at=taken)
    assert len({photograph(seed, 320, 240) for seed in range(20)}) == 20


def test_a_photograph_carries_its_size_and_the_time_it_was_taken():
    picture = read_picture(photograph(5, 800, 600, taken_at=datetime(2020, 5, 6, 9, 30)), Limits())
    assert (picture.format, picture.width, picture.height) == ("jpeg", 800, 600)
    assert picture.taken_at == datetime(2020, 5, 6, 9, 30)
    assert picture.problem is None


def test_the_same_manuscript_is_written_in_the_same_bytes():
    assert manuscript_docx("走访慰问", BODY, form=FORM) == manuscript_docx("走访慰问", BODY, form=FORM)
    assert review_form_docx(FORM) == review_form_docx(FORM)


@pytest.mark.parametrize("look", ["styled", "centred", "plain"])
def test_a_manuscript_of_each_look_is_read_back(look):
    content = manuscript_docx("走访慰问老兵", BODY, "左家塘街道退役军人服务站 张三", look=look, form=FORM)
    document = read_word(content, Limits())
    assert document.manuscript is not None
    assert document.manuscript.title == "走访慰问老兵"
    assert document.manuscript.byline == "左家塘街道退役军人服务站 张三"
    assert document.manuscript.body == "\n".join(BODY)
    assert document.form == FORM


def test_pictures_lie_in_the_manuscript_once_each():
    photographs = [photograph(1, 320, 240), photograph(2, 320, 240), photograph(1, 320, 240)]
    document = read_word(manuscript_docx("走访慰问老兵", BODY, pictures=photographs, form=FORM), Limits())
    assert [one.width for one in document.pictures] == [320, 320]
