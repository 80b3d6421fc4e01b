"""What the office reads of facts that wait or were settled: one table of texts."""

TEXTS = {
    "future": "日期是{day}，还没有到",
    "absurd": "阅读量{count}不合常理，请核对",
    "contradicts": "这篇稿件在同一载体的采用已经登记，刊发日期是{day}（{place}），与这里不一致",
    "closed_piece": "稿件{number}已封存、撤回或不用，不能登记",
    "unknown_piece": "台账里没有编号为{number}的稿件",
    "not_matched": "没有找到对应的稿件",
    "by_hand": "由{by}认定：{reason}",
    "frozen_month": "{month}已经结账，计入{booked}，作补计",
    "unknown_fact": "没有编号为{name}的待核对事项",
    "not_waiting": "{name}已经办理过了",
    "nothing_to_change": "请写明要改什么：--number、--outlet、--date、--mode、--position 至少一项",
    "unknown_unit": "名册里没有“{unit}”",
    "reason_and_name": "请写明理由（--reason）和办理人（--by）",
    "bad_points": "分值“{points}”不是数",
    "zero_points": "分值不能是0",
    "no_plan": "{bureau}没有计分办法（rulebook.yaml），不计分",
    "bad_period": "看不懂周期“{period}”；请写成 2022-05（月）、2022Q2（季）或 2022（年）",
    "not_over": "{period}还没有过完，不能结账",
    "month_only": "结账按月或按年办理，{period}两样都不是",
    "months_open": "{year}年还有没结账的月份：{months}",
    "fee_rate": "每分{rate}元",
    "reading": "{title}：{reading}（{by}）",
    "parameter": "{title}：{value}",
    "still_waiting": "另有{count}项采用情况等事实待局办公室核对，核对后计入下一期",
    "unreviewed": "未经归口审批",
    "manual": "手工调整",
    "registered": "手工登记",
}


def say(name: str, **facts: object) -> str:
    """A text with its facts filled in."""
    return TEXTS[name].format(**facts)
