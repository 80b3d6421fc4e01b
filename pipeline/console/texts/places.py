"""The pages' names in the head."""

TEXTS = {
    "place_waiting": "待办",
    "place_standings": "通报",
    "place_rules": "规则",
    "place_log": "操作记录",
}
