"""What a person may do with what waits, the likeliest first: the digest and `show` offer the same."""

from pipeline.domain.words import Disposition, State
from pipeline.report.view import Choice
from pipeline.report.words import Words
from pipeline.steps.decided import LEAVES
from pipeline.steps.signatures import APPROVE, LEADER, PUBLISH, SIGN

REPROCESS = "reprocess"
SIGN_BACK, APPROVE_BACK = "sign_back", "approve_back"  # who is asked to sign does not agree
_COMMANDS = {
    SIGN: "sign", SIGN_BACK: "sign", APPROVE: "approve", APPROVE_BACK: "approve", PUBLISH: "release-piece",
}  # fmt: skip
CHECK_WORDING = "config_check"
_ANY = ("accept", "return", "discard", "assign")


def for_piece(state: str, *, unit_known: bool) -> tuple[str, ...]:
    """The decisions that fit a piece of that state; none where it does not wait."""
    if state == State.SEALED.value:
        return ("release", "discard")
    if state != State.HELD.value:
        return ()
    return _ANY if unit_known else ("assign", "return", "discard")


def for_turn(act: str) -> tuple[str, ...]:
    """What fits a piece in its review: whose turn it is agrees, or sends it back; what is approved is released."""
    return {SIGN: (SIGN, SIGN_BACK), APPROVE: (APPROVE, APPROVE_BACK)}.get(act, (act,))


def for_letter(disposition: str | None, *, owed: bool, reply: bool, sender_known: bool) -> tuple[str, ...]:
    """What fits a letter that waits by itself.

    Args:
        disposition: of the letter.
        owed: its receipt could not be written; once the wording is mended it goes out by itself.
        reply: it belongs to a piece and waits beside it.
        sender_known: its sender is registered, so that a decision can be told.
    """
    if owed:
        return (CHECK_WORDING,)
    if disposition == Disposition.QUARANTINED.value:
        return (REPROCESS, "discard")
    if disposition == Disposition.SEALED.value:
        return ("release", "discard")
    if reply:
        return ("accept", "return", "discard")
    return _ANY if sender_known else ("assign", "discard")


def offered(fit: tuple[str, ...], name: str, words: Words, *, letter: bool, approver: str = "") -> tuple[Choice, ...]:
    """The choices in the office's words, each with its command line.

    Args:
        fit: as above.
        name: a number, or a letter's running number.
        words: of the bureau.
        letter: it is about a letter that is no piece: what is accepted there is simply done.
        approver: with an approval director or leader.
    """
    return tuple(
        Choice(
            verb=choice,
            word=words.word(f"letter_{choice}" if letter and choice in LEAVES else choice, "choice"),
            command=_command(choice, name, words, approver),
        )
        for choice in fit
    )


def _command(choice: str, name: str, words: Words, approver: str) -> str:
    if choice in _COMMANDS:
        leader = approver == LEADER
        wanted = "approve_leader" if leader and choice == APPROVE else choice
        role = " --as leader" if leader else ""
        return f"baosong {_COMMANDS[choice]} {name}{role} {words.word(wanted, 'to_fill_in')}"
    if choice == CHECK_WORDING:
        return "baosong config check"
    if choice == REPROCESS:
        return f"baosong reprocess {name}"
    return f"baosong decide {name} {choice} {words.word('assign' if choice == 'assign' else 'decision', 'to_fill_in')}"
