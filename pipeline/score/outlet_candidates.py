"""Outlets that an unknown name may mean: proposals for the office, never an answer."""

from collections.abc import Mapping

from rapidfuzz import fuzz, process

MOST = 5
_NEAR = 65.0  # percent


def candidates_of(key: str, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Ids of at most five outlets whose names are within the text, hold it, or are nearly it; the best first.

    Args:
        key: the unknown text's name key.
        names: name key → ids.
    """
    if len(key) < 2:
        return ()
    scores: dict[str, float] = {}
    for known, ids in names.items():
        if len(known) > 1 and (known in key or key in known):
            shorter, longer = sorted((len(known), len(key)))
            for outlet in ids:
                scores[outlet] = max(scores.get(outlet, 0.0), 100.0 + 100.0 * shorter / longer)
    for known, score, _ in process.extract(key, names.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=4 * MOST):
        for outlet in names[known]:
            scores[outlet] = max(scores.get(outlet, 0.0), score)
    return tuple(sorted(scores, key=lambda outlet: -scores[outlet])[:MOST])
