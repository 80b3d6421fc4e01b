"""What is said of mistakes in checks.toml and findings.toml: code → (what, remedy), without full stops."""

MESSAGES: dict[str, tuple[str, str]] = {
    # checks.toml
    "term_missing": ("[{name}.terms] 缺少 {term}", "请在 [{name}.terms] 下面补上一行：{term} = {example}（{wanted}）"),
    "term_wrong": (
        "[{name}.terms] 的 {term} 应当是{wanted}，现在是 {found}",
        "例如 {term} = {example}",
    ),
    "term_elsewhere": (
        "{term} 写在了 [{name}.terms] 下面，不起作用",
        "请把这一行移到 [{name}] 下面、[{name}.terms] 的上面",
    ),
    "term_unknown": ("[{name}.terms] 不认识 {term}，不起作用", "{near}这一节可以写的是：{known}"),
    "terms_order": ("[{name}.terms] 的 {low} 大于 {high}", "请改成 {low} 不大于 {high}"),
    "must": (
        "校验项 {name} 没有照规定执行：{why}",
        "这一项对所有来信都要查，后果只能是 {follows}；请照随程序发布的 checks.toml 恢复 [{name}] 这一节",
    ),
    "table_missing": (
        "没有写校验项 {name}，这一项不会查",
        "确实不查的，请写上 [{name}] 一节和 on = false，以免误会",
    ),
    # findings.toml
    "case_missing": (
        "校验项 {name} 缺少 [{name}.{case}] 的提示语",
        "请补上这一节和 message、remedy 两行",
    ),
    "wording_unknown": ("没有名为 {name} 的校验项，这一节不起作用", "{near}请核对方括号里的拼写，或删去这一节"),
    "case_unknown": ("校验项 {name} 没有“{case}”这种情形，这一节不起作用", "{near}这一项的情形有：{known}"),
    "fact_unknown": (
        "[{name}.{case}] 的 {key} 里写了 {{{fact}}}，没有这一项内容",
        "{near}花括号里可以写的是：{known}",
    ),
}

WHY = {
    "off": "写了 on = false",
    "missing": "没有这一节",
    "follows": "follows 改成了 {found}",
    "kinds": "kinds 少写了 {found}",
}

WANTED = {  # what a term must be, and an example
    "count": ("不小于 0 的整数，不加引号", "150"),
    "percent": ("0 到 100 的数，不加引号", "85"),
    "words": ("至少有一个词的列表，不能有空白的词", '["甲", "乙"]'),
    "any_words": ("由词组成的列表，不能有空白的词", '["甲", "乙"]'),
}

NONE = "（没有）"
