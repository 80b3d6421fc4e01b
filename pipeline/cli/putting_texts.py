"""What the commands say that put a piece right, mark a repeat, join letters, and fill forms."""

TEXTS = {
    "correct_help": "更正登记的内容：单位、年度、关键词、标题、类别、总结类、主题；编号不变，重读来信也不变。",
    "repeat_help": "定为与另一件重复：不再采用，已登记的采用改记到那一件，不会计两次。",
    "join_help": "来信（或一件）是此前一件的补充：并入那一件，新的文稿、表格、图片替换旧的。",
    "split_help": "一封来信里有几篇稿件：分开登记，各有编号；先列出建议，--yes 照建议办，或用 --off 自己写明。",
    "form_help": "把审核表和发布（上报）审批表填好存为 Word 文件。",
    "opt_unit": "报送单位的编号、全称或简称",
    "opt_year": "年度，四位数",
    "opt_keyword": '关键词；写 "" 就是去掉',
    "opt_title": "标题",
    "opt_kind": 'news 新闻宣传，info 政务信息；写 "" 就是未定',
    "opt_summary": "是不是总结类",
    "opt_topic": '主题，本局 bureau.toml 的 topics 里的一个；写 "" 就是未定',
    "opt_tell": "发邮件告诉单位",
    "opt_reason": "理由",
    "opt_by": "办理人",
    "opt_of": "与哪一件重复：编号",
    "opt_to": "并入哪一件：编号",
    "opt_off": "分出一件：它的文件名，用分号隔开；分出几件就写几次",
    "opt_split_yes": "按建议分开",
    "opt_out": "存到哪个文件夹",
    "lot": "  第 {group} 件：{name}{title}",
    "lots": "{number} 的来信里有 {count} 篇文稿，建议这样分（照办请加 --yes，另外分请用 --off）：",
    "split": "{number} 的来信已分开登记。{mailed}",
    "split_piece": "  {number}：{title}，{state}",
    "corrected": "{number}：{told}。{mailed}",
    "repeated": "{number}：已定为与 {of} 重复，不再采用。{moved}{mailed}",
    "joined": "{letters} 已并入 {to}，现在的状态：{state}。{waits}{moved}{mailed}",
    "joined_waits": "改动要等人定，请用 baosong show {to} 查看。",
    "moved": "采用改记：{told}。",
    "moved_taken": "{name} 改记过去",
    "moved_known": "{name} 那边已有，不重复计",
    "moved_waits": "{name} 待核对",
    "moved_standing": "{name} 改记过去",
    "moved_waiting": "{name} 待核对",
    "form_fault": "表格没有填成：{file}。请运行 baosong config check，按提示修好模板。",
    "form2_file": "{number} 信息稿件审核表.docx",
    "form3_file": "{number} 信息稿件发布（上报）审批表.docx",
}


def phrase(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return TEXTS[key].format(**facts)
