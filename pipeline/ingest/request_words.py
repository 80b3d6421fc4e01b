"""What the command words mean; a bureau's command_words say which of them it answers."""

from collections.abc import Mapping

from pipeline.domain.request import Asked

WORDS: Mapping[str, Asked] = {
    "查询": Asked.QUERY,
    "积分": Asked.POINTS,
    "撤回": Asked.WITHDRAW,
}
