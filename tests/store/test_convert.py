"""What was read of a part comes back from the store as it went in."""

from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.rows import letter_row, piece_row

from pipeline.domain.document import Manuscript, Picture, ReviewForm, WordDocument
from pipeline.domain.finding import Finding
from pipeline.domain.letter import Part, Trouble
from pipeline.domain.words import Follows, Severity
from pipeline.store.convert import finding, finding_row, part, part_row
from pipeline.store.database import Database
from pipeline.store.tables import FindingRow, LetterRow, PartRow, PieceRow

TEXT = st.text(max_size=30)
MAYBE = st.none() | TEXT
COUNT = st.integers(0, 10**9)
PICTURES = st.builds(
    Picture, format=st.sampled_from(["jpeg", "heic"]), width=st.none() | COUNT, height=st.none() | COUNT,
    taken_at=st.none() | st.datetimes(datetime(1900, 1, 1)), problem=st.none() | st.sampled_from(["truncated"]),
)  # fmt: skip
MANUSCRIPTS = st.builds(Manuscript, title=MAYBE, body=TEXT, byline=TEXT, chars=COUNT, tables=COUNT)
FORMS = st.builds(
    ReviewForm, title=MAYBE, unit=MAYBE, author=MAYBE, sensitive=st.none() | st.booleans(), first_opinion=MAYBE,
    second_opinion=MAYBE, sensitive_doubt=st.booleans(),
)  # fmt: skip
DOCUMENTS = st.builds(
    WordDocument, manuscript=st.none() | MANUSCRIPTS, form=st.none() | FORMS, other_form=MAYBE,
    pictures=st.lists(PICTURES, max_size=2).map(tuple), text=TEXT, tracked=st.booleans(),
)  # fmt: skip
PARTS = st.builds(
    Part, name=TEXT, path=TEXT, type=st.sampled_from(["docx", "jpeg"]), size=COUNT,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64), inline=st.booleans(),
    document=st.none() | DOCUMENTS, picture=st.none() | PICTURES,
    trouble=st.none() | st.builds(Trouble, code=TEXT, detail=TEXT),
)  # fmt: skip
FINDINGS = st.builds(
    Finding, code=TEXT, severity=st.sampled_from(Severity), message=TEXT, where=TEXT, remedy=TEXT,
    follows=st.sampled_from(Follows), clause=TEXT,
)  # fmt: skip


@given(read=PARTS)
def test_a_part_as_a_row_is_the_same_part(read: Part) -> None:
    row = part_row(read, "manuscript", PieceRow(id=1), LetterRow(id=2))
    assert part(row) == read
    assert (row.name, row.path, row.type, row.size, row.sha256) == (
        read.name, read.path, read.type, read.size, read.sha256,
    )  # fmt: skip
    assert (row.role, row.current, row.piece_id, row.letter_id) == ("manuscript", True, 1, 2)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(read=PARTS, told=FINDINGS)
def test_a_part_and_a_finding_come_back_from_the_database_as_they_were(
    database: Database, read: Part, told: Finding
) -> None:
    with database.writing() as session:
        piece, letter = piece_row(session), letter_row(session)
        part_in, finding_in = part_row(read, "other", piece, letter), finding_row(told, letter, piece)
        session.add_all([part_in, finding_in])
    with database.reading() as session:
        assert part(session.get_one(PartRow, part_in.id)) == read
        out = finding(session.get_one(FindingRow, finding_in.id))
    assert out == finding(finding_in)
    assert (out.severity, out.follows, out.message) == (
        told.severity,
        told.follows,
        told.message.replace("\0", "\ufffd"),
    )
