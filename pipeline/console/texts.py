"""Everything the desk's code says to people, in one table; pages say the rest. {names} are filled in."""

TEXTS = {
    # people
    "login_wrong": "登录名或密码不对，请再试一次。",
    "login_wait": "输错的次数多了，请过 {minutes} 分钟再试。忘了密码，请管理员运行 baosong user password 重设。",
    "login_form": "登录名请用 2 到 32 个字母、数字或汉字，也可以有点、横线和 @。",
    "name_form": "请写姓名（不超过 20 个字），办理记录和通知里会用到。",
    "login_taken": "已经有人用“{login}”这个登录名了。",
    "unknown_login": "没有“{login}”这个登录名。用 baosong user list 查看。",
    "unknown_bureau": "没有叫“{bureau}”的局。config/bureaus/ 下现有：{known}。",
    "password_form": "密码请用 {shortest} 到 {longest} 个字，不能太简单，也不能与登录名相同。",
    "password_wrong": "现在的密码不对。",
    "passwords_differ": "两次输入的新密码不一样。",
    "not_first": "已经有人可以登录了，这个链接不再有用。请直接登录，或请管理员添加。",
    "first_link_used": "这个链接已经失效。请在运行报送台的电脑上查看新的链接。",
    "cookie_wanted": "没有认出这个页面，请再试一次；仍不行的，请在浏览器里允许 Cookie。",
    # requests
    "from_elsewhere": "这个请求来自别的网站，没有办理。",
    "too_large": "内容太多，没有办理。",
    # roles
    "role_viewer": "查看",
    "role_reviewer": "审稿",
    "role_office": "办公室",
    "role_leader": "分管领导",
    "role_admin": "管理员",
    # pages
    "place_waiting": "待办",
    "place_log": "操作记录",
    # what waits
    "kind_held": "待核对",
    "kind_letter": "来信",
    "kind_quarantined": "读取失败",
    "kind_review": "待审签",
    "kind_fact": "采用待核",
    "kind_month": "通报待印发",
    "kind_mail": "未送达",
    "kind_sealed": "封存",
    "waits_for_step": "等{step}",
    # one piece
    "read_year": "年度",
    "read_keyword": "关键词",
    "read_chars": "字数",
    "read_genre": "类别",
    "read_summary": "总结类",
    "read_sender": "发件地址",
    "read_arrived": "来信时间",
    "read_accepted": "受理时间",
    "genre_news": "新闻宣传",
    "genre_info": "政务信息",
    "summary_yes": "是",
    "role_manuscript": "文稿",
    "role_form": "审核表",
    "role_picture": "图片",
    "role_other": "其他",
    "act_accept": "受理",
    "act_return": "退回补正",
    "act_discard": "不予采用",
    "act_assign": "确定单位",
    "act_release": "解除封存",
    "act_reprocess": "再读一次",
    # the log
    "did_logged_in": "登录",
    "did_logged_out": "退出登录",
    "did_login_failed": "登录没有成功",
    "did_user_added": "添加",
    "did_user_removed": "不再让登录",
    "did_roles_changed": "改身份",
    "did_password_changed": "改密码",
    "did_decided": "办理",
    "did_decided_several": "一起办理",
    "did_read_again": "再读一次",
    "fact_name": "姓名",
    "fact_roles": "身份",
    "fact_state": "状态",
    "fact_disposition": "处置",
    "fact_unit": "单位",
    "fact_verb": "处理",
    "fact_reason": "理由",
    "fact_mailed_to": "通知",
    "fact_done": "办好",
    "fact_refused": "没有办",
    "fact_checks": "检查结果",
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
    "no_not_sealed": "没有封存，不需要解除。",
    "no_too_late": "已经发布、采用或撤回，不能再这样处理。",
    "no_unreadable": "读不出来，没有办理。",
    "no_by_hand": "这是手工登记的，没有来信可以这样处理。",
    "no_unknown_verb": "没有这种处理。",
    "no_other": "没有办理，请再看一遍。",
}


def why_not(cause: str) -> str:
    """Why a decision was not carried out, by the word of the refusal."""
    return TEXTS.get(f"no_{cause}", TEXTS["no_other"])


def say(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return TEXTS[key].format(**facts)
