"""Decisions, and why one was not carried out."""

TEXTS = {
    # decisions
    "verb_accept": "受理",
    "verb_return": "退回补正",
    "verb_discard": "不予采用",
    "verb_assign": "确定单位",
    "verb_release": "解除封存",
    "several_incomplete": "没有办理：请勾选要办的各件，选好怎样处理，并写明理由。",
    # why a decision was not carried out
    "no_changed_meanwhile": "您打开以后，这里又有了变化，没有办理。请看过现在的情况再定。",
    "no_busy": "正在收信，没有办理。请过一会儿再试。",
    "no_reason_and_name": "请写明理由。",
    "no_unknown_name": "台账里没有这一件。",
    "no_unknown_unit": "名册里没有这个单位。",
    "no_unit_wanted": "请选定是哪个单位。",
    "no_unit_first": "还没有确定报送单位，请先确定单位。",
    "no_sealed_first": "已经封存。确认是误判时先解除封存，再作其他处理。",
    "no_quarantined_first": "还没有读出来，请先再读一次。",
    "no_key_wanted": "已经加密封存，网页上解不开，私钥也不要传到网页上。确认是误判的，请带着私钥文件在命令行上办："
    "baosong decide {name} release --key 私钥文件 --reason … --by …",
    "no_wrong_key": "文件 {file} 打不开这封信：里面没有私钥，或者不是加密时的那一把。",
    "no_sealed_missing": "原信不在封存区：这里可能是用不含封存内容的备份恢复的。信箱里可能还有原件。",
    "no_not_sealed": "没有封存，不需要解除。",
    "no_too_late": "已经发布、采用或撤回，不能再这样处理。",
    "no_unreadable": "读不出来，没有办理。",
    "no_by_hand": "这是手工登记的，没有来信可以这样处理。",
    "no_unknown_verb": "没有这种处理。",
    "no_other": "没有办理，请再看一遍。",
}
