"""What the command line says of pieces entered by hand, of facts and of points, in one table; {names} are filled in."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # help
    "register_help": "登记一件不是邮件送来的稿件（纸质、光盘、微信）：编号、受理，和其他稿件一样计数。",
    "describe_help": "补写一件稿件的类别、是否总结类和标题。",
    "opt_bureau": "哪个局",
    "opt_unit": "单位的编号、全称或简称",
    "opt_title": "标题",
    "opt_date": "收到的日期，如 2022-05-03",
    "opt_kind": "类别：news 新闻宣传，info 政务信息；不清楚的不写",
    "opt_summary": "是总结类稿件",
    "opt_summary_or_not": "是不是总结类稿件",
    "opt_chars": "字数",
    "opt_keyword": "关键词",
    "opt_medium": "送达方式：paper 纸质，disc 光盘，wechat 微信",
    "opt_secret": "涉密件：只登记编号、单位和日期，不写标题",
    "opt_another": "同一单位同题稿件已登记时：确是另一篇",
    "opt_by": "办理人",
    "opt_reason": "理由",
    "opt_json": "只输出 JSON",
    "arg_number": "编号 YH-2020-00012",
    # what was wrong
    "bad_date": "看不懂日期“{text}”。请写成 2022-05-03。",
    "plan_wrong": "已经办好，但计分办法的文件有 {count} 处需要修改，积分还没有重算；改好后会自动重算：",
    # what was done
    "registered": "{number}：已登记，{unit}，{day}收到，状态：{state}。",
    "registered_secret": "{number}：已登记涉密件，{unit}，{day}收到；不记标题。",
    "described": "{number}：已补写{what}。",
    "described_same": "{number}：与现有记录相同，没有改动。",
    "what_kind": "类别",
    "what_summary": "总结类",
    "what_title": "标题",
    "points_changed": "积分变动：{changes}。",
    "change": "{unit} {points}",
}


def phrase(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return TEXTS[key].format(**facts)
