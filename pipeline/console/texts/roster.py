"""名册: the units, and strangers who wrote."""

TEXTS = {
    "place_roster": "名册",
    "show_all": "全部单位",
    "show_silent": "从未来信",
    "show_troubled": "地址不通",
    "show_without": "没有登记地址",
}
