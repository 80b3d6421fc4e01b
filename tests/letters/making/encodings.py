"""Characters: GB under every label, raw bytes in headers, words cut in two (mail.md L1, L2)."""

from letters.making import mail
from letters.making import units as u
from letters.making.golden import Attached, Golden, manuscript, photo, piece, review_form, word_file

RARE = "镕喆堃"  # in GBK, not in GB 2312
FOUR_BYTES = "𠮷"  # in GB 18030 only


def _files(unit: u.Unit, title: str, name: str, shown: bytes | str) -> tuple[Attached, ...]:
    """A whole piece whose manuscript bears `name`, written in the mail as `shown`."""
    paper = manuscript(unit, title)
    value = shown if isinstance(shown, bytes) else shown.encode()
    part = mail.leaf(
        paper.docx(), "application/octet-stream", ("Content-Disposition", b'attachment; filename="' + value + b'"')
    )
    return (word_file(paper, name, written=part), review_form(unit, title), photo(2))


def _q(text: str, charset: str) -> str:
    """A Q word, blanks as underscores."""
    coded = "".join(f"={byte:02X}" if byte != 0x20 else "_" for byte in text.encode(charset))
    return f"=?{charset}?Q?{coded}?="


S = {
    "gb2312": "2020年度+左家塘+看望镕喆堃同志",
    "four": "2020年度+黎托+看望𠮷大爷",
    "raw_gbk": "2020年度+高桥+老兵喆堃先进事迹",
    "raw_utf8": "2020年度+东塘+军歌合唱",
    "cut": "2020年度+圭塘+战友重逢",
    "q": "2020年度+东山+光荣院 慰问",
    "wrong": "2020年度+同升+帮困助学",
    "utf8_is_gbk": "2020年度+洞井+爱心义诊",
    "folded": "2020年度+跳马+乡村振兴",
    "short": "2020年度+井湾子+图片展",
    "emoji": "2022年度+永和镇+老兵🎖️走红",
    "unlabelled": "2022年度+深沪镇+渔船送温暖",
    "mixed": "2022年度+龙湖镇+重走长征路",
}
T = dict(zip(S, (
    "左家塘街道看望老兵镕喆堃", "黎托街道看望老兵𠮷大爷", "高桥街道宣传老兵喆堃事迹", "东塘街道唱响军歌",
    "圭塘街道老兵战友重逢",
    "东山街道光荣院慰问", "同升街道帮困助学", "洞井街道开展爱心义诊", "跳马镇老兵投身乡村振兴",
    "井湾子街道举办老兵图片展", "永和镇老兵走红网络", "深沪镇为渔船老兵送温暖",
    "龙湖镇老兵重走长征路",
), strict=True))  # fmt: skip

LETTERS: tuple[Golden, ...] = (
    piece(
        "charset-gbk_as_gb2312", "GBK characters under the label gb2312, in subject, body and a file's name",
        u.ZUOJIATANG, S["gb2312"], T["gb2312"], keyword="看望镕喆堃同志",
        subject_header=mail.words(S["gb2312"], "gbk", "gb2312"),
        files=_files(u.ZUOJIATANG, T["gb2312"], "老兵镕喆堃.docx", mail.word("老兵镕喆堃.docx", "gbk", "gb2312")),
    ),
    piece(
        "charset-gb18030_four_bytes", "a character of four bytes under the label gb2312",
        u.LITUO, S["four"], T["four"], keyword="看望𠮷大爷",
        subject_header=mail.words(S["four"], "gb18030", "gb2312"), body="请查收。",
        files=_files(u.LITUO, T["four"], "𠮷大爷.docx", mail.word("𠮷大爷.docx", "gb18030", "GB2312")),
    ),
    piece(
        "charset-raw_gbk", "raw GBK bytes in Subject, From and a file's name", u.GAOQIAO, S["raw_gbk"], T["raw_gbk"],
        keyword="老兵喆堃先进事迹", subject_header=S["raw_gbk"].encode("gbk"),
        change={"From": "高桥站 <gaoqiao@yuhua.test>".encode("gbk")},
        files=_files(u.GAOQIAO, T["raw_gbk"], "老兵喆堃.docx", "老兵喆堃.docx".encode("gbk")),
    ),
    piece(
        "charset-raw_utf8", "raw UTF-8 in the same places", u.DONGTANG, S["raw_utf8"], T["raw_utf8"],
        keyword="军歌合唱",
        subject_header=S["raw_utf8"].encode(), change={"From": "东塘站 <dongtang@yuhua.test>".encode()},
        files=_files(u.DONGTANG, T["raw_utf8"], "军歌合唱.docx", "军歌合唱.docx".encode()),
    ),
    piece(
        "charset-cut_inside_a_character", "two encoded words that share a character", u.GUITANG, S["cut"], T["cut"],
        keyword="战友重逢", subject_header="\r\n ".join(mail.cut_words(S["cut"], 14)),
    ),
    piece(
        "charset-q_words", "Q coding with underscores for blanks", u.DONGSHAN, S["q"], T["q"], keyword="光荣院 慰问",
        subject_header=_q(S["q"], "gb2312"),
    ),
    piece(
        "charset-gb_label_on_utf8", "UTF-8 bytes under a GB label", u.TONGSHENG, S["wrong"], T["wrong"],
        keyword="帮困助学",
        subject_header=mail.words(S["wrong"], "utf-8", "gb2312"),
    ),
    piece(
        "charset-utf8_label_on_gbk", "GBK bytes under the label utf-8", u.DONGJING, S["utf8_is_gbk"], T["utf8_is_gbk"],
        keyword="爱心义诊", subject_header=mail.words(S["utf8_is_gbk"], "gbk", "utf-8"),
    ),
    piece(
        "charset-folded", "words folded with tabs, one of them empty", u.TIAOMA, S["folded"], T["folded"],
        keyword="乡村振兴",
        subject_header="\r\n\t".join([mail.word("2020年度+跳马"), "=?GBK?B??=", mail.word("+乡村振兴")]),
    ),
    piece(
        "charset-short_raw_gbk", "a short name in raw GBK whose bytes happen to be UTF-8 as well", u.JINGWANZI,
        S["short"],
        T["short"], keyword="图片展", files=_files(u.JINGWANZI, T["short"], "图片.docx", "图片.docx".encode("gbk")),
    ),
    piece(
        "charset-emoji", "an emoji with its variation mark, which no reader sees", u.YONGHE, S["emoji"], T["emoji"],
        keyword="老兵🎖️走红", subject_header=mail.words(S["emoji"], "utf-8"),
    ),
    piece(
        "charset-unlabelled_body", "a body in raw GBK without any label", u.SHENHU, S["unlabelled"], T["unlabelled"],
        keyword="渔船送温暖",
        content=mail.multipart([
            mail.entity([("Content-Type", "text/plain"), ("Content-Transfer-Encoding", "8bit")],
            "请查收。".encode("gbk")),
            mail.attachment("稿件.docx", manuscript(u.SHENHU, T["unlabelled"]).docx()),
            mail.attachment("现场照片.jpg", photo(3).content),
        ]),
        files=(word_file(manuscript(u.SHENHU, T["unlabelled"])), photo(3)),
    ),
    piece(
        "charset-mixed_labels", "one word in GBK, the next in UTF-8", u.LONGHU, S["mixed"], T["mixed"],
        keyword="重走长征路",
        subject_header=mail.word("2022年度+龙湖镇", "gbk") + "\r\n " + mail.word("+重走长征路", "utf-8"),
    ),
)  # fmt: skip
