"""What came apart, in several letters, or passed on: what the office and the sender are told of it."""

from dataclasses import replace

from builders.letters import SUBJECT, Shelf, arrive, bureau, form, photo, piece, word

from pipeline.domain.letter import Address
from pipeline.domain.piece import Incoming
from pipeline.domain.words import Disposition
from pipeline.validate.engine import run_checks


def told(incoming: Incoming, code: str) -> list[str]:
    """The messages of one check."""
    return [f.message for f in run_checks(incoming, bureau()).findings if f.code == code]


def test_a_form_that_may_belong_to_a_piece_waits_for_the_office_with_its_number() -> None:
    incoming = arrive("2020年度+左家塘+补表", (form("左家塘街道走访慰问老兵活动"),), shelf=Shelf([piece(word())]))
    [message] = told(incoming, "may_belong")
    assert "YH-2020-00012" in message
    assert message.startswith("审核表单独报来")
    verdict = run_checks(incoming, bureau())
    assert verdict.disposition is Disposition.HELD
    assert not {line.code for line in verdict.checked} & {"pictures_present", "manuscript_present", "form_picture_read"}


def test_a_manuscript_and_a_letter_of_a_series_are_told_in_words_of_their_own() -> None:
    incoming = arrive("2020年度+左家塘+补稿", (word("左家塘街道走访慰问老兵活动"),), shelf=Shelf([piece(form())]))
    assert told(incoming, "may_belong")[0].startswith("文稿没有附审核表")
    other = arrive(SUBJECT + "第2封共2封", (word("另一篇", "丁" * 300), form("另一篇")))
    assert told(replace(other, maybe=piece(word())), "may_belong")[0].startswith("主题写明")


def test_nothing_is_said_where_there_is_no_doubt() -> None:
    incoming = arrive(parts=(word(), form(), photo()))
    asked = {line.code for line in run_checks(incoming, bureau()).checked}
    assert not asked & {"may_belong", "series_part", "forwarded_piece"}


def test_the_letters_that_are_missing_are_named_and_nothing_else_follows() -> None:
    incoming = arrive(SUBJECT + "第1封共3封", (word(), form(), photo()))
    assert told(incoming, "series_part") == ["主题写明这是第1封，共3封，第2、3封还没有收到。"]
    assert run_checks(incoming, bureau()).disposition is Disposition.ACCEPTED


def test_the_last_letter_is_told_the_number_of_the_piece_it_joins() -> None:
    first = piece(word(), form())
    shelf = Shelf([first], subjects=[(SUBJECT + "（1/2）", first)])
    assert told(arrive(SUBJECT + "（2/2）", (photo(),), shelf=shelf), "series_part") == [
        "第2封已与先到的并为一件，编号YH-2020-00012。"
    ]


def test_one_of_an_unknown_count_asks_for_nothing() -> None:
    assert told(arrive(SUBJECT + "之一", (word(), form(), photo())), "series_part") == []


def test_who_wrote_a_letter_that_is_passed_on_is_told_and_the_forwarder_stays_the_sender() -> None:
    incoming = arrive(parts=(word(), form()), forwarded=(Address(addr="wang@else.test", name="王五"),))
    [message] = told(incoming, "forwarded_piece")
    assert "王五（wang@else.test）" in message
    assert incoming.unit is not None
    assert incoming.unit.id == "zuojiatang"
    assert run_checks(incoming, bureau()).disposition is Disposition.ACCEPTED


def test_a_registered_writer_is_told_with_its_unit_and_own_mail_passed_on_is_not_told() -> None:
    of_section = arrive(parts=(word(), form()), forwarded=(Address(addr="bangongshi@yuhua.test"),))
    assert "办公室" in told(of_section, "forwarded_piece")[0]
    own = (Address(addr=bureau().bureau.mailbox), Address(addr="zuojiatang@yuhua.test"))
    assert told(arrive(parts=(word(), form()), forwarded=own), "forwarded_piece") == []
