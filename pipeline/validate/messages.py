"""What `baosong config check` says of checks.toml and findings.toml."""

MESSAGES = {
    "unknown": "checks.toml：没有名为“{name}”的校验项。请核对拼写，或删除这一节。",
    "term": "checks.toml：[{name}.terms] 缺少 {term}，或它的值类型不对。请参照随附的 checks.toml 补上。",
    "case": "findings.toml：[{name}.{case}] 没有写提示语。请补上 message 和 remedy 两行。",
}
