"""What holds for every mail, whatever it says."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain.words import Disposition, Follows, OutgoingKind
from pipeline.report.notices import decision, draft
from pipeline.report.receipts import receipt

_VOID = {"meta", "br", "link", "img", "hr", "input"}
_SYSTEM_WORDS = (
    "报错",
    "异常",
    "解析",
    "null",
    "None",
    "JSON",
    "undefined",
    "Traceback",
    "Exception",
    "Error",
    "{{",
    "{%",
)
_ANY = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


class Page(HTMLParser):
    """The visible text of a page, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert self.open[-1:] not in (["table"], ["tr"]) or tag in {"tr", "td"}, f"<{tag}> stands between the cells"
        self.attributes += attrs
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open and "title" not in self.open:
            self.words.append(data)
            assert not data.strip() or not {"table", "tr"} & set(self.open[-1:]), f"{data} stands between the cells"

    @property
    def text(self) -> str:
        return "".join(self.words)


def _bare(text: str) -> str:
    """Chinese characters, letters and figures only: the looks of text and page aside."""
    return re.sub(r"[^\w]", "", text)


def test_there_is_a_mail_of_every_kind(every_mail) -> None:
    assert set(every_mail) == set(OutgoingKind)


def test_pages_are_whole_and_fetch_nothing(every_mail) -> None:
    for mail in every_mail.values():
        page = Page(mail.html)
        assert page.open == []
        assert not page.tags & {"script", "link", "iframe", "form", "object", "svg"}
        assert not {name for name, _ in page.attributes} & {"href", "background", "action", "srcset"}
        brought = {f"cid:{file.content_id}" for file in mail.attachments if file.content_id}
        assert {value for name, value in page.attributes if name == "src"} == brought
        in_tags = "".join(re.findall(r"<style>.*?</style>|<[^>]*>", mail.html, re.DOTALL))
        assert not re.search(r"https?:|url\(|@import|//", in_tags)
        assert not [name for name, _ in page.attributes if name.startswith("on")]


def test_text_and_page_say_the_same(every_mail) -> None:
    for mail in every_mail.values():
        page = _bare(Page(mail.html).text)
        for line in filter(None, mail.text.splitlines()):
            for piece in re.split(r"[：，　]| (?=\d)", line):
                assert _bare(piece) in page, piece


def test_no_mail_shouts_or_speaks_like_a_machine(every_mail) -> None:
    for mail in every_mail.values():
        for body in (mail.subject, mail.text, Page(mail.html).text):
            assert "！" not in body
            assert "!" not in body
            for word in _SYSTEM_WORDS:
                assert word not in body, (mail.kind, word)


def test_every_mail_ends_with_the_bureau_its_telephone_and_who_sent_it(every_mail, bureau) -> None:
    for mail in every_mail.values():
        closing = mail.text.split("——\n")[-1]
        assert bureau.name in closing
        assert bureau.office.telephone in closing
        assert "本邮件由报送台自动发出" in closing


def test_every_subject_is_one_line_of_moderate_length(every_mail) -> None:
    for mail in every_mail.values():
        assert mail.subject.isprintable()
        assert 0 < len(mail.subject) <= 80


def test_text_has_no_trailing_blanks_and_no_gaping_holes(every_mail) -> None:
    for mail in every_mail.values():
        assert "\n\n\n" not in mail.text
        assert mail.text.endswith("\n")
        assert all(line == line.rstrip() for line in mail.text.splitlines())


@_ANY
@given(title=st.text(max_size=60), keyword=st.text(max_size=60), subject=st.text(max_size=60))
def test_nothing_a_sender_writes_breaks_a_header_or_a_page(
    make_view, make_incoming, make_decision, make_finding, desk, title, keyword, subject
) -> None:
    incoming = make_incoming(title=title, keyword=keyword)
    incoming = replace(incoming, letter=replace(incoming.letter, subject=subject))
    found = make_finding("code", Follows.RETURN, f"附件“{subject}”打不开。", f"请重发“{subject}”。")
    mail = receipt(make_view(Disposition.RETURNED, found, incoming=incoming), desk)
    for written in (mail, draft(mail, "office@yuhua.test", desk), decision(make_decision("accept", title=title), desk)):
        assert not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", written.subject)
        (written.subject + written.text + written.html).encode("utf-8")
        assert len(written.subject) <= 80
        page = Page(written.html)
        assert page.open == []


@_ANY
@given(
    tag=st.sampled_from(["<script>alert(1)</script>", "</table>", "<img src=x onerror=y>", "{{ house }}", "{% x %}"])
)
def test_marks_in_a_senders_words_are_shown_as_words(make_view, make_incoming, make_finding, desk, tag) -> None:
    incoming = make_incoming(title=tag, keyword=tag)
    found = make_finding("code", Follows.RETURN, tag, tag)
    mail = receipt(make_view(Disposition.RETURNED, found, incoming=incoming), desk)
    page = Page(mail.html)
    assert page.open == []
    assert not page.tags & {"script", "img"}
    assert page.text.count(tag) >= 3
    assert mail.text.count(tag) >= 3


@_ANY
@given(identifier=st.text(max_size=40))
def test_a_hostile_message_id_reaches_no_header(make_view, make_incoming, desk, identifier) -> None:
    incoming = make_incoming()
    origin = replace(incoming.letter.origin, message_id=f"<{identifier}>", in_reply_to=(identifier,))
    view = make_view(Disposition.ACCEPTED, incoming=replace(incoming, letter=replace(incoming.letter, origin=origin)))
    mail = receipt(view, desk)
    for header in (mail.in_reply_to or "", *mail.references):
        assert re.fullmatch(r"[\x21-\x7e]*", header)
