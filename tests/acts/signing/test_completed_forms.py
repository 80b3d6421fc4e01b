"""Form 2 as it is completed by each signature, kept beside the one that came, and written again when letters are."""

from pathlib import Path

from acts.office import Office, form, mail, read_again
from acts.signing.review_chain import FIRST, shown, signs, state_of

from pipeline.ingest.keep import part_path
from pipeline.ingest.word import read_word
from pipeline.settings.values import Limits
from pipeline.steps.filled_forms import filled_form
from pipeline.steps.signing import SignOrder, sign


def test_form_two_is_completed_and_kept_beside_the_one_that_came(reviewed: Office) -> None:
    forms = [p for p in shown(reviewed).parts if p["role"] == "form"]
    assert [p["current"] for p in forms] == [False, False, True], "as it came, after 初审, after 审核"
    content = part_path(reviewed.house.data, forms[-1]["sha256"]).read_bytes()
    assert content == filled_form(reviewed.house, FIRST)
    read = read_word(content, Limits()).form
    assert read is not None
    assert (read.title, read.unit, read.author) == ("左家塘街道走访慰问老兵", "左家塘街道退役军人服务站", "张三")
    assert read.sensitive is False
    assert read.first_opinion is not None
    assert read.first_opinion.split() == ["同意", "王主任", "2020年5月7日"]
    assert read.second_opinion is not None
    assert read.second_opinion.split() == ["同意报送", "赵副局长", "2020年5月7日"]
    came = read_word(part_path(reviewed.house.data, forms[0]["sha256"]).read_bytes(), Limits()).form
    assert came is not None
    assert (came.first_opinion, came.second_opinion) == ("", "")


def test_a_signature_stands_when_the_letter_is_read_again_and_the_completed_form_with_it(reviewed: Office) -> None:
    before = filled_form(reviewed.house, FIRST)
    again = read_again(reviewed, "L1")
    assert (again.state, again.decision, again.decided_by) == ("reviewed", "sign", "赵副局长")
    assert filled_form(reviewed.house, FIRST) == before
    [current] = [p for p in shown(reviewed).parts if p["role"] == "form" and p["current"]]
    assert part_path(reviewed.house.data, current["sha256"]).read_bytes() == before


def test_a_form_that_comes_later_is_completed_as_well(received: Office) -> None:
    signs(received)
    received.arrive(mail(f"【{FIRST}】更换审核表", [form(unit="左家塘服务站")]))
    received.poll()
    assert state_of(received) == "first_review"
    [current] = [p for p in shown(received).parts if p["role"] == "form" and p["current"]]
    read = read_word(part_path(received.house.data, current["sha256"]).read_bytes(), Limits()).form
    assert read is not None
    assert read.unit == "左家塘服务站"
    assert "王主任" in str(read.first_opinion)


def test_a_template_that_cannot_be_filled_keeps_nobody_from_signing(received: Office, tmp_path: Path) -> None:
    from dataclasses import replace

    settings = replace(received.house.settings, shared=tmp_path / "nothing")
    (tmp_path / "nothing").mkdir()
    (tmp_path / "nothing" / "letters").symlink_to(received.house.settings.letters)
    house = replace(received.house, settings=settings)
    assert sign(house, SignOrder(name=FIRST, opinion="同意", by="王主任")).state == "first_review"
    assert "form_not_written" in [event["what"] for event in shown(received).history]
