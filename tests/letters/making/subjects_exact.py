"""Subjects that follow 年度+单位+关键词, and what mail programs put round them (issue 2, item 5; mail.md L10)."""

from letters.making import units as u
from letters.making.golden import Golden, piece

FORM = "subject_form remark subject"

LETTERS: tuple[Golden, ...] = (
    piece(
        "subject-exact", "the form to the letter", u.ZUOJIATANG,
        "2020年度+左家塘街道退役军人服务站+走访慰问", "左家塘街道走访慰问立功老兵", keyword="走访慰问",
    ),
    piece(
        "subject-exact_short", "a bare year, a short name, one full-width plus", u.ZUOJIATANG,
        "2020+左家塘＋走访慰问老兵", "左家塘街道上门看望高龄老兵", keyword="走访慰问老兵",
    ),
    piece(
        "subject-full_width", "everything full-width", u.DONGJING,
        "２０２０年度＋洞井街道＋防汛备勤", "洞井街道组织退役军人防汛备勤", keyword="防汛备勤",
    ),
    piece(
        "subject-small_plus", "the small plus of a Chinese keyboard (﹢)", u.DONGSHAN,
        "2020年度﹢东山﹢义务植树", "东山街道老兵义务植树", keyword="义务植树",
    ),
    piece(
        "subject-blanks_inside", "blanks inside and around the fields", u.GAOQIAO,
        " 2020 年度 + 高 桥 + 政策宣讲 ", "高桥街道开展优抚政策宣讲", keyword="政策宣讲",
        subject="2020 年度 + 高 桥 + 政策宣讲",
    ),
    piece(
        "subject-bracketed", "the whole subject in brackets", u.LITUO,
        "【2020年度+黎托+法律援助】", "黎托街道为退役军人提供法律援助", keyword="法律援助",
    ),
    piece(
        "subject-plus_in_keyword", "a separator inside the keyword", u.HOUJIATANG,
        "2020年度+侯家塘街道+A+B合作", "侯家塘街道与驻街单位共建合作", keyword="A+B合作",
    ),
    piece(
        "subject-reply_prefixes", "Re: and 回复： before the form, from a section", u.OFFICE,
        "Re:回复：2020年度+办公室+关于xx的信息", "局办公室部署信息报送工作", keyword="关于xx的信息",
    ),
    piece(
        "subject-many_prefixes", "a chain of prefixes in three languages", u.TONGSHENG,
        "Re:Re:Re: 答复：Fw: 转发： 2020年度+同升+困难帮扶", "同升街道帮扶困难退役军人", keyword="困难帮扶",
    ),
    piece(
        "subject-sent_for", "the suffix that webmail adds for another sender", u.JINGWANZI,
        "2020年度+井湾子+健康体检【请注意，邮件由jingwanzi@yuhua.test代发】", "井湾子街道组织退役军人健康体检",
        keyword="健康体检",
    ),
    piece(
        "subject-unit_in_keyword", "a unit named in the keyword does not count", u.OFFICE,
        "2020年度+办公室+左家塘街道来访交流", "左家塘街道来局办公室交流工作", keyword="左家塘街道来访交流",
    ),
    piece(
        "subject-dongtang", "东塘 is not 东山", u.DONGTANG,
        "2020年度+东塘+就业招聘", "东塘街道举办退役军人专场招聘", keyword="就业招聘",
    ),
    piece(
        "subject-year_far_off", "a year far from the year of arrival is a remark", u.GUITANG,
        "2017年度+圭塘+光荣牌悬挂", "圭塘街道为军属家庭悬挂光荣牌", keyword="光荣牌悬挂",
        year=2017, findings=("year_plausible remark subject",),
    ),
    piece(
        "subject-keyword_long", "a whole sentence for a keyword is a remark", u.SHAZITANG,
        "2020年度+砂子塘+关于街道退役军人服务站联合社区居民委员会和驻地部队官兵共同开展迎五一走访慰问老兵暨义务理发和健康咨询以及政策宣讲等系列志愿服务活动的情况报告",
        "砂子塘街道开展迎五一志愿服务",
        keyword="关于街道退役军人服务站联合社区居民委员会和驻地部队官兵共同开展迎五一走访慰问老兵暨义务理发和健康咨询以及政策宣讲等系列志愿服务活动的情况报告",
        findings=("keyword_present remark subject",),
    ),
    piece(
        "subject-section", "a section's piece with both opinions", u.SHUANGYONG,
        "2020年度+双拥优抚科+优抚数据核查", "双拥优抚科核查优抚对象数据", keyword="优抚数据核查",
    ),
    piece(
        "subject-centre", "the service centre by its usual name", u.CENTRE,
        "2020年度+区退役军人服务中心+来访接待", "区退役军人服务中心做好来访接待", keyword="来访接待",
    ),
    piece(
        "subject-jinjiang", "the other bureau: no form 2 is asked for", u.ANHAI,
        "2022年度+安海镇退役军人服务站+政策宣传", "安海镇开展退役军人政策宣传", keyword="政策宣传",
    ),
    piece(
        "subject-jinjiang_section", "a section of the other bureau, its bureau in brackets", u.J_YOUFU,
        "【晋江】2022年度+拥军优抚科+双拥共建", "拥军优抚科推进双拥共建", keyword="双拥共建",
    ),
)  # fmt: skip
