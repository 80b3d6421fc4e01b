"""What is said of an adoption report's rows, in the office's words."""

from pipeline.domain.text import normal

PLACES = {
    "row": "第{number}行",
    "row_serial": "第{number}行（序号{serial}）",
    "sheet": "“{sheet}”",
    "page": "第{page}页{place}",
    "file": "《{name}》{place}",
    "body": "邮件正文{place}",
}
DOUBTS = {
    "no_title": "没有写稿件名称",
    "no_outlet": "写了链接或日期，没有写采用的刊物或媒体",
    "no_date": "没有写刊发日期",
    "date_unread": "刊发日期“{text}”读不出是哪一天",
    "date_decimal": "刊发日期“{text}”在表里是小数，分不清是哪一天",
    "dates_many": "刊发日期“{text}”写了几天，与采用的媒体对不上",
    "mode_unread": "采用方式“{text}”没有读懂",
    "pictured": "这一行是从图片读出的，请对照图片核对",
    "page_unread": "这一页没有读出采用情况，请打开原件核对、补录",
    "pages_left": "从这一页起没有读，请打开原件核对、补录",
    "columns": "这一行各栏没有对齐，请对照原表核对",
}
MODES = {  # 采用方式 → the words of the facts
    "solo": ("单独", "单独采用", "单篇", "单篇采用", "独立", "独立采用", "单发", "全文", "全文采用"),
    "combined": ("综合", "综合采用", "综合刊发", "合并", "合并采用", "整合", "综合信息"),
    "reprint": ("转载", "转发", "转载采用"),
    "item": ("单条", "单条推送", "单条信息"),
    "brief": ("简讯", "简讯类", "简讯信息", "短讯"),
    "notice": ("公文", "公文类", "通知", "公告", "公示", "政策解读", "通知公告", "服务信息"),
    "report": ("专报", "专报信息", "专报采用"),
}
DITTO = frozenset(
    map(normal, ("同上", "同前", "同上行", "同上条", "〃", '"', "“", "”", "''", "″", "``", "々", "--〃--", "-〃-"))
)
NOTHING = frozenset(
    {"", "无", "没有", "暂无", "未采用", "未刊发", "未发布", "/", "\\", "-", "--", "—", "——", "×", "否", "空"}
)
MODE_OF = {wording: mode for mode, wordings in MODES.items() for wording in (mode, *wordings)}
