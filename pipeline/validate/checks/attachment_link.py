"""Attachments come with the letter, not as a link.

Rule: mail.md L7: a 超大附件 is a link that expires; it is never downloaded.
How it is mended: reply with the files as ordinary attachments.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Problem
from pipeline.domain.piece import Incoming
from pipeline.validate.desk import Desk


def check(incoming: Incoming, _desk: Desk) -> Iterator[Problem]:
    """One problem where the letter holds such a link."""
    if incoming.letter.remote_attachments:
        yield Problem(where="letter")
