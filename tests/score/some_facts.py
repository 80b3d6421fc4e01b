"""Years of facts for properties: a few pieces of Jinjiang's units and what became of them."""

from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from pipeline.domain.facts import Activity, Adoption, Facts, Instruction, Reads, SubmissionFact

FIRST = date(2022, 1, 1)
DAYS = st.integers(0, 364).map(lambda n: FIRST + timedelta(days=n))
UNITS = ("磁灶", "安海", "局办公室", "服务中心")
OUTLETS = ("晋江经济报", "泉州晚报", "福建日报", "人民日报", "省厅官网", "今日头条", "市双拥简报")
PIECES = tuple(f"S{n}" for n in range(6))
TOGETHER = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

pieces = st.sampled_from(PIECES)
adoptions = st.one_of(
    st.builds(Adoption, submission=pieces, outlet=st.sampled_from(OUTLETS), date=DAYS),
    st.builds(
        Adoption, submission=pieces, outlet=st.just("市局公众号"), date=DAYS,
        mode=st.sampled_from(["item", "brief", None]),
    ),
    st.builds(
        Adoption, submission=pieces, outlet=st.just("东南早报"), date=DAYS,
        position=st.sampled_from(["front", "inside", None]),
    ),
)  # fmt: skip
reads = st.builds(
    Reads, submission=pieces, outlet=st.just("市局公众号"), count=st.integers(-1, 20000), days=st.integers(-1, 9)
)
instructions = st.builds(
    Instruction, submission=pieces, by=st.sampled_from(["市局", "省厅", "部", "某局"]),
    rank=st.sampled_from(["main", "member"]), date=DAYS,
)  # fmt: skip


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """A year of a few pieces and what became of them."""
    submissions = [
        SubmissionFact(
            id=name, unit=draw(st.sampled_from(UNITS)), date=draw(DAYS), kind="news", summary=draw(st.booleans())
        )
        for name in PIECES[: draw(st.integers(1, len(PIECES)))]
    ]
    activities = [
        Activity(id=f"A{n}", host=draw(st.sampled_from(["部", "省厅", "市局"])), units=tuple(who), date=draw(DAYS))
        for n, who in enumerate(draw(st.lists(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3), max_size=2)))
    ]
    return Facts(
        submissions=tuple(submissions),
        adoptions=tuple(draw(st.lists(adoptions, max_size=10))),
        reads=tuple(draw(st.lists(reads, max_size=4))),
        instructions=tuple(draw(st.lists(instructions, max_size=4))),
        activities=tuple(activities),
    )
