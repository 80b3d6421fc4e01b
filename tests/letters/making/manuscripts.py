"""Manuscripts: titles and words (rules.md S3; mail.md L9)."""

from letters.making import units as u
from letters.making.golden import Golden, manuscript
from letters.making.manuscript_pieces import paper_piece
from letters.making.paper import Manuscript, para, prose, run, table, titled

_TRACKED = para(
    style="Title",
    runs=run("高桥街道") + '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="a"><w:r><w:t>新</w:t></w:r></w:ins>' + run("站揭牌"),
)
_ADDED = '<w:ins w:id="3" w:author="a"><w:r><w:t>，修订后补写的一句</w:t></w:r></w:ins>'
_BOX = (
    '<w:r><w:pict><v:shape style="width:100;height:50"><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_BOXED = "文本框里的一段话，讲的是一位老兵三十年如一日照顾战友父母的故事。"
_MIXED = "5月6日，站里3名工作人员走访COVID-19疫情期间的28户家庭，送去N95口罩500只。"
_MIXED_WORDS = 27 + 7  # 27 characters and signs; 5, 6, 3, COVID-19, 28, N95 and 500
_ROWS = (
    ("姓名", "从军年份", "立功情况"),
    ("王长林", "一九五〇年", "二等功一次"),
    ("李守义", "一九六二年", "三等功两次"),
)


def _tracked() -> Manuscript:
    """Insertions belong to title and text; what was deleted is gone."""
    texts = prose(u.GAOQIAO)
    xml = _TRACKED + "".join(map(para, texts[:-1])) + para(runs=run(texts[-1]) + _ADDED)
    return Manuscript(title="高桥街道新站揭牌", paragraphs=(*texts, "，修订后补写的一句"), xml=xml)


def _headed() -> Manuscript:
    """The name of a paper, its number and date, then the title: 13 + 3 + 6 words above it."""
    title, texts = "深沪镇海上拥军船出航", prose(u.SHENHU)
    head = (
        para(runs=run("深沪镇退役军人工作简报信息", bold=True, size=52), centred=True),
        para("第３期"),
        para("2022年5月6日"),
    )
    xml = "".join([*head, titled(title, "centred"), *map(para, texts)])
    return Manuscript(title=title, paragraphs=texts, xml=xml, chars=sum(map(len, texts)) + 13 + 3 + 6)


def _boxed() -> Manuscript:
    texts = prose(u.DONGTANG)
    xml = titled("东塘街道老兵风采", "styled") + "".join(map(para, texts)) + para(runs=_BOX.format(_BOXED))
    return Manuscript(title="东塘街道老兵风采", paragraphs=(*texts, _BOXED), xml=xml)


def _tabled() -> Manuscript:
    title, texts = "圭塘街道走访功臣名单", prose(u.GUITANG)
    rows = table([[para(cell) for cell in row] for row in _ROWS])
    return manuscript(u.GUITANG, title, paragraphs=(*texts, *(c for row in _ROWS for c in row)), xml="".join(
        [titled(title, "centred"), para(f"{u.GUITANG.name}　张建国", centred=True), *map(para, texts), rows]
    ))  # fmt: skip


LETTERS: tuple[Golden, ...] = (
    paper_piece(
        "title-two_lines", "a title over two lines is one", u.ZUOJIATANG, "双拥晚会",
        manuscript(u.ZUOJIATANG, "军民鱼水情深\n左家塘街道举办双拥晚会"), title="军民鱼水情深左家塘街道举办双拥晚会",
    ),
    paper_piece(
        "title-centred", "a title known by its size and place", u.DONGSHAN, "夏令营", manuscript(
            u.DONGSHAN, "东山街道军娃夏令营开营", look="centred"),
    ),
    paper_piece(
        "title-first_line", "a title that is nothing but the first line", u.DONGJING, "农技培训",
        manuscript(u.DONGJING, "洞井街道举办农技培训", look="plain"),
    ),
    paper_piece(
        "title-none", "no title: the form's stands in", u.JINGWANZI, "节水宣传",
        manuscript(u.JINGWANZI, None, byline=None), title="井湾子街道节水宣传侧记",
        findings=("title_present remark manuscript",),
    ),
    paper_piece(
        "title-none_jinjiang", "no title and no form: the keyword stands in", u.YONGHE, "渔光互补调研",
        manuscript(u.YONGHE, None, byline=None), title="渔光互补调研", findings=("title_present remark manuscript",),
    ),
    paper_piece(
        "title-ends_in_information", "a line that stands out and ends in 信息 is the title where there is no other",
        u.XIBIN, "慰问军属", manuscript(u.XIBIN, "西滨镇中秋慰问军属信息", look="centred"),
    ),
    paper_piece(
        "title-below_letterhead", "a letterhead above the title is not the title", u.SHENHU, "海上拥军", _headed(),
    ),
    paper_piece("text-tracked", "tracked insertions are read, deletions are not", u.GAOQIAO, "新站揭牌", _tracked()),
    paper_piece("text-text_box", "what stands in a text box is read and counted", u.DONGTANG, "老兵风采", _boxed()),
    paper_piece("text-table", "a table's words count", u.GUITANG, "功臣名单", _tabled()),
    paper_piece(
        "text-figures_and_latin", "a figure or a Latin word is one word, as Word counts", u.ANHAI, "疫情走访",
        manuscript(
            u.ANHAI, "安海镇疫情期间走访老兵", paragraphs=(_MIXED, *prose(u.ANHAI)),
            chars=_MIXED_WORDS + sum(map(len, prose(u.ANHAI)))),
    ),
    paper_piece(
        "text-short", "fewer than 150 words are a remark", u.HOUJIATANG, "简讯一则", manuscript(
            u.HOUJIATANG, "侯家塘街道慰问抗战老兵", paragraphs=("五月六日，街道慰问抗战老兵，送去鲜花和祝福。",)),
        findings=("length remark manuscript",),
    ),
    paper_piece(
        "text-long", "more than 3000 words are a remark", u.CENTRE, "年度综述", manuscript(
            u.CENTRE, "区退役军人服务中心年度工作综述", paragraphs=prose(u.CENTRE) * 15),
        findings=("length remark manuscript",),
    ),
    paper_piece(
        "personal-numbers", "an identity number and a mobile number in the text are remarks", u.QINGYANG, "困难救助",
        Manuscript(
            title="青阳街道救助困难老兵",
            paragraphs=("王某，身份证号３６０４２６１９９１０１０１００７１，电话138 0013 8000。", *prose(u.QINGYANG)),
            chars=245,  # a number in three groups is three words
        ),
        findings=("personal_data remark manuscript", "personal_data remark manuscript"),
    ),
)  # fmt: skip
