"""What a reviewer answers: the first line that is his own, the token, and whether his From is to be believed."""

from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.request import Doubt, Ruling, Said
from pipeline.ingest.letter import read_letter
from pipeline.ingest.verdict_words import WORDS, ruling_of
from pipeline.settings import load
from pipeline.settings.values import BureauSettings, Limits

CONFIG = Path(__file__).resolve().parents[2] / "config"
REVIEWER = "fuzeren@yuhua.test"
TOKEN = "0123456789abcdef" * 2
ASKED = f"<yh-2020-00012.ask-{TOKEN}@163.test>"


@pytest.fixture(scope="module")
def yuhua() -> BureauSettings:
    return load(CONFIG).bureaus["yuhua"]


def ruling(settings: BureauSettings, body: str, **headers: str) -> Ruling | None:
    letter = EmailMessage()
    told = {"From": REVIEWER, "Subject": "回复：请核对", "In-Reply-To": ASKED} | headers
    for name, value in told.items():
        if value:
            letter[name] = value
    letter.set_content(body)
    return ruling_of(read_letter(letter.as_bytes(), Limits(), lambda leaf: sha256(leaf).hexdigest()), settings)


@pytest.mark.parametrize(
    ("body", "said", "words"),
    [
        ("受理", Said.ACCEPT, "受理"),
        ("同意，数字已核\n王主任", Said.AGREE, "同意，数字已核"),
        ("同意。", Said.AGREE, "同意"),
        ("同意报送", Said.AGREE, "同意报送"),
        ("不同意，数字有误", Said.RETURN, "数字有误"),
        ("退回 请补充时间", Said.RETURN, "请补充时间"),
        ("退回：请补充时间", Said.RETURN, "请补充时间"),
        ("退回\n请补充时间\n王主任", Said.RETURN, "请补充时间"),
        ("退回\n发件人: 报送台\n请补充", Said.RETURN, ""),
        ("退回\n> 请补充", Said.RETURN, ""),
        ("重复 与上月一篇相同", Said.REPEAT, "与上月一篇相同"),
        ("不予处理", Said.DISCARD, ""),
        ("\n\n  受理  \n", Said.ACCEPT, "受理"),
        ("\u200b受理", Said.ACCEPT, "受理"),
        ("受理吗", None, ""),
        ("同意？", None, ""),
        ("同意归同意", None, ""),
        ("受理人是谁", None, ""),
        ("您好\n受理", None, ""),
        ("> 受理", None, ""),
        ("在 2020年5月7日，报送台写道：\n受理", None, ""),
        ("", None, ""),
    ],
)
def test_the_first_line_of_his_own_decides(yuhua: BureauSettings, body: str, said: Said | None, words: str) -> None:
    found = ruling(yuhua, body)
    assert found is not None
    assert (found.said, found.words) == (said, words)
    assert (found.token, found.number, found.doubt) == (TOKEN, "YH-2020-00012", None)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_understood_alone(yuhua: BureauSettings, word: str) -> None:
    found = ruling(yuhua, word)
    assert found is not None
    assert found.said is WORDS[word]


@pytest.mark.parametrize(
    ("headers", "doubt"),
    [
        ({"Reply-To": REVIEWER}, None),
        ({"Reply-To": "x@elsewhere.test"}, Doubt.REPLY_TO),
        ({"Sender": "x@elsewhere.test"}, Doubt.SENDER),
        ({"From": f"{REVIEWER}, x@elsewhere.test"}, Doubt.SEVERAL),
        ({"Authentication-Results": "mx.test; spf=pass smtp.mailfrom=a.test; dkim=pass"}, None),
        ({"Authentication-Results": "mx.test; spf=none; dkim=neutral; dmarc=temperror"}, None),
        ({"Authentication-Results": "mx.test; spf=softfail smtp.mailfrom=a.test"}, Doubt.AUTHENTICATION),
        ({"Authentication-Results": "mx.test; dkim = fail (bad signature)"}, Doubt.AUTHENTICATION),
        ({"Authentication-Results": "mx.test; DMARC=FAIL header.from=a.test"}, Doubt.AUTHENTICATION),
        ({"Authentication-Results": "mx.test; spf=pass smtp.mailfrom=dkim=fail.test"}, Doubt.AUTHENTICATION),
    ],
)
def test_what_speaks_against_the_from_is_a_doubt(
    yuhua: BureauSettings, headers: dict[str, str], doubt: Doubt | None
) -> None:
    found = ruling(yuhua, "受理", **headers)
    assert found is not None
    assert found.doubt is doubt


def test_a_reviewer_who_writes_anew_means_to_decide_and_has_no_token(yuhua: BureauSettings) -> None:
    found = ruling(yuhua, "受理", Subject="【YH-2020-00012】", **{"In-Reply-To": ""})
    assert found is not None
    assert (found.token, found.number) == (None, "YH-2020-00012")


@pytest.mark.parametrize(
    "headers",
    [
        {"From": "zuojiatang@yuhua.test", "Subject": "【YH-2020-00012】"},
        {"Subject": "有一件事"},
        {"In-Reply-To": "<yh-2020-00012.0123abcd@163.test>", "From": "zuojiatang@yuhua.test"},
    ],
)
def test_other_letters_are_no_answers(yuhua: BureauSettings, headers: dict[str, str]) -> None:
    assert ruling(yuhua, "受理", **({"In-Reply-To": ""} | headers)) is None


@given(body=st.text(alphabet="受理同意退回不予处重复采用？，。：> \n", max_size=40))
def test_nothing_but_a_known_word_at_the_beginning_is_ever_understood(yuhua: BureauSettings, body: str) -> None:
    found = ruling(yuhua, body)
    assert found is not None
    if found.said is not None:
        first = next(line for line in body.splitlines() if line.split() and not line.strip().startswith(">"))
        assert first.strip().startswith(tuple(WORDS))
        assert "？" not in first
