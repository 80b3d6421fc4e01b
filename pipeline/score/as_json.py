"""What counting yields, as `baosong score --json` prints it (design.md §5)."""

from typing import Any

from pipeline.domain.score import Scored
from pipeline.score.numbers import plain


def scored_json(scored: Scored) -> dict[str, Any]:
    """One JSON document; points, required, done and amounts are decimal texts."""
    return {
        "entries": [
            {
                "unit": e.unit,
                "subject": e.subject,
                "account": e.account,
                "rule": e.rule,
                "clause": e.clause,
                "points": plain(e.points),
                "date": e.date.isoformat(),
                "counted": e.counted,
                "reason": e.reason,
            }
            for e in scored.entries
        ],
        "totals": {unit: plain(points) for unit, points in scored.totals.items()},
        "duties": [
            {
                "unit": d.unit,
                "duty": d.duty,
                "period": d.period,
                "required": plain(d.required),
                "done": plain(d.done),
                "met": d.met,
                **({"subject": d.subject} if d.subject else {}),
                **({"late": plain(d.late), "late_days": d.late_days} if d.late else {}),
            }
            for d in scored.duties
        ],
        "ranks": [
            {"unit": r.unit, "group": r.group, "rank": r.rank, "group_rank": r.group_rank, "points": plain(r.points)}
            for r in scored.ranks
        ],
        "fees": [
            {"unit": f.unit, "period": f.period, "points": plain(f.points), "amount": plain(f.amount)}
            for f in scored.fees
        ],
        "unresolved": [{"fact": u.fact, "why": u.why, "candidates": list(u.candidates)} for u in scored.unresolved],
        "marks": [
            {"unit": m.unit, "mark": m.mark, "period": m.period, "clause": m.clause, "value": plain(m.value)}
            for m in scored.marks
        ],
    }
