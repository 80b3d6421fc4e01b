"""Form 2 信息稿件审核表 comes with the piece.

Rule: Y 三(二)3-4 同步报送; rules.md S4: until it comes the piece stands returned.
How it is mended: reply with the form alone; the receipt brings it along, filled in as far as we know.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.parts import is_manuscript, named_so
from pipeline.domain.piece import Incoming
from pipeline.validate.ask import pictured_forms, piece_known
from pipeline.validate.desk import Desk
from pipeline.validate.terms import Cases, Term

GIVES_WAY = True  # form_picture tells of a picture that seems to be the form, where the bureau has it looked at
TERMS = {"form_words": Term.ANY_WORDS, "days": Term.COUNT}
CASES: Cases = {"default": ("days",), "unread": ("name", "days")}
asked = piece_known


def check(incoming: Incoming, desk: Desk) -> Iterator[Problem]:
    """One problem where no form was read; a file whose name speaks for one is named."""
    if incoming.form is not None:
        return
    days = str(int(desk.number("days")))
    words = desk.words("form_words")
    named = (p for p in incoming.letter.parts if named_so(p, words) and not is_manuscript(p))
    unread = next(iter((*pictured_forms(incoming, words), *named)), None)
    if unread is not None:
        yield Problem(case="unread", where=unread.path, facts={"name": unread.name, "days": days})
    else:
        yield Problem(where="form", facts={"days": days})
