"""A letter's own HTML stands in a frame that can do nothing, and nowhere else."""

from acts.office import mail
from console.browsing import Desk
from console.test_safe_views import active_in
from console.walking import is_page
from sqlmodel import func, select

from pipeline.console.people.rights import Role
from pipeline.ingest.readers import Readers
from pipeline.steps.files import LetterFile
from pipeline.steps.import_letters import import_letters
from pipeline.store.tables import LetterRow

HTML = (
    "<p>请<b>审阅</b>。<a href='http://spy.example.test/'>点这里</a><img src='http://spy.example.test/x.gif'></p>"
    "<script>alert(1)</script><table><tr><td colspan=2>表格\u202e</td></tr></table>"
)


def arrive(desk: Desk, readers: Readers, subject: str) -> None:
    """A letter of somebody unknown, in plain text and HTML."""
    head = mail(subject, [], sender="newcomer@elsewhere.test").partition(b"\r\n\r\n")[0]
    kept = [line for line in head.split(b"\r\n") if not line.startswith((b"Content-", b"MIME-"))]
    parts = "".join(
        f"--b\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
        for kind, text in (("plain", "请审阅。"), ("html", HTML))
    )
    raw = b"\r\n".join([*kept, b'Content-Type: multipart/alternative; boundary="b"', b"", parts.encode(), b"--b--\r\n"])
    import_letters(desk.house, "yuhua", [LetterFile(name="x", raw=raw)], readers, receipts=False)


def newest(desk: Desk) -> int:
    """The letter that came last."""
    with desk.house.database.reading() as session:
        return session.exec(select(func.max(LetterRow.id))).one() or 0


def test_the_page_of_a_letter_is_shown_harmless_in_a_frame(filled: Desk, no_readers: Readers) -> None:
    arrive(filled, no_readers, "请教")
    letter = newest(filled)
    browser = filled.someone(Role.VIEWER)
    text = browser.get(f"/yuhua/letters/{letter}/text").text
    assert f'sandbox src="/yuhua/letters/{letter}/page"' in text
    assert active_in(text) == []
    page = browser.get(f"/yuhua/letters/{letter}/page")
    assert page.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert not is_page(page)
    assert "<p>请<b>审阅</b>。点这里</p>" in page.text
    assert '<td colspan="2">表格</td>' in page.text
    assert "spy.example" not in page.text
    assert "alert" not in page.text


def test_a_sealed_letter_has_no_page_and_a_letter_without_html_no_frame(filled: Desk, no_readers: Readers) -> None:
    browser = filled.someone(Role.ADMIN)
    assert browser.get("/yuhua/letters/5/page").status_code == 404
    assert "<iframe" not in browser.get("/yuhua/letters/4/text").text
    arrive(filled, no_readers, "机密★5年 请教")
    assert browser.get(f"/yuhua/letters/{newest(filled)}/page").status_code == 404
