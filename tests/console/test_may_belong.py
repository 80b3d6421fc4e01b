"""A form that came alone and may belong to a piece: the page leads there, and the number is filled in."""

from acts.office import form, mail, manuscript
from console.browsing import Desk, forms_in

from pipeline.ingest.readers import Readers
from pipeline.steps.files import LetterFile
from pipeline.steps.import_letters import import_letters

FIRST, SECOND = "YH-2020-00001", "YH-2020-00002"


def test_the_piece_it_may_belong_to_is_a_link_and_stands_in_the_form_that_joins(
    desk: Desk, no_readers: Readers
) -> None:
    title = "左家塘街道走访慰问老兵"
    raws = (
        mail("2020年度+左家塘+走访慰问", [manuscript(title)]),
        mail("2020年度+左家塘+补审核表", [form(title + "活动")]),
    )
    for name, raw in enumerate(raws):
        import_letters(desk.house, "yuhua", [LetterFile(name=str(name), raw=raw)], no_readers, receipts=True)
    browser = desk.someone()
    page = browser.get(f"/yuhua/pieces/{SECOND}").text
    assert f'<a href="/yuhua/pieces/{FIRST}">看看 {FIRST}</a>' in page
    joins = next(one for one in forms_in(page) if one.path == f"/yuhua/pieces/{SECOND}/join")
    assert joins.fields["to"] == FIRST
    other = next(one for one in forms_in(browser.get(f"/yuhua/pieces/{FIRST}").text) if one.path.endswith("/join"))
    assert other.fields["to"] == ""
