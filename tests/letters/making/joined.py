"""Letters that are passed on, and pieces that come in several letters or in two halves (design.md §4.4, §4.5)."""

from letters.making import units as u
from letters.making.golden import Golden, manuscript, photo, piece, review_form, word_file

_FORWARDED = "forwarded_piece info sender"
_WAITING, _RETURNED = "series_part remark subject", "form_present fault form"
_NETEASE = (
    '稿件请查收。\n\n-------- 转发邮件信息 --------\n发件人："王五" <wang@elsewhere.test>\n'
    "发送日期：2020-05-06\n主题：稿件"
)
_QQ = (
    "请收。\n\n------------------ 原始邮件 ------------------\n"
    '发件人: "东塘" <dongtang@yuhua.test>;\n发送时间: 2020年5月6日'
)
_PAPER = manuscript(u.GUITANG, "圭塘街道老兵合唱团")
_NIGHT = manuscript(u.DONGTANG, "东塘街道夜间巡防")

LETTERS: tuple[Golden, ...] = (
    piece(
        "forward-inline_netease", "a letter passed on in the text, as NetEase's webmail does: who wrote it is told",
        u.GAOQIAO, "转发：2020年度+高桥+社区义诊", "高桥街道社区义诊", keyword="社区义诊", body=_NETEASE,
        findings=(_FORWARDED,),
    ),
    piece(
        "forward-inline_qq", "QQ's line stands above an answer as well: the subject says that it is passed on",
        u.GAOQIAO, "Fw: 2020年度+高桥+社区食堂", "高桥街道社区食堂", keyword="社区食堂", body=_QQ,
        findings=(_FORWARDED,),
    ),
    piece(
        "forward-answer_quotes", "the same line below an answer passes nothing on", u.GAOQIAO,
        "2020年度+高桥+社区书屋", "高桥街道社区书屋", keyword="社区书屋", body=_QQ,
    ),
    piece(
        "series-first", "the first of two letters: the second is asked for, nothing else follows", u.GUITANG,
        "2020年度+圭塘+老兵骑行（第1封 共2封）", "圭塘街道老兵骑行", keyword="老兵骑行", findings=(_WAITING,),
    ),
    piece(
        "series-one_of", "之一 counts no letters: nothing is asked for", u.GUITANG, "2020年度+圭塘+老兵故事之一",
        "圭塘街道老兵故事张大爷", keyword="老兵故事",
    ),
    piece(
        "repeats/series/01", "the first of two letters, without its form", u.GUITANG, "2020年度+圭塘+老兵合唱团（1/2）",
        "圭塘街道老兵合唱团", keyword="老兵合唱团", files=(word_file(_PAPER), photo(2, "一.jpg")),
        disposition="returned", findings=(_RETURNED, _WAITING),
    ),
    piece(
        "repeats/series/02", "the second, with form and another picture, makes the piece whole", u.GUITANG,
        "2020年度+圭塘+老兵合唱团（2/2）", "圭塘街道老兵合唱团", keyword="老兵合唱团", kind="completion",
        files=(review_form(u.GUITANG, "圭塘街道老兵合唱团"), photo(3, "二.jpg")), chars=_PAPER.words,
        findings=(_WAITING,),
    ),
    piece(
        "repeats/apart/01", "a piece without its form", u.DONGTANG, "2020年度+东塘+夜间巡防", "东塘街道夜间巡防",
        keyword="夜间巡防", files=(word_file(_NIGHT), photo(4)), disposition="returned", findings=(_RETURNED,),
    ),
    piece(
        "repeats/apart/02", "a form with a title that is nearly the same waits for a person", u.DONGTANG,
        "2020年度+东塘+补审核表", "东塘街道夜间巡防队", keyword="补审核表", chars=None, disposition="held",
        files=(review_form(u.DONGTANG, "东塘街道夜间巡防队"),),
        findings=("may_belong fault letter",),
    ),
)  # fmt: skip
