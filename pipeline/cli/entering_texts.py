"""What the command line says of calls, names and figures the office enters, in one table; {names} are filled in."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "call_help": "登记一次约稿：向哪些单位约、约几篇、哪天发出；到期未完成的在通报里点名。",
    "answer_help": "登记一个单位为约稿交来的稿件。",
    "name_help": "登记通报里点名的事项：瞒报、误报、漏报、迟报等。",
    "figure_help": "登记本局自己的工作指标，写进当月通报。",
    "arg_call": "约稿的编号，如 2022-约3",
    "opt_call_title": "约什么稿",
    "opt_call_kind": "general 一般约稿，comprehensive 综合性约稿",
    "opt_units": "向哪些单位约：编号、全称或简称，可以写几次",
    "opt_persons": "责任人，与 --unit 一一对应，可以写几次",
    "opt_quantity": "每个单位几篇",
    "opt_issued": "哪天发出，如 2022-05-05",
    "opt_answered": "哪天交来，如 2022-05-07",
    "opt_pieces": "几篇",
    "opt_unit": "单位的编号、全称或简称",
    "opt_person": "责任人",
    "opt_what": "什么事：瞒报、误报、漏报、迟报、约稿未完成（局里另有的见信件用语 words.toml）",
    "opt_about": "哪一件",
    "opt_day": "写进哪天所在月份的通报，如 2022-05-31",
    "opt_clause": "依据的条款",
    "opt_figure": "指标的名称",
    "opt_value": "数值或情况",
    "opt_goal": "目标",
    "entered": "已登记（{fact}）。",
    "entered_before": "此前已经登记过（{fact}）。",
}


def phrase(name: str, /, **facts: object) -> str:
    """A text with its facts filled in."""
    return TEXTS[name].format(**facts)
