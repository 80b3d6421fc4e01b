"""A letter of several manuscripts made into as many pieces."""

TEXTS = {
    "did_split": "分开登记",
    "fact_new": "另立编号",
    # why it was not done
    "no_split_late": "{name} 已经在审核、已经办结，或已不采用，来信不能再分开。",
    "no_split_single": "{name} 只有一篇文稿，没有要分开的。",
    "no_split_reply": "{name} 的几篇文稿不是第一封来信带来的，不能在这里分开。请退回单位，让它一封邮件只报一篇。",
    "no_split_unknown": "材料和件数对不上，没有办理。请按下面列出的重新选定。",
    "no_split_nothing": "所有材料都还在第一件里。请至少把一篇文稿选到另一件。",
    "no_split_no_manuscript": "每一件都要有一篇文稿，第一件也是。请重新选定。",
}
