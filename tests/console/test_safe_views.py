"""What senders write reaches no page as anything but text; what is sealed reaches none at all."""

import io
from html.parser import HTMLParser

import pytest
from console.browsing import Browser, Desk, words_of
from console.letters_there import ACCEPTED, EVIL, HELD, HOSTILE, RETURNED, SEALED, SECRET, STRANGER
from PIL import Image
from sqlmodel import select

from pipeline.console.look.file_names import disposition, safe_name
from pipeline.console.look.pictures import SIDE, thumbnail
from pipeline.console.people.rights import Role
from pipeline.console.web.csrf import mark_for
from pipeline.ingest.sealed import new_key, seal
from pipeline.store.tables import FactRow, LetterRow, OutboxRow, PartRow, PieceRow, UserRow

PAGES = (
    "/yuhua/waiting",
    f"/yuhua/pieces/{HOSTILE}",
    f"/yuhua/pieces/{HOSTILE}?whole=1",
    "/yuhua/pieces/L6",
    "/yuhua/letters/6/text",
    "/yuhua/log",
)


class _Active(HTMLParser):
    """Everything in a page that could do something of its own accord."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        ours = told.get("src", "").startswith("/static/")
        if tag in {"script", "svg", "object", "embed", "base"} and not ours:
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in told if name.startswith("on") or name in {"style", "srcdoc"}]
        for name in ("href", "src", "action", "formaction"):
            if name in told and not told[name].startswith(("/", "#")):
                self.found.append(f"{name}={told[name]}")


def active_in(html: str) -> list[str]:
    parser = _Active()
    parser.feed(html)
    return parser.found


def spread(desk: Desk) -> None:
    """The payloads in every text of the record that a page may show."""
    with desk.house.database.writing() as session:
        piece = session.exec(select(PieceRow).where(PieceRow.number == HOSTILE)).one()
        piece.keyword, piece.sender, piece.title = EVIL, EVIL, EVIL
        for letter in session.exec(select(LetterRow).where(LetterRow.id == 6)):
            letter.subject, letter.sender = EVIL, EVIL
        for mail in session.exec(select(OutboxRow).where(OutboxRow.piece_id == piece.id)):
            mail.subject, mail.to, mail.advice, mail.state = EVIL, EVIL, EVIL, "person"
        for user in session.exec(select(UserRow)):
            user.name = EVIL
        fact = FactRow(
            bureau="yuhua", kind="adoption", key="evil", state="waiting", subject=HOSTILE, told={"title": EVIL},
            why=EVIL, candidates=[EVIL], at=desk.house.clock(), place=EVIL,
        )  # fmt: skip
        session.add(fact)


@pytest.mark.parametrize("path", PAGES)
def test_markup_of_senders_is_text_on_every_page(filled: Desk, path: str) -> None:
    browser = filled.someone(Role.ADMIN)
    spread(filled)
    page = browser.get(path)
    assert page.status_code == 200
    assert active_in(page.text) == []
    assert "\u202e" not in page.text
    assert "{{ 7 * 7 }}" in words_of(page.text) or path.endswith("log")
    assert "49{%" not in page.text


def test_what_a_person_typed_comes_back_as_text(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN)
    browser.get(f"/yuhua/pieces/{HELD}")
    typed = {"csrf": mark_for(browser.client.cookies["baosong"]), "verb": "return", "reason": EVIL, "seen": EVIL}
    for path in ("preview", "decide"):
        page = browser.send(f"/yuhua/pieces/{HELD}/{path}", typed)
        assert active_in(page.text) == []
        assert "alert(1)" in page.text


@pytest.mark.parametrize("path", ["/login?next=", "/first?key=", "/yuhua/waiting?kind=", "/yuhua/pieces/", "/"])
def test_what_stands_in_the_address_comes_back_as_text(filled: Desk, path: str) -> None:
    for browser in (filled.browser(), filled.someone(Role.ADMIN)):
        page = browser.get(path + "%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
        assert active_in(page.text) == []


SEALED_PAGES = (
    "/yuhua/waiting", f"/yuhua/pieces/{SEALED}", "/yuhua/pieces/L5", "/yuhua/log", f"/yuhua/pieces/{SEALED}?whole=1",
)  # fmt: skip


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ADMIN])
def test_of_a_sealed_letter_there_is_its_number_and_nothing_else(filled: Desk, role: Role) -> None:
    browser = filled.someone(role)
    for path in SEALED_PAGES:
        assert SECRET not in browser.get(path).text, path
        assert "机密" not in browser.page.text, path
    assert SEALED in browser.get("/yuhua/waiting").text
    for path in ("/yuhua/letters/5/text", "/yuhua/letters/5/original", f"/yuhua/pieces/{SEALED}/parts/1"):
        assert browser.get(path).status_code == 404
    with filled.house.database.reading() as session:
        mails = session.exec(select(OutboxRow.id).where(OutboxRow.letter_id == 5)).all()
    assert mails
    assert {browser.get(f"/yuhua/pieces/{SEALED}/mails/{mail}").status_code for mail in mails} == {404}


def test_only_an_admin_is_offered_to_unseal_and_only_an_admin_can(filled: Desk) -> None:
    office = filled.someone(Role.OFFICE, login="office")
    assert "解除封存" not in office.get(f"/yuhua/pieces/{SEALED}").text
    typed = {"csrf": mark_for(office.client.cookies["baosong"]), "verb": "release", "reason": "误判"}
    assert office.send(f"/yuhua/pieces/{SEALED}/decide", typed).status_code == 403
    assert office.send(f"/yuhua/pieces/{SEALED}/decide", typed | {"verb": "discard"}).status_code == 403
    assert office.send(f"/yuhua/pieces/{SEALED}/reprocess", typed).status_code == 403
    assert office.send(f"/yuhua/pieces/{SEALED}/preview", typed).status_code == 403
    admin = filled.someone(Role.ADMIN, login="admin")
    assert "解除封存" in admin.get(f"/yuhua/pieces/{SEALED}").text


def test_an_encrypted_letter_is_not_released_at_the_desk_and_the_page_says_how_it_is(filled: Desk) -> None:
    [plain] = (filled.house.data / "sealed").glob("*.eml")
    seal(filled.house.data, plain.read_bytes(), [new_key()[1]])
    admin = filled.someone(Role.ADMIN)
    assert f"baosong decide {SEALED} release --key" in admin.get(f"/yuhua/pieces/{SEALED}").text
    typed = {"csrf": mark_for(admin.client.cookies["baosong"]), "verb": "release", "reason": "误判"}
    told = admin.send(f"/yuhua/pieces/{SEALED}/decide", typed)
    assert "网页上解不开" in told.text
    assert SECRET not in told.text


def a_part(desk: Desk, number: str, role: str) -> str:
    with desk.house.database.reading() as session:
        piece = session.exec(select(PieceRow).where(PieceRow.number == number)).one()
        row = session.exec(select(PartRow).where(PartRow.piece_id == piece.id, PartRow.role == role)).first()
        assert row is not None
        return f"/yuhua/pieces/{number}/{{}}/{row.id}"


def test_a_file_is_saved_and_never_shown(filled: Desk) -> None:
    browser = filled.someone(Role.VIEWER)
    for number in (ACCEPTED, HOSTILE):
        page = browser.get(a_part(filled, number, "manuscript").format("parts"))
        assert page.headers["content-type"] == "application/octet-stream"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["content-disposition"].startswith("attachment; filename=")
        assert "sandbox" in page.headers["content-security-policy"]
        assert page.content.startswith(b"PK")


def test_a_picture_is_made_anew_small_and_without_what_else_was_in_its_file(filled: Desk) -> None:
    browser = filled.someone(Role.VIEWER)
    page = browser.get(a_part(filled, ACCEPTED, "picture").format("pictures"))
    assert page.headers["content-type"] == "image/jpeg"
    with Image.open(io.BytesIO(page.content)) as image:
        assert max(image.size) == SIDE
        assert not image.getexif()
    assert browser.get(a_part(filled, ACCEPTED, "manuscript").format("pictures")).status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"no picture", b"\xff\xd8\xff\xe0" + b"\0" * 500, b"<svg onload=alert(1)/>", b"%!PS-Adobe"]
)
def test_what_is_no_sound_picture_gives_no_thumbnail(tmp_path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    assert thumbnail(tmp_path / "x") is None


def test_a_picture_that_would_cost_too_much_gives_no_thumbnail(tmp_path) -> None:
    Image.new("1", (9_000, 9_000)).save(tmp_path / "bomb.png")
    assert thumbnail(tmp_path / "bomb.png") is None


def test_a_mail_of_ours_is_shown_in_a_frame_that_can_do_nothing(filled: Desk) -> None:
    browser = filled.someone(Role.VIEWER)
    with filled.house.database.reading() as session:
        mail = session.exec(select(OutboxRow).where(OutboxRow.kind == "receipt_held")).first()
        assert mail is not None
    page = browser.get(f"/yuhua/pieces/{HELD}/mails/{mail.id}")
    assert page.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert "script-src" not in page.headers["content-security-policy"]
    assert HELD in page.text
    assert 'sandbox src="' in browser.get(f"/yuhua/pieces/{HELD}").text


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\a\\b.docx", "C_a_b.docx"),
        ("稿件\u202excod.exe", "稿件xcod.exe"),
        ("a\r\nSet-Cookie: x.txt", "aSet-Cookie_ x.txt"),
        ("con.txt", "_con.txt"),
        ("", "file"),
        ("...", "file"),
        ("长" * 300 + ".docx", "长" * 116 + ".docx"),
    ],
)
def test_a_file_name_is_safe_wherever_it_is_saved(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    header = disposition(safe_name(name))
    assert header.isascii()
    assert header.isprintable()


def test_every_answer_has_the_headers_that_bind_the_browser(filled: Desk) -> None:
    browser = filled.someone(Role.ADMIN)
    paths = [*PAGES, "/login", "/nowhere", "/static/desk.css", f"/yuhua/pieces/{RETURNED}", f"/yuhua/pieces/{STRANGER}"]
    for path in paths:
        page = browser.get(path)
        assert "default-src 'self'" in page.headers["content-security-policy"], path
        assert "unsafe-inline" not in page.headers["content-security-policy"], path
        assert page.headers["x-content-type-options"] == "nosniff", path
        assert page.headers["referrer-policy"] == "no-referrer", path
        assert page.headers["x-frame-options"] == "DENY", path
        assert path.startswith("/static") or page.headers["cache-control"] == "no-store", path


def test_no_page_names_another_host(filled: Desk) -> None:
    browser: Browser = filled.someone(Role.ADMIN)
    for path in (*PAGES, "/login", f"/yuhua/pieces/{ACCEPTED}"):
        text = browser.get(path).text
        assert "//" not in text.replace("http://www.w3.org", "").split("</head>", maxsplit=1)[0], path
