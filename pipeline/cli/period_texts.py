"""What the command line says of standings, reports and closed months, in one table; {names} are filled in."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "standings_help": "名次表：一个月、一个季度或一年的得分、名次、报送与采用。",
    "explain_help": "一件稿件为什么得这些分：每一分的条款和理由。",
    "report_help": "生成通报（Word）、统计表（Excel）、图表和稿费表；已结账的按印发时的数字。",
    "close_help": "结账：冻结一个月（或一年），编号，生成通报并发出；重复运行不会重复发。",
    "rescore_help": "按现在的计分办法重算；--dry-run 只看差别，不入账。",
    "opt_period": "周期：2022-05（月）、2022Q2（季）、2022（年）",
    "opt_current": "不看印发时的数字，按现在掌握的事实算",
    "opt_out": "放到哪个文件夹",
    "opt_dry_run": "只看差别，不入账",
    "arg_number": "稿件编号，如 YH-2020-00012",
    "arg_report": "monthly 月报，quarterly 季报，yearly 年报",
    "no_plan": "{bureau} 没有计分办法（rulebook.yaml），不计分。",
    "bad_period": "看不懂周期“{period}”；请写成 2022-05（月）、2022Q2（季）或 2022（年）。",
    "unknown_report": "没有“{kind}”这种报表；请写 monthly（月报）、quarterly（季报）或 yearly（年报）。",
    "out_is_file": "{out} 是一个文件，不是文件夹；请用 --out 指定一个文件夹。",
    "other_length": "周期 {period} 不是{kind}的周期。",
    "kind_monthly": "月报",
    "kind_quarterly": "季报",
    "kind_yearly": "年报",
    "plan_wrong": "计分办法的文件有 {count} 处需要修改，不能计分：",
    "standings_frozen": "{period} 名次表（已印发）",
    "standings_open": "{period} 名次表（未结账，数字还会变）",
    "head_rank": "名次",
    "head_unit": "单位",
    "head_points": "得分",
    "head_group_rank": "组内",
    "head_received": "报送",
    "head_accepted": "受理",
    "head_adopted": "采用",
    "head_completion": "完成",
    "head_corrections": "补计核减",
    "head_change": "增减",
    "no_such_piece": "没有编号为“{number}”的稿件。",
    "counted": "计入",
    "not_counted": "不计",
    "entry_points": "{points}分（{counted}）",
    "no_entries": "还没有计分记录。",
    "fact_waits": "{fact} 待核对：{why}",
    "more_in_show": "来信、经过和信件见：baosong show {number}",
    "making": "生成文件",
    "counting": "重算",
    "issue": "〔{year}〕第{number}期",
    "closed_now": "{period} 已结账，{issue}：",
    "closed_before": "{period} 此前已经结账，{issue}，不再重复：",
    "mails_of_month": "已发出 {sent} 封，待发 {queued} 封。",
    "nothing_changes": "没有差别。",
    "only_shown": "共 {count} 条，只是试算，没有入账。",
    "booked_now": "共 {count} 条，已入账。",
}


def phrase(name: str, /, **facts: object) -> str:
    """A text with its facts filled in."""
    return TEXTS[name].format(**facts)
