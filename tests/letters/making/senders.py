"""Who sent it, and to whom (design.md §4.5; mail.md O8, Who sent it)."""

from typing import Any

from letters.making import units as u
from letters.making.golden import Golden, piece
from letters.making.mail import word, words

UNKNOWN = "sender_known fault sender"
OTHER = "sender_other_address remark sender"


def _nobodys(name: str, about: str, unit: u.Unit, subject: str, title: str, /, **more: Any) -> Golden:
    """A letter of no unit: held, and never answered."""
    told = {"unit": None, "disposition": "held", "findings": (UNKNOWN,)}
    return piece(name, about, unit, subject, title, **(told | more))


LETTERS: tuple[Golden, ...] = (
    piece(
        "sender-second_address", "a unit's second registered address", u.ZUOJIATANG,
        "2020年度+左家塘+档案整理", "左家塘街道整理退役军人档案", keyword="档案整理",
        sender="zuojiatang.xinxiyuan@yuhua.test", change={"From": "zuojiatang.xinxiyuan@yuhua.test"},
    ),
    piece(
        "sender-capital_letters", "an address in capital letters is the same address", u.LITUO,
        "2020年度+黎托+安全检查", "黎托街道检查服务站消防安全", keyword="安全检查",
        change={"From": "LiTuo <LiTuo@YuHua.TEST>"},
    ),
    piece(
        "sender-whole_in_words", "name and address together in encoded words", u.TIAOMA,
        "2020年度+跳马+春耕帮扶", "跳马镇帮扶老兵春耕", keyword="春耕帮扶",
        change={"From": word("跳马站 <tiaoma@yuhua.test>", "utf-8")},
    ),
    _nobodys(
        "sender-unknown", "an address that no unit registered", u.GAOQIAO,
        "2020年度+高桥+座谈交流", "高桥街道召开退役军人座谈会", keyword="座谈交流",
        sender="zhang.san@elsewhere.test", change={"From": f"{word('高桥街道')} <zhang.san@elsewhere.test>"},
    ),
    _nobodys(
        "sender-address_in_name", "a registered address as the display name of another", u.GAOQIAO,
        "2020年度+高桥+政策解答", "高桥街道解答优抚政策", keyword="政策解答",
        sender="li.si@elsewhere.test", change={"From": '"gaoqiao@yuhua.test" <li.si@elsewhere.test>'},
        findings=(UNKNOWN, OTHER),
    ),
    piece(
        "sender-answers_elsewhere", "a Reply-To of another domain: the receipt goes where it always goes", u.TIAOMA,
        "2020年度+跳马+荷塘义诊", "跳马镇荷塘边义诊", keyword="荷塘义诊",
        change={"Reply-To": "xinxiyuan@elsewhere.test"}, findings=(OTHER,),
    ),
    _nobodys(
        "sender-other_bureau", "a unit of the other bureau is unknown here", u.DONGTANG,
        "2020年度+东塘+双拥宣传", "东塘街道开展双拥宣传", keyword="双拥宣传",
        sender="anhai@jinjiang.test", change={"From": "anhai@jinjiang.test"},
    ),
    _nobodys(
        "sender-none", "no From header", u.DONGJING,
        "2020年度+洞井+夏季送凉", "洞井街道为老兵送清凉", keyword="夏季送凉", sender="", change={"From": None},
    ),
    piece(
        "sender-several", "two addresses in one From, the first of them registered", u.TONGSHENG,
        "2020年度+同升+消防演练", "同升街道组织消防演练", keyword="消防演练",
        change={"From": "tongsheng@yuhua.test, wang.wu@elsewhere.test"},
        disposition="held", findings=("several_senders fault sender",),
    ),
    piece(
        "sender-two_headers", "two From headers", u.JINJING,
        "2022年度+金井镇+海岸巡护", "金井镇老兵巡护海岸", keyword="海岸巡护",
        change={"From#2": "zhao.liu@elsewhere.test"},
        disposition="held", findings=("several_senders fault sender",),
    ),
    piece(
        "sender-same_twice", "the same address twice in From is one sender", u.JINJING,
        "2022年度+金井镇+拥军共建", "金井镇与驻军开展共建", keyword="拥军共建",
        change={"From": "jinjing@jinjiang.test, JinJing@jinjiang.test"},
    ),
    piece(
        "sender-failed_spf", "the receiving server says that another machine sent it", u.TONGSHENG,
        "2020年度+同升+防汛值守", "同升街道退役军人防汛值守", keyword="防汛值守",
        change={"Authentication-Results": "mail.baosong.test; spf=fail smtp.mail=tongsheng@yuhua.test; dkim=none"},
        disposition="held", findings=("sender_authenticated fault sender",),
    ),
    piece(
        "sender-softfail", "a softfail proves nothing, and a passed check neither", u.TONGSHENG,
        "2020年度+同升+文明劝导", "同升街道老兵参与文明劝导", keyword="文明劝导",
        change={"Authentication-Results": "mail.baosong.test; spf=softfail smtp.mail=tongsheng@yuhua.test; dkim=pass"},
    ),
    piece(
        "sender-blind_copy", "no To: the delivery header tells which bureau", u.CENTRE,
        "2020年度+区退役军人服务中心+窗口服务", "区退役军人服务中心优化窗口服务", keyword="窗口服务",
        change={"To": None, "Delivered-To": "yuhua@baosong.test"},
    ),
    piece(
        "sender-both_bureaus", "sent to both bureaus: the one that knows the sender", u.XIBIN,
        "2022年度+西滨镇+两处同报",
        "西滨镇两处同报的稿件", keyword="两处同报", change={"To": "yuhua@baosong.test, jinjiang@baosong.test"},
    ),
    piece(
        "sender-in_copy", "the bureau stands in Cc, under its name", u.J_CENTRE,
        "2022年度+市退役军人服务中心+就业创业", "市退役军人服务中心推进就业创业", keyword="就业创业",
        change={"To": "guanggao@elsewhere.test", "Cc": f"{words('局办公室', 'utf-8')} <Jinjiang@baosong.test>"},
    ),
)  # fmt: skip
