"""The arithmetic of the cursor."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.imap_plan import batches, plan_uids

uid_sets = st.sets(st.integers(min_value=1, max_value=60), max_size=40)
cursors = st.integers(min_value=0, max_value=60)


@given(uid_sets, cursors)
def test_a_poll_takes_everything_behind_the_cursor_and_nothing_before_it(server, cursor):
    assert plan_uids(cursor, server, ()) == sorted(uid for uid in server if uid > cursor)


@given(uid_sets, uid_sets, cursors, st.booleans())
def test_nothing_known_is_planned_and_the_plan_ascends(server, known, cursor, rescan):
    plan = plan_uids(cursor, server, known, rescan=rescan)
    assert plan == sorted(set(plan))
    assert not set(plan) & known
    assert set(plan) <= server


@given(uid_sets, uid_sets, cursors)
def test_a_rescan_finds_whatever_the_cursor_missed(server, known, cursor):
    assert set(plan_uids(cursor, server, known, rescan=True)) == server - known


@given(st.lists(uid_sets, max_size=8))
def test_polling_a_growing_folder_takes_each_letter_exactly_once(arrivals):
    server: set[int] = set()
    cursor, taken = 0, []
    for step, arrived in enumerate(arrivals):
        server |= {uid + step * 100 for uid in arrived}  # uids of later arrivals are higher (RFC 3501)
        plan = plan_uids(cursor, server, ())
        taken += plan
        cursor = max([cursor, *plan])
    assert taken == sorted(server)


@given(st.lists(st.integers(1, 99), unique=True), st.dictionaries(st.integers(1, 99), st.integers(0, 30)))
def test_batches_keep_the_order_and_stay_within_their_limits(uids, sizes):
    cut = list(batches(uids, sizes, max_bytes=20, max_count=4))
    assert [uid for batch in cut for uid in batch] == uids
    for batch in cut:
        assert len(batch) <= 4
        assert len(batch) == 1 or sum(sizes.get(uid, 20) for uid in batch) <= 20
