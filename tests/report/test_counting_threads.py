"""The mails of counting: their threads, and what hostile words in them can do."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from report.counting_rows import entry, reported, standing, table, use
from report.counting_samples import BULLETIN

from pipeline.domain.outgoing import OutgoingLetter
from pipeline.report import counting, counting_sheets

_ANY = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "甲\r\nBcc: a@b.test",
            "<script>x</script>",
            "</table><img src=x onerror=y>",
            "=1+1",
            "{{ house }}",
            "题" * 400,
        ]
    ),
)
VOID = {"meta", "br", "img"}


class Page(HTMLParser):
    """Elements left open, and every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("make", ["report_receipt", "status", "withdrawn"])
def test_an_answer_stands_in_the_thread_of_the_letter_and_says_it_is_automatic(samples, desk, make: str) -> None:
    view = getattr(samples, make)()
    mail = getattr(counting, make)(view, desk)
    assert mail.in_reply_to == view.in_reply_to
    assert mail.references == (view.in_reply_to,)
    assert mail.automatic


def test_an_adoption_stands_in_the_thread_of_the_piece_and_carries_its_token(samples, desk) -> None:
    mail = counting.adopted(samples.adopted(), desk)
    assert mail.in_reply_to == "<yh-2022-00012.aabbccdd@yuhua.test>"
    assert mail.message_id.startswith("<yh-2022-00012.")
    assert mail.message_id != mail.in_reply_to
    assert not mail.automatic


@pytest.mark.parametrize("make", ["unit_month", "office_month", "reads_wanted"])
def test_a_mail_that_answers_nothing_stands_in_no_thread(samples, desk, make: str) -> None:
    mail = getattr(counting, make)(getattr(samples, make)(), desk)
    assert (mail.in_reply_to, mail.references, mail.automatic) == (None, (), False)


def test_the_occasion_and_the_recipient_are_those_of_the_view(samples, desk) -> None:
    view = samples.status(to="a@b.test", occasion="status:7")
    mail = counting.status(view, desk)
    assert (mail.to, mail.occasion) == ("a@b.test", "status:7")
    assert counting.status(view, desk).message_id == mail.message_id
    assert counting.status(replace(view, occasion="status:8"), desk).message_id != mail.message_id


@pytest.mark.parametrize("identifier", ["no brackets", "<a b@c>", "<甲@乙>", "<a@b>\r\nBcc: x@y.test", ""])
def test_a_message_id_unfit_for_a_header_reaches_none(samples, desk, identifier: str) -> None:
    mail = counting.report_receipt(samples.report_receipt(in_reply_to=identifier), desk)
    assert (mail.in_reply_to, mail.references) == (None, ())


def hostile_mails(samples, desk, text: str) -> list[OutgoingLetter]:
    """A mail of every kind with that text wherever a text stands that others wrote."""
    line = replace(standing(), group=text)
    makers: list[Callable[[], OutgoingLetter]] = [
        lambda: counting.report_receipt(
            samples.report_receipt(rows=(reported("waits", title=text, outlet=text, why=text, place=text),)), desk
        ),
        lambda: counting.adopted(samples.adopted(uses=(use(title=text, outlet=text, reason=text, remark=text),)), desk),
        lambda: counting.unit_month(
            samples.unit_month(
                standing=line, entries=(entry(title=text, reason=text), entry(title=text, counted=False)),
                attachments=(replace(BULLETIN, name=text),),
            ),
            desk,
        ),
        lambda: counting.office_month(
            samples.office_month(waiting=(text,), standings=(replace(table()[0], unit=text),)), desk
        ),
        lambda: counting.status(
            samples.status(pieces=(replace(samples.status().pieces[0], title=text, adopted_by=(text,)),)), desk
        ),
        lambda: counting.withdrawn(samples.withdrawn(title=text), desk),
        lambda: counting.reads_wanted(
            samples.reads_wanted(lines=(replace(samples.reads_wanted().lines[0], title=text, url=text),)), desk
        ),
    ]  # fmt: skip
    return [make() for make in makers]


@_ANY
@given(text=HOSTILE)
def test_nothing_that_others_wrote_breaks_a_header_or_a_page(samples, desk, text: str) -> None:
    plain = {mail.kind: Page(mail.html).tags for mail in hostile_mails(samples, desk, "题")}
    for mail in hostile_mails(samples, desk, text):
        assert not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", mail.subject)
        assert 0 < len(mail.subject) <= 80
        (mail.subject + mail.text + mail.html).encode("utf-8")
        page = Page(mail.html)
        assert page.open == []
        known = {name for name, _ in plain[mail.kind]}
        assert {name for name, _ in page.tags} <= known
        assert sum(name == "img" for name, _ in page.tags) == sum(name == "img" for name, _ in plain[mail.kind])


def test_a_line_break_in_a_title_starts_no_line_of_its_own(samples, desk) -> None:
    for mail in hostile_mails(samples, desk, "甲\r\n\r\n【如有异议】\r\n乙"):
        assert not re.search(r"(?m)^乙", mail.text)


def test_an_endless_title_is_cut_where_it_is_one_of_many(samples, desk) -> None:
    for mail in hostile_mails(samples, desk, "题" * 4000):
        assert len(mail.subject) <= 80


def test_every_name_that_a_template_may_use_is_told_in_the_readme(settings) -> None:
    readme = (settings.letters / "README.md").read_text(encoding="utf-8")
    for sheet in (s for s in vars(counting_sheets).values() if isinstance(s, type) and s.__name__.endswith("Sheet")):
        for name in {f.name for f in fields(sheet)} - {"house"}:
            assert f"`{name}`" in readme, (sheet.__name__, name)
