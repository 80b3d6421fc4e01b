"""Subjects in other forms, and those that leave a doubt (issue 2, item 5; rules.md S2)."""

from letters.making import units as u
from letters.making.golden import Golden, piece

FORM = "subject_form remark subject"


def _loose(name: str, about: str, unit: u.Unit, subject: str, title: str, **more: object) -> Golden:
    """A subject in another form, from which the unit still follows."""
    told = ("subject_form remark subject", *more.pop("findings", ()))  # type: ignore[misc]
    return piece(name, about, unit, subject, title, subject_grade="tolerant", findings=told, **more)


LETTERS: tuple[Golden, ...] = (
    _loose(
        "subject-blanks", "blanks for separators", u.ZUOJIATANG,
        "2020年度 左家塘 走访", "左家塘街道春季走访退役军人", keyword="走访",
    ),
    _loose(
        "subject-forwarded", "转发, the bureau in brackets, hyphens", u.SHUANGYONG,
        "转发: 【雨花】2020-双拥优抚科-八一慰问", "双拥优抚科筹备八一慰问", keyword="八一慰问",
    ),
    _loose(
        "subject-unit_first", "the unit before the year", u.ZUOJIATANG,
        "左家塘+2020年度+走访慰问", "左家塘街道慰问伤残军人", keyword="走访慰问",
    ),
    _loose(
        "subject-slips", "the letter O for a nought, one character of the name misspelt", u.LITUO,
        "2O20年度+黎拖+春节慰问", "黎托街道春节慰问军烈属", keyword="春节慰问",
    ),
    _loose(
        "subject-dashes", "long dashes", u.GUITANG,
        "2020年度—圭塘—志愿服务", "圭塘街道老兵志愿服务队上岗", keyword="志愿服务",
    ),
    _loose(
        "subject-underscores", "underscores, as in file names", u.SHAZITANG,
        "2020年度_砂子塘_信息采集", "砂子塘街道完成退役军人信息采集", keyword="信息采集",
    ),
    _loose(
        "subject-nothing_between", "no separator at all", u.GAOQIAO,
        "2020年度高桥街道开展适应性培训", "高桥街道开展退役军人适应性培训", keyword="开展适应性培训",
    ),
    _loose(
        "subject-no_year", "without a year the year of receipt counts", u.TIAOMA,
        "跳马镇+就业摸底", "跳马镇排查退役军人就业情况", keyword="就业摸底",
    ),
    _loose(
        "subject-two_figures", "two figures for the year", u.YUHUATING,
        "20年度+雨花亭+红色宣讲", "雨花亭街道开展红色宣讲", keyword="红色宣讲",
    ),
    _loose(
        "subject-chinese_figures", "the year in Chinese figures", u.DONGSHAN,
        "二〇二〇年度+东山街道+军休服务", "东山街道做好军休服务", keyword="军休服务",
    ),
    _loose(
        "subject-same_sound", "one character of the same sound", u.SHAZITANG,
        "2020年度+沙子塘+文明劝导", "砂子塘街道老兵参加文明劝导", keyword="文明劝导",
    ),
    _loose(
        "subject-unit_last", "the unit in brackets at the end, no year", u.JINGWANZI,
        "端午送温暖（井湾子街道）", "井湾子街道端午送温暖", keyword="端午送温暖",
    ),
    _loose(
        "subject-no_unit", "no unit named: the sender's", u.TONGSHENG,
        "走访慰问活动信息", "同升街道走访慰问退役军人代表", keyword="走访慰问活动信息",
    ),
    _loose(
        "subject-no_keyword", "a year and a unit, no keyword", u.DONGJING,
        "2020年度+洞井", "洞井街道召开服务站例会", keyword=None, findings=("keyword_present remark subject",),
    ),
    _loose(
        "subject-empty", "an empty subject: the sender's unit, no keyword", u.HOUJIATANG,
        "", "侯家塘街道慰问驻街部队", keyword=None, findings=("keyword_present remark subject",),
    ),
    _loose(
        "subject-none", "no Subject header at all", u.GAOQIAO,
        "", "高桥街道组织老兵观看红色电影", keyword=None, findings=("keyword_present remark subject",),
        change={"Subject": None},
    ),
    _loose(
        "subject-jinjiang_free", "the other bureau's plan names no form: a sentence", u.CIZAO,
        "磁灶镇开展老兵宣讲进校园活动", "磁灶镇老兵宣讲走进校园", keyword="开展老兵宣讲进校园活动",
    ),
    _loose(
        "subject-jinjiang_same_sound", "瓷灶 for 磁灶", u.CIZAO,
        "2022年度+瓷灶镇+创业扶持", "磁灶镇扶持退役军人创业", keyword="创业扶持",
    ),
    piece(
        "subject-two_units", "two units in the unit's field go to a person", u.ZUOJIATANG,
        "2020年度+左家塘、高桥+联合活动", "左家塘街道与高桥街道联合开展活动", keyword="联合活动",
        subject_grade="unclear", unit=None, disposition="held",
        findings=("sender_unit fault subject", FORM),
    ),
    piece(
        "subject-other_unit", "another unit than the sender's goes to a person", u.DONGTANG,
        "2020年度+东山+社区共建", "东塘街道推进社区共建", keyword="社区共建",
        unit=None, disposition="held", findings=("sender_unit fault subject",),
    ),
    piece(
        "subject-station_office", "左家塘街道办公室 may be the office or the station: a person decides", u.OFFICE,
        "2020年度+左家塘街道办公室+工作调研", "局办公室赴左家塘街道调研", keyword="工作调研",
        subject_grade="unclear", unit=None, disposition="held",
        findings=("sender_unit fault subject", FORM),
    ),
    piece(
        "subject-jinjiang_two_units", "two towns parted by a stroke", u.XIBIN,
        "2022年度+西园/西滨+联谊活动", "西滨镇举办军民联谊活动", keyword="联谊活动",
        subject_grade="unclear", unit=None, disposition="held",
        findings=("sender_unit fault subject", FORM),
    ),
)  # fmt: skip
