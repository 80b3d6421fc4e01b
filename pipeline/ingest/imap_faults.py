"""What can be wrong with a mailbox: each cause with the sentence an operator needs (mail.md I1, I12)."""

from typing import ClassVar

from pipeline.settings.values import ImapAccount

_ADVICE = {
    "password_missing": "没有找到邮箱 {user} 的授权码：环境变量 {env} 没有设置。"
    "请把邮箱的“客户端授权码”（不是网页登录密码）写进这个环境变量，再重新启动程序。",
    "password_unfit": "环境变量 {env} 里的授权码含有全角字符、空行或其他不可见字符，邮箱 {user} 无法用它登录。"
    "授权码只由英文字母和数字组成，请重新复制一次，再重新启动程序。",
    "credentials": "邮箱 {user} 登录失败：{host} 不接受这个账号或授权码（{detail}）。"
    "请登录网页邮箱，在“设置 → POP3/SMTP/IMAP”中确认已开启 IMAP 服务，"
    "重新生成客户端授权码，写进环境变量 {env}，再重新启动程序。"
    "改好之前请不要反复重试，否则服务器可能封锁本机。",
    "not_on": "邮箱 {user} 登录失败：{host} 说这个邮箱没有开启 IMAP 服务（{detail}）。"
    "请登录网页邮箱，在“设置 → POP3/SMTP/IMAP”中开启 IMAP/SMTP 服务；"
    "开启后会给出新的客户端授权码，请写进环境变量 {env}，再重新启动程序。",
    "locked": "邮箱 {user} 被邮箱服务商锁定或冻结（{detail}）。请用浏览器登录网页邮箱，按页面提示解除；"
    "解除不了的，请联系邮箱客服；解除之前请不要反复登录。",
    "ip_blocked": "收信服务器 {host} 拒绝本机的网络地址（{detail}），与授权码无关。"
    "请停止其他用这个网络反复登录邮箱的程序，等 24 小时再试；仍不行的，请联系邮箱客服解除，或换一个网络出口。",
    "too_often": "邮箱 {user} 登录失败次数太多，{host} 暂时不让登录（{detail}）。请至少等 1 小时，期间不要重试；"
    "先核对环境变量 {env} 里的授权码，再运行 baosong doctor。",
    "unsafe_login": "邮箱 {user} 已经登录，但 {host} 认为是“不安全登录”（Unsafe Login），不让打开邮件夹（{detail}）。"
    "请在网页邮箱的“设置 → POP3/SMTP/IMAP”中确认已开启 IMAP 服务、程序用的是客户端授权码；"
    "仍然不行，请按括号里的提示联系邮箱客服。",
    "plaintext": '没有连接 {host}：security = "none" 会把授权码明文发到网络上，只能用于本机（127.0.0.1）。'
    '请在 bureau.toml 的 [imap] 中改为 security = "tls"（端口 993）或 "starttls"（端口 143）。',
    "name": "找不到收信服务器 {host}（{detail}）。"
    "请检查 bureau.toml 中 [imap] 的 host 是否写对，本机能否上网、域名解析是否正常。",
    "connect": "连不上收信服务器 {host}:{port}（{detail}）。请检查 bureau.toml 中 [imap] 的 host 和 port，"
    "以及防火墙是否放行；程序会自动再试，服务器恢复后不需要做别的。",
    "timeout": "收信服务器 {host}:{port} 在规定时间内没有回答（{detail}）。程序会自动再试；如果一直这样，请检查网络。",
    "tls": "与收信服务器 {host}:{port} 的加密连接没有建立起来（{detail}）。"
    "请检查 [imap] 的 port 和 security 是否配套（993 端口用 tls，143 端口用 starttls）；"
    "单位网络会拦截加密连接的，请联系网络管理员放行。程序没有发送授权码。",
    "certificate": "收信服务器 {host}:{port} 的安全证书没有通过验证（{detail}）。请检查 [imap] 的 host 是否写对、"
    "本机日期和时间是否正确；单位网络会拦截加密连接的，请联系网络管理员放行。程序没有发送授权码。",
    "cut": "与收信服务器 {host}:{port} 的连接中断（{detail}）。程序会自动再试，没有收完的信下一轮接着收。",
    "busy": "收信服务器 {host} 暂时不能登录邮箱 {user}（{detail}）。程序会自动再试，不需要更换授权码。",
    "deadline": "邮箱 {user} 这一轮收信超过了规定的总时间，已经停下。没有收完的信下一轮接着收，不会丢失。",
    "refused": "收信服务器 {host} 拒绝了一条命令（{detail}）。"
    "程序会自动再试；如果一直这样，请把括号里的原话告诉技术人员。",
    "folder": "邮箱 {user} 里打不开邮件夹“{detail}”。"
    "请在网页邮箱中查看它是否改名或删除，再修改 bureau.toml 中 [imap] 的 folders；“收件箱”要写成 INBOX。",
}

_SHUT_OUT = {"credentials", "not_on", "locked", "ip_blocked", "too_often"}


class MailboxFault(Exception):  # noqa: N818 -- what is wrong with a mailbox is a fault in the office's words
    """The mailbox could not be read; nothing in it was changed.

    Attributes:
        cause: the word of the advice table, for logs and for choosing what to do.
        advice: what happened, why, and what to do now, in Chinese.
        detail: the server's or the system's own words; never a secret, never a letter's content.
    """

    default: ClassVar[str] = "refused"

    def __init__(self, account: ImapAccount, detail: str = "", cause: str = "") -> None:
        self.cause = cause or self.default
        self.detail = detail
        self.advice = _ADVICE[self.cause].format(
            host=account.host, port=account.port, user=account.user, env=account.password_env, detail=detail or "无说明"
        )
        super().__init__(f"{self.cause}: {detail}")

    @property
    def shut_out(self) -> bool:
        """Whether the server itself would not let us in, so that trying again and again does harm (I12)."""
        return self.cause in _SHUT_OUT


class CredentialsRefused(MailboxFault):
    """The server refused user or password, or there is no password: trying again may ban the address (I12)."""

    default = "credentials"


class UnsafeLogin(MailboxFault):
    """Logged in, but folders stay shut although ID was sent twice (I1)."""

    default = "unsafe_login"


class LoginBarred(MailboxFault):
    """The server lets nobody in from this address, or nobody for a while: every further knock makes it longer (I12)."""

    default = "too_often"


class Unreachable(MailboxFault):
    """The server is not there, hangs, hangs up or cannot prove who it is: try again later."""

    default = "connect"


class DeadlinePassed(MailboxFault):
    """The session's time is over; what was handed out stays good, the next poll goes on from there."""

    default = "deadline"


class ServerRefused(MailboxFault):
    """The server answered NO or BAD to something it should be able to do."""


class FolderMissing(MailboxFault):
    """The folder cannot be opened: renamed, deleted, or only a branch of the tree."""

    default = "folder"
