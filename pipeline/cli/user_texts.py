"""What `baosong user` says, and what is said of the desk that is opened; {names} are filled in."""

_TEXTS = {
    "user_help": "审核台的登录：谁可以登录、是什么身份。",
    "add_help": "添加一个人。密码从键盘输入两遍，或从标准输入读一行。",
    "list_help": "列出可以登录的人。",
    "roles_help": "改一个人的身份：写出的就是全部身份。",
    "password_help": "给一个人设新密码，已有的登录随即失效。",
    "remove_help": "不再让一个人登录，已有的登录随即失效；办理记录保留。",
    "added": "已添加 {name}（登录名 {login}）：{roles}。",
    "changed": "{login} 现在的身份：{roles}。",
    "password_set": "已给 {login} 设了新密码。",
    "removed": "{name}（{login}）不能再登录了。",
    "nobody": "还没有人可以登录。用 baosong user add 添加，或打开 baosong run 启动时给出的链接。",
    "role_wanted": "请用 --role 写明身份，例如 --role yuhua=office。身份有：{known}。",
    "unknown_role": "没有“{role}”这种身份。身份有：{known}。",
    # the desk that is opened
    "desk_opened": "审核台：{address}",
    "desk_first": "还没有人可以登录。第一位管理员请在 24 小时内打开这个链接（只能用一次）：{link}",
    "desk_far": "审核台在 {host} 上等别的电脑来连。请在它前面加 HTTPS 反向代理，不要让密码明文经过网络。",
    "desk_not_opened": "审核台没有打开（{host}:{port}）：{why}。收信、回执照常进行，过一会儿再试；"
    "要换端口，请改 settings.toml 的 [desk] port。",
    "desk_demo": "  审核台    {address}（登录名 {login}，密码 {password}）",
    "demo_name": "演示",
    "ask_password": "密码：",
    "ask_again": "再输一遍：",
    "login": "登录名",
    "name": "姓名",
    "role": "身份",
}


def phrase(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return _TEXTS[key].format(**facts)
