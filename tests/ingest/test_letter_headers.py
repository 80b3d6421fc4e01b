"""Headers as Chinese mail really writes them (mail.md L1, L2, L3, L10), every letter written byte by byte."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.letter import Address
from pipeline.ingest.encoded_words import decode_words
from pipeline.ingest.names import safe_name

RARE = "镕喆堃"  # in GBK, not in GB2312


def word(text: str, charset: str = "gb2312", codec: str = "gb18030") -> bytes:
    return b"=?%s?B?%s?=" % (charset.encode(), base64.b64encode(text.encode(codec)))


def subject_of(opened, value: bytes) -> str:
    return opened(b"Subject: " + value + b"\n\nx")[0].subject


def name_of(opened, *fields: bytes) -> str:
    letter, _ = opened(b"".join(f + b"\r\n" for f in fields) + b"\r\nGIF89a")
    assert len(letter.parts) == 1
    return letter.parts[0].name


@pytest.mark.parametrize("label", ["gb2312", "GB2312", "gbk", "GB18030", "gb2312_80", "cp936", "x-gbk", "euc-cn"])
def test_l1_every_gb_label_decodes_characters_beyond_gb2312(opened, label):
    assert subject_of(opened, word(RARE, label)) == RARE
    letter, _ = opened(b"Content-Type: text/plain; charset=" + label.encode() + b"\n\n" + RARE.encode("gbk"))
    assert (letter.text, letter.defects) == (RARE, ())


def test_l1_a_gb_label_on_utf8_bytes_gives_way_to_the_bytes(opened):
    letter, _ = opened(b"Content-Type: text/plain; charset=gb2312\n\n" + "走访慰问老兵。".encode())
    assert (letter.text, letter.defects) == ("走访慰问老兵。", ())
    assert subject_of(opened, word("走访慰问", "gb2312", "utf-8")) == "走访慰问"


def test_l1_a_utf8_label_on_gbk_bytes_gives_way_to_the_bytes(opened):
    letter, _ = opened(b"Content-Type: text/plain; charset=utf-8\n\n" + "走访慰问".encode("gbk"))
    assert (letter.text, letter.defects) == ("走访慰问", ())


def test_l1_what_no_charset_explains_is_replaced_and_told(opened):
    letter, _ = opened(b"Content-Type: text/plain; charset=gb2312\n\n" + "走访".encode("gbk") + b"\xff\xff\x80")
    assert letter.text.startswith("走访")
    assert letter.defects == ("gb_replaced",)


@pytest.mark.parametrize("name", ["图片.jpg", "一.docx", "联通.docx", "老楼.png"])
def test_l2_a_short_name_in_raw_gbk_is_not_taken_for_the_utf8_that_it_happens_to_be(opened, name):
    header = b'Content-Type: image/jpeg\nContent-Disposition: attachment; filename="' + name.encode("gbk") + b'"'
    letter, _ = opened(header + b"\n\n\xff\xd8\xff")
    assert letter.parts[0].name == name


@pytest.mark.parametrize("subject", ["A·B", "20°C", "João Émile 图片", "Ελλάδα", "Москва"])
def test_l2_raw_utf8_with_letters_of_two_bytes_stays_utf8(opened, subject):
    letter, _ = opened(f"Subject: {subject}\n\nx".encode())
    assert letter.subject == subject


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_l2_raw_eight_bit_headers_are_recovered(opened, codec):
    raw = "Subject: 2020年度+左家塘+镕\nFrom: 左家塘街道 <A@Unit.TEST>\n\nx".encode(codec)
    letter, _ = opened(raw)
    assert letter.subject == "2020年度+左家塘+镕"
    assert letter.origin.senders == (Address(addr="a@unit.test", name="左家塘街道"),)


def test_l2_adjacent_words_cut_inside_a_character_are_joined_as_bytes(opened):
    coded = "左家塘走访".encode("gbk")
    first, second = (base64.b64encode(piece) for piece in (coded[:5], coded[5:]))
    value = b"=?gb2312?B?" + first + b"?=\r\n =?GBK?B?" + second + b"?="
    assert subject_of(opened, value) == "左家塘走访"


def test_l2_base64_cut_inside_a_group_of_four_is_joined_as_text(opened):
    coded = base64.b64encode("左家塘走访慰问".encode())
    value = b"=?utf-8?B?" + coded[:10] + b"?= =?utf-8?B?" + coded[10:] + b"?="
    assert subject_of(opened, value) == "左家塘走访慰问"


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        (b"=?utf-8?B?5bem5a62?=", "左家"),
        (b"=?utf-8?B?5bem5a6?=", "左\ufffd"),  # cut in the middle: what is whole is read
        (b"=?utf-8?Q?=E5=B7=A6 =E5=AE=B6?=", "左 家"),
        (b"=?utf-8?Q?=E5=B7=A6_?= tail", "左  tail"),
        (b"=?x-unknown?B?5bem5a62?=", "左家"),
        (b"=?gb2312*zh?B?1/O80g==?=", "左家"),
        (b"Re: =?gbk?B?1/O80g==?= 2020", "Re: 左家 2020"),
        (b"=?gbk?B?1/O80g==?==?gbk?B?zMHX3w==?=", "左家塘走"),
        (b"=?gbk?B?1/O80g==", "=?gbk?B?1/O80g=="),  # never closed
        (b"=?gbk?B?1/O =?gbk?B?1/O80g==?=", "=?gbk?B?1/O 左家"),
        (b"=?us-ascii?Q?plain=0D=0ABcc:_x?=", "plain Bcc: x"),
        (b"=?punycode?Q?abc?=", "abc"),
    ],
)
def test_l2_encoded_words_in_all_their_guises(opened, value, subject):
    assert subject_of(opened, value) == subject


def test_a_folded_subject_is_one_line(opened):
    assert subject_of(opened, b"2020\r\n\t" + word("年度") + b"\r\n " + word("走访")) == "2020 年度走访"


def test_of_several_subjects_the_last_is_shown(opened):
    letter, _ = opened(b"Subject: one\nFrom: a@b.test\nSubject: two\n\nx")
    assert (letter.subject, letter.defects) == ("two", ("subject_repeated",))


def test_invisible_and_direction_characters_leave_the_subject(opened):
    assert subject_of(opened, "年\u200b度\u202e+\x07走\ufeff访".encode()) == "年度+走访"


@given(st.text(max_size=60))
def test_any_text_comes_back_from_one_encoded_word(text):
    coded = base64.b64encode(text.encode("utf-8", "replace")).decode()
    assert decode_words(f"=?utf-8?B?{coded}?=") == text.encode("utf-8", "replace").decode()


@given(st.binary(max_size=300))
def test_decoding_words_never_raises(raw):
    decode_words(raw.decode("latin-1").replace(" ", "=?gbk?B?"))


NAME = "左家塘走访稿件镕.docx"
PERCENT = "".join(f"%{b:02X}" for b in NAME.encode("gb18030"))


@pytest.mark.parametrize(
    "field",
    [
        b"attachment; filename*=GBK''" + PERCENT.encode(),
        b"attachment; filename*=\"gb2312'zh-cn'" + PERCENT.encode() + b'"',
        b"attachment; filename*0*=gb18030''" + PERCENT[:20].encode() + b"; filename*1*=" + PERCENT[20:].encode(),
        # cut inside a %XX, and the sections out of order
        b"attachment; filename*1*=" + PERCENT[16:].encode() + b";\r\n filename*0*=gbk''" + PERCENT[:16].encode(),
        # the second section percent-encoded but without its star
        b"attachment; filename*0*=gbk''" + PERCENT[:18].encode() + b"; filename*1=" + PERCENT[18:].encode(),
        b"attachment; filename=" + word(NAME, "GBK"),  # unquoted encoded word
        b'attachment; filename="' + word(NAME, "GBK") + b'"',
        b'attachment; filename="' + word(NAME[:4], "GBK") + b"\r\n " + word(NAME[4:], "GBK") + b'"',
        b'attachment; filename*0="' + word(NAME, "GBK")[:20] + b'"; filename*1="' + word(NAME, "GBK")[20:] + b'"',
        b'attachment; filename="' + NAME.encode("gb18030") + b'"',  # raw 8-bit
        b'attachment; filename="' + NAME.encode() + b'"',
        b"attachment; filename=" + NAME.encode(),
        # both forms at once
        b"attachment; filename=\"____.docx\"; filename*=UTF-8''" + "".join(f"%{b:02x}" for b in NAME.encode()).encode(),
        b'attachment; filename="../../etc/' + NAME.encode() + b'"',
        b'attachment; filename="C:\\Users\\a\\' + NAME.encode() + b'"',
        b'attachment; filename="/tmp/\x01' + NAME.encode() + b'"',
        b'ATTACHMENT ;FileName = "' + NAME.encode() + b'"',
    ],
)
def test_l3_file_names_in_all_their_guises(opened, field):
    assert name_of(opened, b"Content-Type: application/octet-stream", b"Content-Disposition: " + field) == NAME


def test_l3_the_disposition_names_a_file_before_the_type(opened):
    kind, disposition = b"Content-Type: image/gif; name=b.gif", b"Content-Disposition: attachment; filename=a.gif"
    assert name_of(opened, kind, disposition) == "a.gif"
    assert name_of(opened, kind, b"Content-Disposition: attachment") == "b.gif"


def test_l3_a_damaged_form_gives_way_to_a_whole_one(opened):
    field = b"Content-Disposition: attachment; filename*=utf-8''%E5%B7%FF; filename=\"" + word("稿.docx") + b'"'
    assert name_of(opened, b"Content-Type: image/gif", field) == "稿.docx"


def test_l3_a_name_that_is_only_dots_is_no_name(opened):
    letter, _ = opened(b'Content-Type: image/gif; name="../.."\n\nGIF89a')
    assert (letter.parts[0].name, letter.parts[0].path) == ("", "part-1.gif")


@given(st.text(max_size=400))
def test_l3_a_name_is_never_a_path(text):
    name = safe_name(text)
    assert not set(name) & set("/\\\x00\r\n")
    assert name not in (".", "..")
    assert len(name) <= 255


def test_addresses_of_every_from_and_names_that_hold_addresses(opened):
    letter, _ = opened(
        b'From: "boss@bureau.test" <real@unit.test>, ' + word("张,三", "gbk") + b" <B@unit.test>\n"
        b"From: c@unit.test (comment, with comma)\n"
        b"To: m@x.test\nCc: group: d@unit.test, <e@unit.test>;\nDelivered-To: m@x.test\n\nx"
    )
    assert letter.origin.senders == (
        Address(addr="real@unit.test", name="boss@bureau.test"),
        Address(addr="b@unit.test", name="张,三"),
        Address(addr="c@unit.test"),
    )
    assert [a.addr for a in letter.origin.recipients] == ["m@x.test", "d@unit.test", "e@unit.test"]
    assert letter.sender == "real@unit.test"


@pytest.mark.parametrize(
    ("field", "addrs"),
    [
        (word("左家塘 <a@unit.test>", "gbk"), ["a@unit.test"]),  # the address inside the encoded word
        (b"<a@unit.test> <b@unit.test>", ["a@unit.test", "b@unit.test"]),
        (b'"unclosed <a@unit.test>', ["a@unit.test"]),
        (b"a@unit.test;b@unit.test", ["a@unit.test", "b@unit.test"]),
        (b"nobody", []),
        (b"", []),
    ],
)
def test_addresses_in_odd_fields(opened, field, addrs):
    assert [a.addr for a in opened(b"From: " + field + b"\n\nx")[0].origin.senders] == addrs


def test_the_threads_ids(opened):
    letter, _ = opened(
        b"Message-ID: <new@unit.test>\nIn-Reply-To: <a@bureau.test>\nReferences: <z@bureau.test>\n <a@bureau.test>\n\nx"
    )
    origin = letter.origin
    assert origin.message_id == "<new@unit.test>"
    assert origin.in_reply_to == ("<a@bureau.test>", "<z@bureau.test>")


@pytest.mark.parametrize(
    "stamp",
    [
        b"from a by b (Coremail) with SMTP id x;\r\n\tWed, 06 May 2020 17:00:00 +0800 (CST)",
        b"from a (helo; evil) by b; 6 May 2020 09:00:00 GMT",
        b"(broken ((; Wed, 06 May 2020 17:00:00 +0800",
    ],
)
def test_the_topmost_received_tells_when_it_came(opened, stamp):
    older = b"Received: from x by y; Tue, 05 May 2020 00:00:00 +0000\r\n"
    letter, _ = opened(b"Received: " + stamp + b"\r\n" + older + b"Date: Fri, 01 Jan 1999 00:00:00\r\n\r\nx")
    assert letter.origin.received_at == datetime(2020, 5, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize("stamp", [b"", b"yesterday", b"from a by b; 99 Foo 2020", b"Mon, 1 Jan 0000 00:00:00 +9999"])
def test_no_time_is_read_where_there_is_none(opened, stamp):
    assert opened(b"Received: " + stamp + b"\n\nx")[0].origin.received_at is None
