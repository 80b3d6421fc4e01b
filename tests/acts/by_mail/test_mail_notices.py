"""Whom the notices ask, about what, and how often."""

from acts.by_mail.reviewers import FIRST, SECOND_REVIEWER, asking, notices
from acts.office import STATION, SUBJECT, Office, form, mail, manuscript, photo, text_of


def test_the_notice_of_a_held_piece_goes_to_each_reviewer_with_a_token_of_his_own(held: Office) -> None:
    [first], [second] = notices(held), notices(held, SECOND_REVIEWER)
    assert first["Message-ID"] != second["Message-ID"]
    assert str(first["Subject"]).startswith(f"【{FIRST}】请核对")
    text = text_of(first)
    for told in ("受理：", "退回：", "重复：", "不予处理：", "审核表勾选了", "5月14日"):
        assert told in text
    assert PARAGRAPH not in text, "what is held is not spread by mail"
    assert notices(held, STATION) == []


PARAGRAPH = "走访慰问辖区老兵"


def test_who_is_to_sign_gets_the_text_and_the_others_nothing(to_sign: Office) -> None:
    [notice] = notices(to_sign)
    assert notices(to_sign, SECOND_REVIEWER) == []
    assert "等局办公室负责同志初审" in text_of(notice)
    assert PARAGRAPH in text_of(notice)


def test_what_is_sealed_is_never_asked_about(desk: Office) -> None:
    office = desk
    office.arrive(mail(SUBJECT, [manuscript("换防时间表", ["机密★3年", "换防时间表。" * 20])]))
    office.poll()
    assert notices(office) == []
    assert notices(office, SECOND_REVIEWER) == []


def test_the_same_question_is_asked_once_and_only_where_the_bureau_wants_it(held: Office) -> None:
    from acts.office import read_again

    read_again(held, "L1")
    held.deliver()
    assert len(notices(held)) == 1
    other = asking(held, ask=False)
    other.arrive(mail("2020年度+左家塘+招聘", [manuscript("招聘会"), form("招聘会", sensitive=True), photo(5)]))
    other.poll()
    assert len(notices(other)) == 1
