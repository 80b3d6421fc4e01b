"""Why a mail came back, and how finally: by the enhanced status code, else by what servers and webmail say."""

import re

from pipeline.domain.bounce import BounceHow, BounceReason

_R = BounceReason
_BY_STATUS: dict[str, BounceReason] = {  # RFC 3463 subject.detail, and the registry of RFC 5248
    "1.1": _R.NO_ADDRESS, "1.0": _R.NO_ADDRESS, "1.3": _R.NO_ADDRESS, "1.6": _R.NO_ADDRESS, "1.10": _R.NO_ADDRESS,
    "1.2": _R.NO_DOMAIN, "2.1": _R.STOPPED, "2.2": _R.FULL, "2.3": _R.TOO_LARGE, "3.1": _R.FULL, "3.4": _R.TOO_LARGE,
    "4.1": _R.UNREACHED, "4.2": _R.UNREACHED, "4.3": _R.UNREACHED, "4.4": _R.NO_DOMAIN, "4.7": _R.UNREACHED,
}  # fmt: skip
_BY_SUBJECT = {"4": _R.UNREACHED, "7": _R.REFUSED, "6": _R.REFUSED}  # the first digit behind the class

# What is said in words, the surest first; a full mailbox is often told as 552 or as a quota.
_WORDS: tuple[tuple[BounceReason, tuple[str, ...]], ...] = (
    (_R.FULL, (
        r"mailbox[^.\n]{0,30}\bfull", r"over ?quota", "quota exceed", "exceeded storage", "out of storage",
        "insufficient storage", r"邮箱(空间|容量)?(已|不足|超)", r"(空间|容量)(已满|不足|超)",
        r"邮箱.{0,4}满", r"超出.{0,4}配额",
    )),
    (_R.TOO_LARGE, (
        r"message (size|too large|is too)", r"size (limit )?exceed",
        r"(邮件|附件|信件).{0,6}(过大|太大|超过.{0,4}大小)",
    )),
    (_R.STOPPED, (
        r"(account|mailbox|user|address)[^.\n]{0,30}(disabled|suspended|inactive|locked|frozen|deactivated)",
        r"(邮箱|账号|帐号|用户|收件人).{0,6}(停用|冻结|禁用|锁定|注销|过期)",
    )),
    (_R.NO_DOMAIN, (
        r"(host|domain)[^.\n]{0,40}(not found|not exist|unknown|no such)", "unrouteable address", "unroutable",
        "bad destination host", r"MX[^.\n]{0,20}not found", r"域名.{0,6}(不存在|错误|无法解析)",
        r"找不到.{0,6}(域名|服务器)",
    )),
    (_R.NO_ADDRESS, (
        r"(user|mailbox|recipient|address|account)[^.\n]{0,40}"
        r"(not found|not exist|unknown|unavailable|invalid|doesn.?t exist|not (here|known))",
        r"(unknown|invalid|no such|unavailable|non-?existent) (mail )?(user|mailbox|recipient|address|account)",
        "user unknown", "not a known user", r"不存在的(用户|邮箱|地址)", r"找不到.{0,4}(用户|收件人)",
        r"(收件人|收信人|用户|地址|邮箱|帐号|账号).{0,10}(不存在|无效|错误|有误|未注册|未找到)",
    )),
    (_R.REFUSED, (
        "spam", "blocked", "blacklist", "black list", "policy", "denied", "rejected", "prohibited", "not accepted",
        "refused by", "拒收", "拒绝", "垃圾邮件", "黑名单", "屏蔽",
    )),
    (_R.UNREACHED, (
        r"timed? ?out", "connection refused", "could not connect", "no route", "unreachable", "greylist",
        "连接(超时|失败)", "无法连接", "没有响应", "超时",
    )),
)  # fmt: skip
_BY_WORDS = tuple((reason, re.compile("|".join(words), re.I)) for reason, words in _WORDS)
_STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.:-])([45])[0-5]\d(?:[ \-#]|$)", re.M)
_DELAYED = re.compile(
    r"delayed|warning: (message|could not)|not yet (been )?deliver|will be retried|"
    r"延迟|暂未送达|继续尝试|稍后.{0,4}重试",
    re.I,
)


def status_in(text: str) -> str:
    """The first enhanced status code that stands in a text, "" without one."""
    found = _STATUS.search(text)
    return found[0] if found else ""


def reason_of(status: str, said: str) -> BounceReason:
    """Why: the code where it is plain, else the words; a bare 5.0.0 or 5.5.0 tells nothing.

    Args:
        status: RFC 3463, "" without one.
        said: the other server's words, or the text of the report.
    """
    _, _, behind = status.partition(".")
    by_code = _BY_STATUS.get(behind)
    by_words = next((reason for reason, words in _BY_WORDS if words.search(said)), None)
    if by_code is None and by_words is not None:
        return by_words
    return by_code or _BY_SUBJECT.get(behind.partition(".")[0], BounceReason.UNKNOWN)


def how_of(action: str, status: str, said: str) -> BounceHow:
    """How finally.

    Args:
        action: failed or delayed as a delivery status says it, "" where there is none.
        status: RFC 3463, "" without one.
        said: the other server's words, or subject and text of the report.
    """
    if action == "delayed" or (not action and _DELAYED.search(said)):
        return BounceHow.DELAYED
    code = status[:1] or next(iter(_CODE.findall(said)), "")
    return BounceHow.TEMPORARY if code == "4" else BounceHow.PERMANENT
