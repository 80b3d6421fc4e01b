"""What is said of mistakes in config/letters and config/forms: code → (what, remedy), without full stops."""

_OTHERS = "请对照同一文件夹里的其他模板改正，或者换回原来的文件"

MESSAGES: dict[str, tuple[str, str]] = {
    # templates
    "missing": ("缺少信件模板", "请把这个文件放回来，文件名不要改"),
    "not_utf8": ("文件不是 UTF-8 编码", "请用记事本打开，“另存为”时编码选 UTF-8"),
    "open": ("信件模板写错了：{{% {tag} %}} 没有收尾", "请在这一段的末尾补上 {{% end{tag} %}}"),
    "tag": ("信件模板写错了：不认识 {{% {tag} %}}", _OTHERS),
    "filter": ("信件模板写错了：不认识“|{name}”这种写法", "可用的写法见 config/letters/README.md 的“怎样改”"),
    "syntax": ("信件模板写错了：这里的 {{{{ }}}} 或 {{% %}} 没有写完整", _OTHERS),
    "unknown": ("信件模板用了不认识的名称：{names}", "{near}可用的名称见 config/letters/README.md"),
    "field": ("信件模板用了没有的内容：{name}", "{near}可用的名称见 config/letters/README.md"),
    "value": ("信件模板的这一行与内容不相配，填不进去（{why}）", _OTHERS),
    "subject": ("信件模板没有邮件主题", "请照同一文件夹里的其他模板，写上 {{% block subject %}} 一行"),
    # a bureau's letters/
    "stray": ("局里的这个文件不起作用：没有哪封信用到它", "{near}文件名要与 config/letters/ 里的一样；不用的请移走"),
    # words.toml
    "no_word": ("缺少用语：[{table}] {key}", "请在 words.toml 的 [{table}] 下补一行：{key} = “中文说法”"),
    "no_table": ("用语表里没有 [{table}] 这一节，不起作用", "{near}请照 config/letters/words.toml 里的写"),
    "strange_word": (
        "用语表的 [{table}] 里没有 {key}，不起作用",
        "{near}左边的词请照 config/letters/words.toml 写",
    ),
    "file_name": ("附件的文件名“{value}”填不进去", "花括号里只能写 {{unit}}，例如 信息稿件审核表（{{unit}}）.docx"),
    # forms
    "no_form": ("缺少表格模板，这份表格填不出来", "请把这个文件放回来，文件名不要改"),
    "bad_form": ("表格模板打不开", "请用 Word 另存为 .docx，或者换回原来的文件"),
    "form_syntax": ("表格模板的占位符写错了（{why}）", "请检查花括号是否成对，或者换回原来的文件"),
    # words of the documents of a period
    "no_wording": ("缺少用语文件，通报和统计表做不出来", "请把这个文件放回来，文件名不要改"),
    "wording_syntax": ("用语文件的这一行读不懂", "请照别的行写：左边的词 = 加英文引号的中文说法，文件存为 UTF-8"),
    "wording_missing": ("用语文件缺少 [{table}] {key}", "请照原来的文件补上"),
    "wording_strange": ("用语文件的 [{table}] 里没有 {key} 这个词", "{near}左边的词不能改名，也不能自己加"),
    "wording_value": ("用语文件 [{table}] {key} 的写法不能用", "请照原来的文件写，花括号里的词不能改"),
    "form_unknown": ("表格模板用了不认识的占位符：{names}", "{near}可用的占位符见 config/forms/README.md"),
}
