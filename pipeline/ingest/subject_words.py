"""The general vocabulary of subject lines: prefixes mail programs set, separators, tails that many names share.

Words of mail and of administration in general. What belongs to one bureau (its units, their aliases, its own name,
its look-alikes) comes from its folder.
"""

import re

BLANK_OR_BRACKET = " \t()[]{}<>【】〔〕〖〗〘〙「」『』《》〈〉“”\"'‘’"
SEPARATORS = "+-‐‑‒–—―−─━_、,;/\\|·•・‧∙⋅~→⇒&=*#。!?^"  # and . : where no figures stand on both sides
LISTING = "、,/&;"  # separators that also part the members of a list: 甲、乙

# mail.md L10. "Re[2]:", "RE^3:", "答复 ："
PREFIX = re.compile(
    r"(?:re|fwd?|aw|wg|sv|vs|tr|回复|回覆|答复|答覆|转发|轉發|转寄|转)\s*(?:[\[(]\s*[0-9]{1,3}\s*[\])]|\^?[0-9]{1,3})?\s*[:;]"
    r"|(?:re|fwd?)\s+|(?:回复|答复|转发)\s*(?=[0-9+])"
    r"|[\[【(〔]\s*(?:re|fwd?|回复|答复|转发)\s*[\]】)〕]"
    r"|[:\s]+",
    re.IGNORECASE,
)
SENT_FOR = re.compile(r"[【\[(〔]\s*请注意\s*[,:]?\s*邮件由[^】\])〕]{0,200}?(?:代发|发送)[^】\])〕]{0,20}[】\])〕]")

# Fields that label or announce, and name nobody.
FILLER = re.compile(r"年度|(?:报送|供稿)?单位|关键词|主题|标题|(?:报送|政务|新闻|信息)?(?:信息|稿件|来稿|投稿|报送)")

_SEATS = ("街道办事处", "街道办", "街道", "办事处", "镇人民政府", "镇政府", "镇", "乡人民政府", "乡政府", "乡")
_STATIONS = (
    "退役军人服务保障站",
    "退役军人事务服务站",
    "退役军人服务站",
    "退役军人事务站",
    "退役军人事务所",
    "退役军人站",
    "军人服务站",
    "服务站",
)
TAIL = re.compile(rf"(?:{'|'.join(_SEATS)})?(?:{'|'.join(_STATIONS)})?")
LONG_TAILS = tuple(s + t for s in ("", *_SEATS) for t in ("", *_STATIONS) if len(s + t) >= 6)
BODIES = ("退役军人事务局", "退役军人局", "局机关", "局")  # a bureau, between its name and a section's

NUMERALS = frozenset("0123456789〇○零一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾廿卅")

# After a name without a tail these make it the name of another place or another word: 甲村, 乙口社区, 甲科+普.
RUNS_ON = re.compile(
    r"等|[口坝岭村路巷苑湾坡冲里港洲垸庙寺桥湖河江溪山塘园站校院场厂普技]|组(?!织)|学(?!习)"
    r"|.?(?:社区|村|小区|小学|中学|大学|学校|医院|公园|市场|派出所|法院|公司|大道|水库|广场|车站|学院|中心(?!组)|街(?!道))"
    r"|.{0,2}(?:街道|镇|乡(?![村亲])|办事处|服务站|退役军人服务)"
)
