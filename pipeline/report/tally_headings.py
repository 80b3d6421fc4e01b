"""The headings of the tally's columns, as tally.toml words them."""

from pipeline.report.word_table import WordTable


class Headings(WordTable):
    """The second row of the sheets."""

    facts = frozenset({"level", "this"})
    rank: str
    group_rank: str
    previous_rank: str
    moved: str
    unit: str
    units: str
    group: str
    person: str
    received: str
    accepted: str
    adopted: str
    by_level: str
    points_of: str
    year_points: str
    points: str
    other_points: str
    corrected: str
    target: str
    completion: str
    completion_rank: str
    duty_met: str
    duty: str
    required: str
    done: str
    is_met: str
    order: str
    number: str
    title: str
    outlet: str
    level: str
    mode: str
    published: str
    date: str
    counted: str
    clause: str
    reason: str
    remark: str
    link: str
    account: str
    rule: str
    booked: str
    kind: str
    subject: str
    period: str
    belongs: str
    call: str
    due: str
    answered: str
    amount: str
    quarter: str
    what: str
    told: str
