"""Who may log in at the bureau."""

TEXTS = {
    "last_admin": "这是最后一位管理员。请先让另一个人当管理员，再改。",
    "not_oneself": "不能移除自己。请另一位管理员来办。",
    "own_password": "自己的密码，请在右上角“改密码”里改。",
    "not_yours": "这个人在别的局也有身份，密码要由每个局都管的管理员，或运行报送台的人用 baosong user password 重设。",
    "role_wanted": "请选定身份。",
    "role_changed_meanwhile": "您打开以后，这个人的身份已经有人改过，没有办理。请看过现在的情况再定。",
    "people_added": "已添加，可以用登录名和密码登录了。",
    "people_role": "身份已改。",
    "people_removed": "已移除。正在登录的，也已退出。",
    "may_viewer": "查看各页",
    "may_reviewer": "查看，办理待办和初审、审核",
    "may_office": "查看，办理，登记采用，结账",
    "may_leader": "查看，办理，审批，登记采用，结账",
    "may_admin": "全部，连同封存、名册、运行和操作记录",
}
