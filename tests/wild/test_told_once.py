"""A mailbox or a post out of order for days: the worker's log tells it once, and again when the trouble is another."""

from acts.office import Office, mail
from servers.netease_troubles import Troubles
from structlog.testing import capture_logs
from wild.reading import holding

from pipeline.steps.deliver import deliver
from pipeline.steps.receive import receive


def told_in(office: Office, rounds: int) -> list[str]:
    """The faults that a worker tells in so many rounds, each after a day."""
    with capture_logs() as told:
        for _ in range(rounds):
            office.clock.forward(days=1)
            receive(office.house, "yuhua", office.readers, patient=True)
            deliver(office.house, "yuhua", patient=True)
    return [line["event"] for line in told if line["event"].endswith("_fault")]


def test_a_trouble_of_many_days_is_told_once_and_another_one_anew(office_163: Office) -> None:
    office_163.arrive(mail())
    office_163.receive()
    box, post = holding(office_163, refused={"LIST": b"NO LIST system busy"}), office_163.servers.post
    post.steps["GREETING"] = "421 too many connections"
    assert told_in(office_163, 3) == ["mailbox_fault", "post_fault"]
    box.troubles = Troubles(refused={"LIST": b"NO LIST try another day"})
    assert told_in(office_163, 2) == ["mailbox_fault"]
    box.troubles = Troubles()
    post.steps.clear()
    assert told_in(office_163, 1) == []
    post.steps["GREETING"] = "421 too many connections"
    office_163.arrive(mail("2020年度+左家塘+又一次走访"))
    assert told_in(office_163, 2) == ["post_fault"]
