"""待办: what waits."""

TEXTS = {
    "kind_held": "待核对",
    "kind_letter": "来信",
    "kind_quarantined": "读取失败",
    "kind_review": "待审批",
    "kind_fact": "采用待核对",
    "kind_month": "通报待印发",
    "kind_mail": "未送达",
    "kind_sealed": "封存",
    "waits_for_step": "等{step}",
}
