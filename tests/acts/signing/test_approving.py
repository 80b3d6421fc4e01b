"""Form 3: the director's and the leader's approval, the release, and whose turn it is."""

from datetime import date
from typing import Any

import pytest
from acts.office import STATION, SUBJECT, Office, form, mail, manuscript, photo, whole_piece
from acts.signing.review_chain import FIRST, approves, signs, state_of, text_in

from pipeline.steps.approving import PublishOrder, release
from pipeline.steps.filled_forms import filled_release_form
from pipeline.steps.review import Refusal
from pipeline.steps.turns import turns


def test_the_director_decides_on_an_ordinary_piece_alone(reviewed: Office) -> None:
    done = approves(reviewed, to=("市局微信公众号", "红网"))
    assert (done.state, done.channels, done.role) == ("approved", ("市局微信公众号", "红网"), "办公室主任")
    text = text_in(filled_release_form(reviewed.house, FIRST))
    for told in ("☑市局微信公众号", "□市委办公厅", "红网", "☑否", "同意发布", "李主任　2020年5月7日", "张三"):
        assert told in text


def test_an_important_piece_goes_to_the_leader_in_charge_as_well(reviewed: Office) -> None:
    first = approves(reviewed, important=True)
    assert (first.state, first.next) == ("reviewed", "局办公室分管领导审批")
    with pytest.raises(Refusal) as refusal:
        release(reviewed.house, PublishOrder(name=FIRST, by="李主任"))
    assert refusal.value.cause == "approve_first"
    second = approves(reviewed, "leader", to=(), opinion="同意", by="赵副局长")
    assert (second.state, second.channels) == ("approved", ("市局微信公众号",))
    text = text_in(filled_release_form(reviewed.house, FIRST))
    assert "☑是" in text
    assert "赵副局长　2020年5月7日" in text


def test_a_form_that_says_sensitive_calls_for_the_leader(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    office.poll()
    office.decide(FIRST, "accept")
    signs(office)
    signs(office, "赵副局长")
    assert approves(office).state == "reviewed"
    assert approves(office, "leader", by="赵副局长").state == "approved"


@pytest.mark.parametrize(
    ("role", "more", "cause"),
    [
        ("leader", {}, "not_its_turn"),
        ("director", {"to": ()}, "channels_wanted"),
        ("director", {"opinion": ""}, "opinion_and_name"),
        ("director", {"agree": False}, "reason_and_name"),
    ],
)
def test_nothing_is_approved_out_of_turn_or_without_what_belongs_to_it(
    reviewed: Office, role: str, more: dict[str, Any], cause: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        approves(reviewed, role, **more)
    assert refusal.value.cause == cause
    assert state_of(reviewed) == "reviewed"


def test_what_is_not_reviewed_is_not_approved_and_what_is_approved_not_twice(received: Office) -> None:
    with pytest.raises(Refusal) as early:
        approves(received)
    assert (early.value.cause, early.value.facts["next"]) == ("not_to_approve", "局办公室负责同志初审")
    signs(received)
    signs(received, "赵副局长")
    approves(received)
    with pytest.raises(Refusal) as twice:
        approves(received, by="钱主任")
    assert (twice.value.cause, twice.value.facts["by"]) == ("signed_meanwhile", "李主任")


def test_a_director_who_does_not_agree_sends_it_back(reviewed: Office) -> None:
    back = approves(reviewed, agree=False, reason="请补充数据", opinion="")
    assert (back.agreed, back.state, back.mailed_to) == (False, "returned", STATION)


def test_only_what_is_approved_is_marked_released_and_only_to_those_channels(reviewed: Office) -> None:
    approves(reviewed, to=("市局微信公众号", "红网"))
    for channels, day, cause in [
        (("湖南日报",), None, "channel_not_approved"),
        (("红网",), date(2020, 5, 6), "day_of_release"),
        (("红网",), date(2020, 5, 8), "day_of_release"),
    ]:
        with pytest.raises(Refusal) as refusal:
            release(reviewed.house, PublishOrder(name=FIRST, by="李主任", channels=channels, day=day))
        assert refusal.value.cause == cause
    assert release(reviewed.house, PublishOrder(name=FIRST, by="李主任", channels=("红网",))).state == "released"
    rest = release(reviewed.house, PublishOrder(name=FIRST, by="李主任"))
    assert rest.channels == ("市局微信公众号",), "what was noted before is not noted twice"
    with pytest.raises(Refusal) as refusal:
        release(reviewed.house, PublishOrder(name=FIRST, by="李主任"))
    assert refusal.value.cause == "released_already"


def test_the_turns_tell_who_acts_next_oldest_first(received: Office) -> None:
    received.arrive(whole_piece(title="另一篇稿件的标题", seed=5))
    received.poll()
    signs(received)
    found = [(turn.number, turn.act, turn.step, turn.said) for turn in turns(received.house, "yuhua")]
    assert found == [
        (FIRST, "sign", "reviewed", "局办公室分管领导审核"),
        ("YH-2020-00002", "sign", "first_review", "局办公室负责同志初审"),
    ]
    signs(received, "赵副局长")
    approves(received, important=True)
    assert next((turn.act, turn.step) for turn in turns(received.house, "yuhua")) == ("approve", "leader")
    approves(received, "leader", by="赵副局长")
    assert turns(received.house, "yuhua")[0].act == "publish"
