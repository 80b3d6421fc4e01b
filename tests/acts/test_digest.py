"""The office's daily list: what waits, why, and every command that fits it."""

from acts.office import SECTION, SUBJECT, Office, form, mail, manuscript, photo, text_of, whole_piece

from pipeline.steps.approving import ApproveOrder, approve
from pipeline.steps.daily import send_digest
from pipeline.steps.process import open_desk
from pipeline.steps.signing import SignOrder, sign
from pipeline.steps.waiting import waiting

FIRST = "YH-2020-00001"


def told(office: Office) -> str:
    send_digest(office.house, "yuhua")
    office.deliver()
    [to] = office.house.settings.bureaus["yuhua"].bureau.office.digest_to
    return text_of(office.mails(to)[-1])


def offered(office: Office) -> dict[str, list[str]]:
    """What each thing that waits offers."""
    with office.house.database.reading() as session:
        lines = waiting(open_desk(office.house, "yuhua"), session)
    return {line.number: [choice.verb for choice in line.choices] for line in lines}


def test_a_held_piece_offers_everything_that_may_be_done_with_it(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    office.poll()
    assert offered(office) == {FIRST: ["accept", "return", "discard", "assign"]}
    text = told(office)
    for line in (
        f"查看：baosong show {FIRST}",
        f"受理：baosong decide {FIRST} accept --reason 理由 --by 姓名",
        "或者：return 退回补正、discard 不予采用、assign 确定单位",
        "命令怎样写",
    ):
        assert line in text


def test_a_piece_without_a_unit_is_assigned_first(office: Office) -> None:
    office.arrive(whole_piece(sender="newcomer@elsewhere.test"))
    office.poll()
    assert offered(office) == {FIRST: ["assign", "return", "discard"]}
    assert f"baosong decide {FIRST} assign --unit 单位 --reason 理由 --by 姓名" in told(office)


def test_of_a_sealed_piece_the_reason_is_that_it_is_sealed(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript("换防时间表", ["机密★3年", "换防时间表。" * 20])]))
    office.poll()
    assert offered(office) == {FIRST: ["release", "discard"]}
    text = told(office)
    assert "原因：带有密级标志，已封存，内容不在此显示" in text
    assert "换防" not in text


def test_letters_that_are_no_piece_are_done_with_or_assigned(office: Office) -> None:
    office.arrive(mail("撤回两篇稿件", [], body="撤回 YH-2020-00091、YH-2020-00092"))
    office.arrive(mail("请问如何投稿", [], sender="newcomer@elsewhere.test"))
    office.poll()
    assert offered(office) == {"L1": ["accept", "return", "discard", "assign"], "L2": ["assign", "discard"]}
    assert "办理完毕：baosong decide L1 accept" in told(office)


def test_a_reply_that_waits_beside_its_piece_is_taken_in_or_not(office: Office) -> None:
    title = "局机关开展双拥共建活动"
    signed = form(title, "双拥优抚科", first="同意 王科长", second="同意 赵副局长")
    office.arrive(mail("2020年度+双拥优抚科+双拥共建", [manuscript(title), signed, photo()], sender=SECTION))
    office.poll()
    ticked = form(title, "双拥优抚科", first="同意 王科长", second="同意 赵副局长", sensitive=True)
    office.arrive(mail(f"【{FIRST}】更换审核表", [ticked], sender=SECTION))
    office.poll()
    assert offered(office) == {"L2": ["accept", "return", "discard"]}


def test_every_choice_of_every_line_can_be_carried_out(office: Office) -> None:
    office.arrive(mail(SUBJECT, [manuscript(), form(sensitive=True), photo()]))
    office.arrive(whole_piece(sender="newcomer@elsewhere.test", seed=3))
    office.arrive(mail("撤回两篇稿件", [], body="撤回 YH-2020-00091、YH-2020-00092"))
    office.arrive(mail("请问如何投稿", [], sender="newcomer@elsewhere.test"))
    office.poll()
    for name, verbs in offered(office).items():
        for verb in reversed(verbs):
            unit = "左家塘" if verb == "assign" else None
            assert office.decide(name, verb, unit=unit).verb == verb


def test_a_piece_that_waits_for_a_signature_is_listed_with_who_signs_and_the_command(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    assert offered(office) == {FIRST: ["sign", "sign_back"]}
    text = told(office)
    for line in (
        "原因：等局办公室负责同志初审",
        f"同意：baosong sign {FIRST} --opinion 同意 --by 姓名",
        f"不同意：baosong sign {FIRST} --return --reason 理由 --by 姓名",
    ):
        assert line in text


def test_a_reviewed_piece_waits_only_once_the_leader_is_asked(office: Office) -> None:
    office.arrive(whole_piece())
    office.poll()
    for by in ("王主任", "赵副局长"):
        sign(office.house, SignOrder(name=FIRST, opinion="同意", by=by))
    assert offered(office) == {}
    channels = ("红网",)
    approve(office.house, ApproveOrder(name=FIRST, by="李主任", opinion="同意", channels=channels, important=True))
    assert offered(office) == {FIRST: ["approve", "approve_back"]}
    assert f"baosong approve {FIRST} --as leader --opinion 同意 --by 姓名" in told(office)
