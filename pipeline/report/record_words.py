"""What stands on record, in a clerk's words: events of the log, mails, parts."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.report.words import Words

# One line an event of the log; {facts} are filled in, a fact that is not there is left out.
EVENTS = {
    "letter_kept": "收下来信（{folder}）",
    "piece_opened": "登记为 {number}",
    "state_first": "状态：{after}",
    "state_changed": "状态由“{before}”改为“{after}”",
    "letter_disposed": "检查完毕：{disposition}",
    "sealed_opened": "{by}打开看过封存的原信：{reason}",
    "letter_quarantined": "读了 {attempts} 次都没有读出来，转由人处理",
    "piece_registered": "{by}手工登记为 {number}",
    "piece_described": "{by}补写了类别或标题。理由：{reason}",
    "piece_corrected": "{by}更正：{corrected}。理由：{reason}",
    "piece_repeats": "{by}定为与 {of} 重复。理由：{reason}",
    "piece_repeated": "{by}将 {number} 定为与这一件重复",
    "piece_joined": "{by}将这一件并入 {to}。理由：{reason}",
    "letter_joined": "{by}将来信 {letter_name} 并入 {to}。理由：{reason}",
    "piece_split": "{by}将来信分开登记，另立 {numbers}。理由：{reason}",
    "piece_split_off": "{by}从 {number} 的来信 {letter_name} 里分出这一件",
    "fact_moved": "F{fact}改记到 {number}",
    "fact_taken": "登记F{fact}。{why}",
    "fact_known": "F{fact}与已登记的是同一件事，不再重复登记",
    "fact_waits": "F{fact}待局办公室核对：{why}",
    "fact_replaced": "F{fact}更新为新报的数字",
    "fact_refused": "{by}不予登记F{fact}。理由：{reason}",
    "fact_withdrawn": "{by}撤销F{fact}。理由：{reason}",
    "points_booked": "重算积分：冲销 {reversed} 条，新记 {added} 条",
    "month_prepared": "{period}的通报已备好，等确认后印发",
    "month_closed": "{period}已结账",
    "piece_struck": "{by}将手工登记的这一件作废。理由：{reason}",
    "points_adjusted": "{by}手工调整积分{points}，计入{booked}。理由：{reason}",
    "piece_withdrawn": "单位来信撤回 {number}",
    "facts_imported": "{by}从文件导入《{file}》{rows}条",
    "roster_imported": "{by}从文件导入名册《{file}》",
    "roster_taught": "{by}在名册里添上{address}{alias}",
    "reviewed_by_unit": "{by}的意见已随来信到：{opinion}",
    "decided": "{by}：{verb}。理由：{reason}",
    "signed": "{role}{by}签{step}意见：{opinion}",
    "approved": "{role}{by}审批：{opinion}。发布（上报）：{channels}",
    "published": "{by}登记发布（上报）：{channels}，{day}",
    "ruled_by_mail": "{by}回信办理（{address}）：{outcome}",
    "form_not_written": "审核表没有填成（{file}），请检查模板",
    "reprocessing": "重新读取和检查{by}",
    "reply_capped": "这个地址今天的来信已达上限，没有再发回执",
    "mailbox_stopped": "登录两次被拒，信箱停止收信",
    "post_stopped": "发信服务器拒绝本账号，停止发信",
    "mail_not_written": "回执没有写成，已提醒管理员检查信件用语",
    "mail_queued": "{kind}放进待发箱",
    "mail_sending": "{kind}正在发送",
    "mail_handed": "{kind}已交给发信服务器，等它应答",
    "mail_sent": "{kind}已发出",
    "mail_unknown": "{kind}发出后没有等到应答，稍后核对",
    "mail_person": "{kind}发不出去，等人处理",
    "mail_refused": "{kind}被拒收（{code}）",
    "mail_bounced": "给 {address} 的{kind}被退回：{why}",
    "mail_delayed": "给 {address} 的{kind}对方还没有收下：{why}",
    "bounce_unknown": "退信里没有本局邮件的编号，或发信人可疑，没有改动任何记录",
    "auto_reply_noted": "{address} 对{kind}自动回复，没有再回",
    "answer_to_ours": "只是回复本局的邮件，没有带来材料，没有再发回执",
    "mail_cancelled": "{kind}不再发送",
    "sending_stopped": "{by}停止发信。理由：{reason}",
    "sending_resumed": "{by}恢复发信",
    "account_lifted": "{by}解除账户停用",
}

MAIL_KINDS = {
    "receipt_accepted": "受理回执",
    "receipt_returned": "退回补正通知",
    "receipt_held": "待核对回执",
    "receipt_sealed": "封存告知",
    "receipt_repeat": "重复来信回执",
    "receipt_other": "收到回执",
    "decision": "办理结果通知",
    "digest": "待办清单",
    "alert_sealed": "封存提醒",
    "alert_mailbox": "信箱停收提醒",
    "alert_quarantined": "读取失败提醒",
    "alert_receipt": "回执写不成的提醒",
    "alert_unreached": "邮件送不到的提醒",
    "alert_plan": "计分办法有误的提醒",
    "receipt_report": "采用情况表回执",
    "adopted": "采用通知",
    "unit_month": "单位月度通报",
    "office_month": "整期通报材料",
    "status": "查询答复",
    "withdrawn": "撤回答复",
    "review_wanted": "待办通知",
    "ruling": "回信办理的答复",
    "alert_ruling": "回信可疑的提醒",
    "reads_wanted": "录入阅读量提醒",
    "draft": "给局办公室看的草稿",
}

MAIL_STATES = {
    "queued": "等待发出",
    "sending": "正在发送",
    "handed": "等服务器应答",
    "sent": "已发出",
    "unknown": "结果不明，稍后核对",
    "person": "需人工处理",
    "refused": "被拒收",
    "bounced": "被退回",
    "cancelled": "不再发送",
}

ROLES = {"manuscript": "文稿", "form": "审核表", "picture": "图片", "other": "其他"}

FOLDERS = {"import": "从文件导入"}

_TABLES = (
    ("before", "state"), ("after", "state"), ("disposition", "disposition"), ("verb", "verb"), ("step", "review_step"),
    ("outcome", "ruling_outcome"),
)  # fmt: skip


def event_line(what: str, by: str, detail: Mapping[str, Any], words: Words, unit: Callable[[str | None], str]) -> str:
    """An event of the log in Chinese; one without a word of its own comes as it is.

    Args:
        what: the event's name.
        by: whose act it was; "" is the desk itself.
        detail: its facts.
        words: of the bureau.
        unit: a unit's full name by its id.
    """
    facts = {key: str(value) for key, value in detail.items() if value is not None}
    for key, table in _TABLES:
        if key in facts:
            facts[key] = words.word(facts[key], table)
    facts["kind"] = MAIL_KINDS.get(facts.get("kind", ""), facts.get("kind", ""))
    facts["corrected"] = corrected_line(detail, words, unit) if what == "piece_corrected" else ""
    facts["folder"] = FOLDERS.get(facts.get("folder", ""), facts.get("folder", ""))
    facts["by"] = f"（{by}）" if by and what == "reprocessing" else by
    told = EVENTS.get(what, what).format_map(defaultdict(str, facts)).replace("（）", "")
    return f"{told}（{unit(facts['unit'])}）" if "unit" in facts else told


def corrected_line(detail: Mapping[str, Any], words: Words, unit: Callable[[str | None], str]) -> str:
    """What was put right, from what to what; nothing where the words are not to be told.

    Args:
        detail: of the event: `old` and `new`, field of the piece → value.
        words: of the bureau.
        unit: a unit's full name by its id.
    """
    old, new = detail.get("old") or {}, detail.get("new") or {}
    pattern = words.word("line", "correction")

    def said(name: str, value: Any) -> str:
        if name == "unit":
            return unit(value)
        if name in {"genre", "summary"}:
            return words.word(str(value).lower(), name)
        return str(value) if value not in (None, "") else words.word("none", "genre")

    told = [
        pattern.format(what=words.word(name, "correction"), before=said(name, old.get(name)), after=said(name, value))
        for name, value in new.items()
    ]
    return "；".join(told)
