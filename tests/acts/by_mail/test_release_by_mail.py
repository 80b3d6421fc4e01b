"""Form 3 by mail: the director is asked, then, where it matters, the leader in charge; each answers with a word."""

from dataclasses import replace

from acts.by_mail.reviewers import answers, asking, notices, state_of
from acts.office import SUBJECT, Office, form, mail, manuscript, photo, text_of
from sqlmodel import select

from pipeline.domain.bureau import Approvers
from pipeline.steps.signing import SignOrder, sign
from pipeline.store.tables import DecisionRow

FIRST = "YH-2020-00001"
DIRECTOR, LEADER = "zhuren@yuhua.test", "lingdao@yuhua.test"


def telling(office: Office) -> Office:
    """The office whose director and leader are told by mail."""
    office, asked = asking(office), Approvers(director_reviewers=(DIRECTOR,), leader_reviewers=(LEADER,))
    bureaus = {
        name: replace(b, bureau=replace(b.bureau, approvers=asked)) for name, b in office.house.settings.bureaus.items()
    }
    return replace(office, house=replace(office.house, settings=replace(office.house.settings, bureaus=bureaus)))


def test_the_director_names_where_it_goes_and_what_matters_goes_on_to_the_leader(office: Office) -> None:
    here = telling(office)
    here.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    here.poll()
    here.decide(FIRST, "accept")
    for by in ("王主任", "赵副局长"):
        sign(here.house, SignOrder(name=FIRST, by=by, opinion="同意"))
    here.deliver()
    [asked] = notices(here, DIRECTOR)
    assert "请审批发布（上报）" in str(asked["Subject"])
    for told in ("办公室主任审批", "市局微信公众号", "走访慰问辖区老兵", "批准发布（上报），后面写明到哪里"):
        assert told in text_of(asked)
    missing = answers(here, asked, "同意", sender=DIRECTOR)
    assert missing is not None
    assert "没有写明发布（上报）到哪里" in str(missing["Subject"])
    assert notices(here, LEADER) == []
    done = answers(here, asked, "同意发布 市局微信公众号、市委办公厅", sender=f"李主任 <{DIRECTOR}>")
    assert done is not None
    assert "下一步：分管领导审批" in text_of(done)
    assert state_of(here) == "reviewed"
    [handed_on] = notices(here, LEADER)
    assert "市委办公厅、市局微信公众号" in "".join(text_of(handed_on).split())
    forged = answers(here, handed_on, "同意", sender=DIRECTOR)
    assert forged is None, "the leader's token from the director's address"
    assert answers(here, handed_on, "同意，注意时效", sender=f"赵副局长 <{LEADER}>") is not None
    assert state_of(here) == "approved"
    with here.house.database.reading() as session:
        rows = session.exec(select(DecisionRow).where(DecisionRow.verb == "approve")).all()
    assert [(row.step, row.decided_by, row.reason) for row in rows] == [
        ("director", "李主任", "同意发布 市局微信公众号、市委办公厅"), ("leader", "赵副局长", "同意，注意时效"),
    ]  # fmt: skip
    assert {tuple(sorted(row.channels or ())) for row in rows} == {("市委办公厅", "市局微信公众号")}
    assert len(notices(here, DIRECTOR)) == 1, "asked once"
