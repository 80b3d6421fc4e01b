"""Letters that lie on the desk for its tests: accepted, held, returned and mended, sealed, hostile, a stranger's."""

from pathlib import Path

from acts.office import DOCX, TurnableClock, form, mail, manuscript, photo

from pipeline.demo import papers
from pipeline.domain.document import ReviewForm
from pipeline.ingest.readers import Readers
from pipeline.settings import Settings
from pipeline.steps.files import LetterFile
from pipeline.steps.house import House, open_house
from pipeline.steps.import_letters import import_letters

ACCEPTED, HELD, RETURNED, SEALED, HOSTILE = (f"YH-2020-0000{n}" for n in range(1, 6))
STRANGER, OTHER = "L4", "JJ-2020-00001"
SECRET = "换防时间表"  # stands in the sealed letter and must stand on no page
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "'-alert(3)-'",
    "</textarea></title><svg/onload=alert(4)>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(5)",
    "\u202egnp.exe\u2066",
    "&lt;b&gt;&#x27;",
)
EVIL = "".join(PAYLOADS)


def _hostile() -> bytes:
    fields = ReviewForm(title=EVIL, unit=EVIL, author=EVIL, sensitive=True, first_opinion=EVIL, second_opinion=EVIL)
    parts = [
        (
            f"稿件{EVIL}.docx",
            papers.manuscript_docx(f"老兵{EVIL}", [f"工作秘密{EVIL}正文。" * 3] * 3, byline=EVIL),
            DOCX,
        ),
        (f"审核表{EVIL}.docx", papers.review_form_docx(fields), DOCX),
        (f"现场{EVIL}.jpg", papers.photograph(9, width=300, height=200), "image/jpeg"),
    ]
    return mail(f"2020年度+左家塘+慰问{EVIL}", parts, body=f"请收{EVIL}。")


def _letters() -> dict[str, list[bytes]]:
    title = "左家塘街道开展普法宣传"
    secret = manuscript(f"左家塘{SECRET}", ["机密★3年", f"{SECRET}。" * 20])
    subject = "2020年度+左家塘+普法宣传"
    return {
        "yuhua": [
            mail("2020年度+左家塘+走访慰问", [manuscript(), form(), photo()]),
            mail(
                "2020年度+左家塘+双拥共建",
                [manuscript("左家塘街道双拥共建座谈"), form("左家塘街道双拥共建座谈", sensitive=True), photo(2)],
                body="工作秘密，请核对。",
            ),
            mail(subject, [manuscript(title, ["第一稿的文字，还要修改。" * 12]), photo(3)]),
            mail("请问怎样投稿", [], sender="newcomer@elsewhere.test", body="想投稿，请告知。"),
            mail("2020年度+左家塘+训练", [secret, form(f"左家塘{SECRET}"), photo(4)]),
            _hostile(),
            mail(
                f"【{RETURNED}】补正", [manuscript(title, ["第二稿的文字，已经修改。" * 12]), form("另一个标题")],
            ),
        ],
        "jinjiang": [mail("2020年度+磁灶+慰问", [manuscript("磁灶镇慰问老兵")], sender="cizao@jinjiang.test")],
    }  # fmt: skip


def lay_letters(settings: Settings, data: Path, readers: Readers) -> House:
    """A house with these letters on its desk."""
    house = open_house(settings, data, url=f"sqlite:///{data / 'baosong.db'}", clock=TurnableClock())
    for bureau, raws in _letters().items():
        for number, raw in enumerate(raws):
            files = [LetterFile(name=f"{bureau}{number}", raw=raw)]
            import_letters(house, bureau, files, readers, receipts=True)
    return house


def lay_held(house: House, readers: Readers, count: int) -> None:
    """More letters that wait for a person, each with a title of its own."""
    titles = [f"左家塘街道第{number}次双拥共建座谈" for number in range(2, count + 2)]
    raws = [
        mail(f"2020年度+左家塘+双拥共建{number}", [manuscript(title), form(title), photo(2)], body="工作秘密")
        for number, title in enumerate(titles)
    ]
    files = [LetterFile(name=f"held{number}", raw=raw) for number, raw in enumerate(raws)]
    import_letters(house, "yuhua", files, readers, receipts=True)
