"""The log on a terminal: a line an event in the clerk's language; machines get JSON (context.set_up_log)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pipeline.domain.timeutil import local

# One sentence an event; {facts} are filled in, one that is not there is left out. An event without one comes as it is.
LINES = {
    "desk_not_opened": "审核台没有打开（{host}:{port}）：{why}",
    "desk_failed": "审核台停了，收信、回执照常进行。请把下面的内容告诉开发人员：",
    "desk_database_fault": "审核台一时用不了数据库：{why}",
    "page_failed": "审核台有一页没有打开（{page}）。请把下面的内容告诉开发人员：",
    "worker_started": "定时任务已经开始",
    "worker_stopped": "已停止",
    "fetching": "正在收取来信：{done}/{of} 封",
    "reading": "正在读信：{done}/{of} 封",
    "round_done": "收取 {fetched} 封来信。{counts}",
    "job_broken_off": "定时任务没有做完（{job}）：{what}；已收下的信不会丢失，修好后会自动继续。",
    "job_failed": "定时任务没有做成（{job}），下次到时再做。请把下面的内容告诉开发人员：",
    "job_works_again": "定时任务又正常了（{job}）",
    "mailbox.connection_renewed": "与信箱的连接断开，已重新连上",
    "mailbox.letter_not_fetched": "有一封来信没有取下来（{folder}，uid {uid}），下一轮再取",
    "sent_folder_not_seen": "“已发送”文件夹打不开，结果不明的邮件稍后再核对",
    "deadline_passed": "这一轮收信超过了规定时间，没有收完的下一轮接着收",
    "mailbox_fault": "收信没有成功，稍后再试：{detail}",
    "plan_wrong": "计分办法有误，先不计分。请运行 baosong config check。{mistakes}",
    "settle_failed": "来信 L{letter} 没有办成，下一轮再办。请把下面的内容告诉开发人员：",
    "settled_one_by_one": "有几封来信没有一起办成，现在一封一封地办",
    "mail_not_written": "有一封邮件没有写成，请运行 baosong config check（{where}）",
    "mail_tried": "{outcome}",
    "read_failed": "来信 L{letter} 第 {attempt} 次没有读出来",
    "no_key": "没有查到核对发件签名的公钥（{name}），这封信按没有验证结果办理",
    "signature_unchecked": "来信 L{letter} 的发件签名没有核对成，按没有验证结果办理",
    "picture_not_read": "有 {pictures} 张图片上的表格没有读出来，请办公室直接看图",
    "raw_unreadable": "来信 L{letter} 的原件打不开，请检查数据文件夹",
    "uids_given_out_anew": "信箱重新编了号（{folder}，从 uid {uid} 起），正从头核对，收过的信不会重复登记",
    "uid_to_retry": "有一封来信没有取下来（{folder}，uid {uid}），下一轮再取",
    "words_not_forgotten": "封存的来信在数据库里的旧痕迹还没有清除干净，下一轮再清",
    "post_fault": "发信没有成功，邮件留在待发箱，稍后再发",
    "month_closed": "{period} 已结账，通报编号 {issue}",
    "month_prepared": "{period} 的通报已备好，等批准后结账",
    "points_booked": "积分入账：新记 {added} 条，冲回 {reversed} 条",
}
_COUNTS = {
    "accepted": "受理",
    "returned": "退回补正",
    "held": "待人工核对",
    "ignored": "不予处理",
    "quarantined": "读取失败",
    "sealed": "封存",
}
_OUTCOMES = {
    "sent": "一封邮件已发出",
    "unknown": "一封邮件交出后没有等到应答，稍后核对",
    "unreached": "一封邮件没有送到发信服务器，稍后再发",
    "answered": "一封邮件没有被收下，详见 baosong doctor",
}
_LEVELS = {"warning": "注意", "error": "出错", "critical": "出错"}


def line_of(_logger: Any, _method: str, event: Mapping[str, Any]) -> str:
    """The last processor of structlog on a terminal: 09:30:00 出错 yuhua：来信 L3 的原件打不开 ….

    Args:
        event: what the processors before made: event, level, timestamp, facts, perhaps an exception's text.
    """
    counts = "、".join(f"{word} {event[key]}" for key, word in _COUNTS.items() if event.get(key))
    facts = {key: str(value) for key, value in event.items() if value is not None}
    facts |= {"counts": counts, "outcome": _OUTCOMES.get(str(event.get("outcome")), "")}
    if isinstance(event.get("mistakes"), list):
        facts["mistakes"] = "；".join(event["mistakes"])
    name = str(event["event"])
    told = LINES[name].format_map(defaultdict(str, facts)) if name in LINES else name
    when = local(datetime.fromisoformat(str(event["timestamp"])))
    level = _LEVELS.get(str(event.get("level")))
    bureau = f"{event['bureau']}：" if event.get("bureau") else ""
    line = "  ".join(filter(None, [f"{when:%H:%M:%S}", level, bureau + told]))
    return "\n".join([line, *str(event.get("exception", "")).splitlines()])
