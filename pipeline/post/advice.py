"""What an operator reads when mail cannot leave: what happened and what to do, in Chinese."""

import re

from pipeline.settings.values import SmtpAccount

ADVICE = {
    "refused": "对方服务器拒收这封邮件，不会再自动发送。请核对收件地址和答复内容后，由人工处理。",
    "retry": "对方服务器暂时不收，程序会稍后再发，暂不需要处理。",
    "login": "发信账号 {user} 未能登录 {host}：账号或授权码不对，或授权码已经失效。"
    "请登录网页邮箱，在“设置 → POP3/SMTP/IMAP”中确认已开启 SMTP 服务，重新生成授权码（不是登录密码），"
    "写进环境变量 {env}，再重新启动程序。",
    "not_on": "发信账号 {user} 没有开启 SMTP 服务。请登录网页邮箱，在“设置 → POP3/SMTP/IMAP”中开启 IMAP/SMTP 服务；"
    "开启后会给出新的授权码，请写进环境变量 {env}，再重新启动程序。",
    "locked": "发信账号 {user} 被邮箱服务商锁定或限制。请用浏览器登录网页邮箱，按页面提示解除；"
    "解除不了的，请联系邮箱客服。",
    "too_often": "发信账号 {user} 登录失败次数太多，{host} 暂时不让登录。请至少等 1 小时，期间不要重试；"
    "先核对环境变量 {env} 里的授权码，再运行 baosong doctor。",
    "ip_blocked": "发信服务器 {host} 拒绝本机的网络地址，与授权码无关。请停止其他用这个网络发信的程序，等 24 小时再试；"
    "仍不行的，请联系邮箱客服解除，或换一个网络出口。",
    "sender": "{host} 让账号 {user} 登录，但不让它发信。请登录网页邮箱看有无提示，"
    "并检查 bureau.toml 中 [smtp] 的 user 是不是完整的邮箱地址。",
    "password_missing": "没有找到发信账号 {user} 的授权码：环境变量 {env} 没有设置。"
    "请把邮箱的“客户端授权码”（不是网页登录密码）写进这个环境变量，再重新启动程序。",
    "secret": "环境变量 {env} 里的授权码（或账号 {user}）含有全角或中文字符，服务器无法识别。"
    "请重新复制授权码，写进这个环境变量，再重新启动程序。",
    "no_auth": "发信服务器 {host}:{port} 没有提供登录方式。"
    "请核对 bureau.toml 中 [smtp] 的 host、port 和安全方式（security）。",
    "plaintext": '没有连接 {host}：未加密的连接只允许用于本机。请在 bureau.toml 的 [smtp] 中把 security 改为 "tls"'
    '（端口 465）或 "starttls"（端口 25 或 587）。',
    "no_starttls": "发信服务器 {host}:{port} 不支持 STARTTLS，为免泄密未继续连接。"
    "请核对 [smtp] 的 port，或把安全方式（security）改为 tls。",
    "certificate": "发信服务器 {host}:{port} 的安全证书未通过核验，为免泄密未继续连接。请核对 [smtp] 的 host 是否写对、"
    "本机日期和时间是否正确；都无误的，请联系网络管理员。",
    "tls": "与发信服务器 {host}:{port} 的加密连接未能建立。"
    "请核对 [smtp] 的 port 与 security 是否相符（465 端口用 tls，25 或 587 端口用 starttls）。",
    "name": "找不到发信服务器 {host}。请核对 bureau.toml 中 [smtp] 的 host，并检查本机能否上网、域名解析是否正常。",
    "timeout": "发信服务器 {host}:{port} 长时间没有应答。请检查网络和防火墙，程序会稍后再试。",
    "refused_connection": "发信服务器 {host}:{port} 拒绝连接。请核对 [smtp] 的 host 和 port，并检查防火墙。",
    "greeting": "发信服务器 {host} 暂不接受连接。请查看服务器的答复，程序会稍后再试。",
    "network": "与发信服务器 {host}:{port} 的连接中断。请检查网络，程序会稍后再试。",
}
RESTORED = {
    "unseen": "这封邮件在恢复备份以前可能已经发过，“已发送”里查不到，也看不出信箱是否保存已发送的邮件，所以没有再发。"
    "请问一问收件人：没有收到的，再重发；收到了的，不再发送。",
    "otherwise": "恢复备份以前已经答复过这封来信，当时的编号是 {name}，与现在的不同，所以没有再发。"
    "请把现在的编号告诉对方，再把这一封记为不再发送。",
}
_WORDS = (
    (r"\bip\b.*(reject|block|bann|denied|deny|black)|black ?ip|HL:IPB", "ip_blocked"),
    (r"too (much|many) (fail|login|attempt)|frequent|频繁", "too_often"),
    (r"no permission|not enabled|disabled|not open|未开启|未开通", "not_on"),
    (r"MI:SPB|locked|suspend|frozen|冻结|锁定", "locked"),
)


def advise(cause: str, account: SmtpAccount) -> str:
    """The sentence of that cause, with the account's names in it; its secret is none of them."""
    return ADVICE[cause].format(host=account.host, port=account.port, user=account.user, env=account.password_env)


def cause_of(answer: str, otherwise: str) -> str:
    """Why a server lets nobody in, told by its words; `otherwise` where none of them is known."""
    return next((cause for words, cause in _WORDS if re.search(words, answer, re.IGNORECASE)), otherwise)
