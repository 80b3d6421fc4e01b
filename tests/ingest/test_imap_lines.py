"""Reading what imaplib hands back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imap_tools.imap_utf7 import utf7_encode

from pipeline.ingest.imap_lines import answers, folder_names, internal_date, numbers, uid_set

uids = st.integers(min_value=1, max_value=2**32 - 1)


@given(st.dictionaries(uids, st.binary(max_size=200), max_size=8))
def test_every_literal_comes_back_under_its_uid(letters):
    data = []
    for uid, raw in letters.items():
        data += [(b"1 (UID %d BODY[] {%d}" % (uid, len(raw)), raw), b")"]
    assert {a.uid: a.body for a in answers(data)} == letters


@given(raw=st.binary(min_size=1, max_size=100), announced=st.integers(min_value=0, max_value=300))
def test_a_literal_counts_only_at_its_announced_length(raw, announced):
    [answer] = answers([(b"1 (UID 7 BODY[] {%d}" % announced, raw), b")"])
    assert (answer.body == raw) == (announced == len(raw))


def test_an_answer_that_does_not_close_has_no_body():
    [answer] = answers([(b"1 (UID 7 BODY[] {3}", b"abc"), b"def"])
    assert answer.uid == 7
    assert answer.body is None


def test_an_answer_cut_off_by_the_next_one_is_dropped():
    data = [(b"1 (UID 7 BODY[] {3}", b"abc"), (b"2 (UID 8 BODY[] {3}", b"def"), b")"]
    assert [(a.uid, a.body) for a in answers(data)] == [(8, b"def")]


def test_a_header_literal_is_not_the_letter():
    [answer] = answers([(b"1 (UID 7 BODY[HEADER.FIELDS (MESSAGE-ID)] {3}", b"abc"), b")"])
    assert answer.body is None


def test_what_the_server_leaves_out_is_none():
    assert [(a.uid, a.size, a.arrived_at, a.body) for a in answers([b"1 (FLAGS (\\Seen))", None])] == [
        (None, None, None, None)
    ]


@given(st.datetimes(min_value=datetime(1970, 1, 2), max_value=datetime(2100, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_internaldate_is_read_with_its_zone(moment, minutes):
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    read = internal_date(moment.strftime("%d-%b-%Y %H:%M:%S %z"))
    assert read == moment
    assert read.utcoffset() == moment.utcoffset()


def test_a_day_of_one_figure_may_be_led_by_a_blank():
    assert internal_date(" 7-Feb-2020 00:00:00 +0000") == datetime(2020, 2, 7, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "31-Feb-2020 00:00:00 +0000", "01-Mai-2020 00:00:00 +0000", "2020-05-01"])
def test_what_is_no_date_is_none(text):
    assert internal_date(text) is None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20))
def test_a_folder_name_in_modified_utf7_is_read(name):
    encoded = utf7_encode(name).replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    assert folder_names([b'(\\HasNoChildren) "/" "' + encoded + b'"']) == [name]


def test_a_branch_that_holds_no_letters_is_not_a_folder():
    assert folder_names([b'(\\HasChildren \\Noselect) "/" "&Xn9USpCuTvY-"', b'() "/" INBOX', None]) == ["INBOX"]


def test_numbers_of_several_search_lines_come_sorted_and_once():
    assert numbers([b"3 1", None, b"", b"2 3"]) == [1, 2, 3]


@given(st.sets(uids, min_size=1, max_size=60))
def test_a_uid_set_names_exactly_its_uids(chosen):
    named = set()
    for run in uid_set(chosen).split(","):
        first, _, last = run.partition(":")
        span = range(int(first), int(last or first) + 1)
        assert len(span) <= len(chosen)
        named.update(span)
    assert named == chosen
