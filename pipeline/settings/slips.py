"""Why a line of TOML is refused, as an office is likely to have written it: the code of its sentence in messages.py."""

import re

_TWICE = ("Cannot overwrite", "twice", "Cannot declare", "Cannot mutate", "Duplicate")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")
_WIDE = re.compile("[＝“”‘’＂＇，、［］【】＃　]")
_VALUE = re.compile(r"=\s*(.*)$")
_SWITCH = re.compile(r"(?i:on|off|yes|no|true|false)\b|[是否真假开关]\s*$")
_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*(?:[-/.月]\s*\d{1,2}\s*日?)?")
_BARE = re.compile(r"[^\W\d_]")


def slip_of(line: str, message: str) -> tuple[str, dict[str, str]]:
    """What is most likely wrong with a line: a code, and facts for its sentence beside the line itself.

    Args:
        line: the line that was refused.
        message: what tomllib says of it.
    """
    if any(word in message for word in _TWICE):
        return "toml_twice", {}
    bare = _QUOTED.sub('""', line).split("#")[0].strip()
    if wide := "".join(dict.fromkeys(_WIDE.findall(bare))):
        return "toml_wide", {"signs": " ".join(wide.replace("\u3000", "空格"))}
    found = _VALUE.search(bare)
    value = found.group(1) if found else ""
    for code, shape in (("toml_switch", _SWITCH), ("toml_date", _DATE), ("toml_quotes", _BARE)):
        if shape.match(value):
            return code, {}
    return "toml_syntax", {}
