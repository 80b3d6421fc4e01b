"""A clock that ran hours ahead and was set right: nothing waits for the hours that never came (mail.md I12, O5)."""

from acts.office import STATION, Office, mail
from servers.netease_troubles import Troubles
from wild.reading import LETTERS, holding, on_record

from pipeline.steps.deliver import deliver
from pipeline.steps.receive import receive
from pipeline.store.tables import LetterRow

AHEAD = 8  # hours: a machine whose hardware clock keeps local time


def test_a_mailbox_that_could_not_be_read_then_is_read_at_once(office_163: Office) -> None:
    box = holding(office_163, refused={"LIST": b"NO LIST system busy"})
    office_163.clock.forward(hours=AHEAD)
    assert office_163.receive().fault is not None
    box.troubles = Troubles()
    assert receive(office_163.house, "yuhua", office_163.readers, patient=True).stopped
    office_163.clock.forward(hours=-AHEAD)
    assert receive(office_163.house, "yuhua", office_163.readers, patient=True).fetched == len(LETTERS)
    assert on_record(office_163, LetterRow) == len(LETTERS)


def test_a_post_that_could_not_be_reached_then_takes_mail_at_once(office_163: Office) -> None:
    office_163.arrive(mail())
    office_163.receive()
    office_163.clock.forward(hours=AHEAD)
    office_163.servers.post.steps["GREETING"] = "421 HL:ICC too many connections"
    assert office_163.deliver().fault is not None
    office_163.servers.post.steps.clear()
    office_163.clock.forward(hours=-AHEAD)
    assert deliver(office_163.house, "yuhua", patient=True).sent == 1


def test_a_mail_that_was_written_then_leaves_at_once_and_a_refused_one_is_not_hurried(office_163: Office) -> None:
    office_163.clock.forward(hours=AHEAD)
    office_163.arrive(mail())
    office_163.receive()
    office_163.clock.forward(hours=-AHEAD)
    office_163.servers.post.refusals[STATION] = "452 mailbox busy"
    assert (office_163.deliver().sent, office_163.deliver().queued) == (0, 1)
    office_163.servers.post.refusals.clear()
    assert office_163.deliver().sent == 0
    office_163.clock.forward(hours=1)
    assert office_163.deliver().sent == 1
