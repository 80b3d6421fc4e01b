"""What `baosong roster` says; {names} are filled in."""

_TEXTS = {
    "roster_help": "名册：从来信里找出还没有登记的地址。",
    "suggest_help": "列出名册里没有、近来写过信的地址，像是哪个单位的，写成 units.csv 的一行；什么都不改。",
    "opt_bureau": "哪个局",
    "opt_days": "看近多少天的来信",
    "stranger": "{address}（{letters} 封，最近一封 {last}，{example}《{subject}》）",
    "decided": "  局办公室已按 {unit} 办理过。units.csv 里这一行改成：",
    "maybe": "  从主题看像是 {unit}。核实以后，units.csv 里这一行改成：",
    "line": "  {line}",
    "nobody": "  看不出是哪个单位。用 baosong show {example} 看看来信。",
    "summary": "近 {days} 天有 {count} 个名册里没有的地址来信，其中 {known} 个看得出是哪个单位。"
    "改过 units.csv，请运行 baosong config check。",
    "none": "近 {days} 天来信的地址都在名册里。",
}


def phrase(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return _TEXTS[key].format(**facts)
