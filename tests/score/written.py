"""Facts as an example writes them."""

import json
from collections.abc import Mapping
from typing import Any

from pipeline.domain.facts import Facts
from pipeline.score.read_facts import parse_facts


def written(facts: Mapping[str, Any]) -> Facts:
    """The facts of an example, read as `baosong score` reads them."""
    return parse_facts(json.dumps(facts, ensure_ascii=False, default=str))
