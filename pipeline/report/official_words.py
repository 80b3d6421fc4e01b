"""The Chinese words of the documents of a period that no Word template holds: file names, sheets, headings, charts."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class KindWords:
    """How a kind of period is spoken of."""

    this: str  # 本月
    last: str  # 上月


KINDS = {
    "monthly": KindWords(this="本月", last="上月"),
    "quarterly": KindWords(this="本季度", last="上季度"),
    "halfyearly": KindWords(this="本半年", last="上半年"),
    "yearly": KindWords(this="本年度", last="上年度"),
}

# Files, as an office names them. {period} is the period's title: 2022年5月
BULLETIN_FILES = {
    "monthly": "{period}信息宣传工作通报.docx",
    "quarterly": "{period}信息宣传工作通报.docx",
    "yearly": "{period}信息宣传工作年度考评通报.docx",
}
TALLY_FILE = "{period}信息宣传工作统计表.xlsx"
CHART_FILE = "{period}信息宣传得分图.png"
FEES_FILE = "{period}信息宣传稿费发放表.docx"
PREVIEW_FILE = "（预览）{name}"

MONTH_DAY = "{month}月{day}日"
NUMERALS = "一二三四五六七八九十"
YES, NO = "是", "否"
MET, NOT_MET = "完成", "未完成"
OPEN = "查看"
NOTHING = "本期没有记录"
SUM = "合计"
BETWEEN_UNITS = "、"
PAGE_FOOTER = "第 &P 页，共 &N 页"

STANDINGS_SHEET = "名次表"
ADOPTIONS_SHEET = "采用明细"
ENTRIES_SHEET = "计分记录"
DUTIES_SHEET = "报送任务"
CALLS_SHEET = "约稿"
CORRECTIONS_SHEET = "补计核减"
FEES_SHEET = "稿费"
NOTES_SHEET = "说明"
SHEET_TITLES = {
    STANDINGS_SHEET: "{period}信息宣传得分及名次表",
    ADOPTIONS_SHEET: "{period}信息采用明细表",
    ENTRIES_SHEET: "{period}计分记录",
    DUTIES_SHEET: "{period}报送任务完成情况",
    CALLS_SHEET: "{period}约稿完成情况",
    CORRECTIONS_SHEET: "{period}补计、核减明细",
    FEES_SHEET: "{period}稿费表",
    NOTES_SHEET: "{period}统计说明",
}

# Headings. {this} is 本月, 本季度, 本年度; {level} a level's name
RANK, GROUP_RANK, PREVIOUS_RANK, MOVED = "名次", "组内名次", "上期名次", "升降"
UNIT, UNITS, GROUP, PERSON = "单位", "供稿单位", "类别", "责任人"
RECEIVED, ACCEPTED, ADOPTED = "报送（件）", "受理（件）", "采用（件）"
BY_LEVEL, POINTS_OF, YEAR_POINTS, POINTS = "{level}（分）", "{this}得分（分）", "年度累计（分）", "得分（分）"
OTHER_POINTS = "其他计分（分）"
CORRECTED, TARGET, COMPLETION, COMPLETION_RANK = "其中补计核减（分）", "目标分值（分）", "完成率", "完成率名次"
DUTY_MET, DUTY, REQUIRED, DONE, IS_MET = "报送任务", "任务", "应报（件）", "已报（件）", "完成情况"
ORDER, NUMBER, TITLE, OUTLET, LEVEL, MODE = "序号", "编号", "标题", "采用载体", "级别", "采用方式"
PUBLISHED, DATE, COUNTED, CLAUSE, REASON = "刊发日期", "日期", "是否计分", "条款", "说明"
REMARK, LINK, ACCOUNT, RULE, BOOKED = "备注", "链接", "账户", "规则", "记入周期"
KIND, SUBJECT, PERIOD, BELONGS, ABOUT_CALL = "类型", "编号", "周期", "所属周期", "约稿"
CALL, DUE, ANSWERED, AMOUNT, QUARTER = "约稿内容", "截止日期", "完成日期", "金额（元）", "季度"
WHAT, TOLD = "项目", "内容"

NOTE_BUREAU, NOTE_PERIOD, NOTE_DAYS, NOTE_RULEBOOK = "单位", "统计周期", "起止日期", "计分办法"
NOTE_ISSUED, NOTE_STATE, NOTE_MADE, NOTE_FEES, NOTE = "印发", "状态", "生成时间", "稿费标准", "说明{n}"
FEE_RULE = "{rate}（{clause}）"
DAYS = "{first}至{last}"
ISSUE = "〔{year}〕第{n}期，{day}"
FROZEN, PREVIEW = "已印发，以本表为准", "预览，尚未印发，数字可能变动"

# Charts
MONTHLY_POINTS = "各月得分（分）"
MONTH = "{n}月"
TITLE_NONE = "{period}各单位均未得分"
TITLE_ROSE = "{unit}{period}跃居第一"
TITLE_STAYED = "{unit}{period}继续位居第一"
TITLE_FIRST = "{unit}{period}位居第一"
TITLE_TOGETHER = "{units}{period}并列第一"
TITLE_MANY = "{period}{n}个单位并列第一"
TITLE_YEAR = "{unit}：今年累计{points}分"
CHART_NOTE = "{bureau}　{period}各单位得分（分）"
CHART_WITHOUT = "，另有{n}个单位未得分"

# Amounts in capitals 人民币大写
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("亿", "万", "")
YUAN, JIAO, FEN, WHOLE, MINUS = "元", "角", "分", "整", "负"

PERIOD_YEAR, PERIOD_QUARTER, PERIOD_MONTH = "{year}年", "{year}年第{n}季度", "{year}年{n}月"
QUARTERS = "一二三四"

# What became of the rows of a long adoption report, beside its receipt
ANSWERS_FILE = "采用情况表处理结果.xlsx"
ANSWERS_SHEET = "处理结果"
ANSWERS_TITLE = "{unit}采用情况表逐行处理结果"
ANSWERS_COLUMNS = (
    "序号", "信息稿件名称", "采用刊物或新媒体", "刊发日期", "处理结果", "稿件编号", "说明", "表中位置",
)  # fmt: skip
