"""When a letter came: its topmost Received, never its Date (mail.md I10; design.md §4.8)."""

from letters.making import units as u
from letters.making.golden import Golden, piece

_FORM = "subject_form remark subject"


def _received(moment: str, *, by: str = "mx.baosong.test") -> str:
    return f"from mail.units.test (unknown [192.0.2.15])\r\n\tby {by} (Coremail) with SMTP id AgAi9;\r\n\t{moment}"


LETTERS: tuple[Golden, ...] = (
    piece(
        "time-no_date", "no Date header", u.ZUOJIATANG, "2020年度+左家塘+茶园助农", "左家塘街道老兵茶园助农",
        keyword="茶园助农",
        change={"Date": None},
    ),
    piece(
        "time-date_of_1900", "a Date of 1900: the year of receipt counts", u.GAOQIAO, "高桥街道+拥军支前",
        "高桥街道拥军支前故事",
        keyword="拥军支前", subject_grade="tolerant", findings=(_FORM,),
        change={"Date": "Mon, 1 Jan 1900 00:00:00 +0000"},
    ),
    piece(
        "time-date_of_2099", "a Date in the future", u.DONGTANG, "东塘街道+军史宣讲", "东塘街道军史宣讲",
        keyword="军史宣讲",
        subject_grade="tolerant", findings=(_FORM,), change={"Date": "Thu, 31 Dec 2099 23:59:59 +0800"},
    ),
    piece(
        "time-date_of_words", "a Date that is none", u.GUITANG, "2020年度+圭塘+军歌比赛", "圭塘街道军歌比赛",
        keyword="军歌比赛",
        change={"Date": "二〇二〇年五月六日 上午"},
    ),
    piece(
        "time-new_year", "16:30 on 31 December in UTC is the new year in China", u.DONGSHAN, "东山街道+迎新春",
        "东山街道迎新春慰问",
        keyword="迎新春", year=2021, subject_grade="tolerant", findings=(_FORM,),
        change={"Received": _received("Thu, 31 Dec 2020 16:30:00 +0000 (UTC)")},
    ),
    piece(
        "time-several_received", "the topmost Received is our own server's, the others lie as they like", u.LITUO,
        "黎托街道+义务献血", "黎托街道老兵义务献血", keyword="义务献血", subject_grade="tolerant", findings=(_FORM,),
        change={
            "Received#2": _received("Sat, 6 May 2017 09:00:00 +0800", by="mail.units.test"),
            "Received#3": _received("Fri, 6 May 2033 09:00:00 +0800", by="pc"),
        },
    ),
    piece(
        "time-odd_received", "a Received with a zone of letters and no day of the week", u.CIZAO, "磁灶镇陶瓷工匠老兵",
        "磁灶镇陶瓷工匠中的老兵", keyword="陶瓷工匠老兵", subject_grade="tolerant", findings=(_FORM,),
        change={"Received": _received("6 May 2022 01:12:03 GMT")},
    ),
)  # fmt: skip
