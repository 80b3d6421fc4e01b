"""Charts: one message as the title, in Chinese type that comes with the program."""

import io
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pytest
from PIL import Image
from report.bulletin_paper import FORMS
from report.samples import SAMPLES, jinjiang_empty, jinjiang_month, jinjiang_year

from pipeline.report.bulletin_wording import bulletin_wording
from pipeline.report.chart import chart, chart_title, unit_year_chart

WORDING = bulletin_wording(FORMS)
SAID = WORDING.chart


def standing(*points_and_previous):
    """A period whose first units have these points and previous ranks, all others nothing."""
    report = jinjiang_empty()
    given = dict(enumerate(points_and_previous))
    points = [Decimal(given.get(n, (0, None))[0]) for n in range(len(report.standings))]
    lines = tuple(
        replace(s, points=points[n], rank=1 + sum(p > points[n] for p in points), previous_rank=given.get(n, (0, 9))[1])
        for n, s in enumerate(report.standings)
    )
    return replace(report, standings=lines)


@pytest.mark.parametrize(
    ("period", "title"),
    [
        (standing((5, 4)), "青阳街道退役军人服务站2022年5月跃居第一"),
        (standing((5, 1)), "青阳街道退役军人服务站2022年5月继续位居第一"),
        (standing((5, None)), "青阳街道退役军人服务站2022年5月位居第一"),
        (standing((5, 1), (5, 2)), "青阳街道退役军人服务站、梅岭街道退役军人服务站2022年5月并列第一"),
        (standing((5, 1), (5, 2), (5, 3), (5, 4)), "2022年5月4个单位并列第一"),
        (standing(), "2022年5月各单位均未得分"),
    ],
)
def test_the_title_says_who_stands_first_and_whether_that_is_new(period, title):
    assert chart_title(period, WORDING.chart) == title


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_period_makes_the_same_picture(name):
    first, second = chart(SAMPLES[name](), WORDING), chart(SAMPLES[name](), WORDING)
    assert first.content == second.content
    picture = Image.open(io.BytesIO(first.content))
    assert picture.format == "PNG"
    assert not picture.text  # neither program nor hour
    assert (first.name, first.media_type) == (f"{SAMPLES[name]().period_title}信息宣传得分图.png", "image/png")


def test_each_unit_with_points_has_its_bar_and_the_others_make_the_chart_no_longer():
    few, many = (Image.open(io.BytesIO(chart(standing(*[(5, 1)] * n), WORDING).content)) for n in (3, 8))
    assert many.height - few.height == round(5 * 0.23 * 200)


def test_every_character_has_a_shape_in_the_face_that_comes_with_the_program():
    draw = (
        "import sys, warnings; sys.path.insert(0, 'tests'); warnings.simplefilter('error')\n"
        "from report.samples import SAMPLES\n"
        "from report.bulletin_paper import FORMS\n"
        "from pipeline.report.bulletin_wording import bulletin_wording\n"
        "from pipeline.report.chart import chart, unit_year_chart\n"
        "said = bulletin_wording(FORMS)\n"
        "for make in SAMPLES.values():\n"
        "    report = make(); chart(report, said); unit_year_chart(report.standings[0], said.chart)\n"
    )
    done = subprocess.run([sys.executable, "-c", draw], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_units_year_shows_the_months_that_have_been():
    line = jinjiang_month().standings[0]
    picture = Image.open(io.BytesIO(unit_year_chart(line, SAID)))
    assert picture.size == (1440, 640)
    other = replace(line, history=(*line.history, Decimal(3)))
    assert unit_year_chart(line, SAID) != unit_year_chart(other, SAID)
    assert unit_year_chart(line, SAID) != unit_year_chart(line, SAID, "别的标题")


def test_a_year_that_begins_elsewhere_names_its_own_months():
    line = jinjiang_month().standings[0]
    assert unit_year_chart(line, SAID) != unit_year_chart(replace(line, year_begins=12), SAID)


def test_a_year_that_has_not_begun_and_one_of_more_than_twelve_months_are_drawn_too():
    line = jinjiang_year().standings[0]
    assert unit_year_chart(replace(line, history=()), SAID)
    months = line.history[:12]
    assert unit_year_chart(replace(line, history=(*months, Decimal(99))), SAID) == unit_year_chart(
        replace(line, history=months), SAID
    )


def test_points_taken_back_are_drawn_below_nothing():
    report = standing((5, 1), (-2, 2))
    assert chart(report, WORDING).content != chart(standing((5, 1)), WORDING).content
