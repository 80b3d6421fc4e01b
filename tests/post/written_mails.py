"""A mail with everything in it as it is written to bytes, and how a mail program reads it."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage

from hypothesis import strategies as st

from pipeline.domain.outgoing import Attachment, OutgoingLetter
from pipeline.domain.words import OutgoingKind
from pipeline.post.mime import to_bytes
from pipeline.settings.values import SmtpAccount

ACCOUNT = SmtpAccount(host="127.0.0.1", port=25, security="none", user="desk@bureau.test", password_env="NO_SECRET")
NOW = datetime(2020, 5, 6, 16, 30, tzinfo=UTC)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LETTER = OutgoingLetter(
    occasion="receipt:1",
    kind=OutgoingKind.RECEIPT_ACCEPTED,
    to="unit@street.test",
    subject="【已受理】YH-2020-00012 左家塘街道退役军人服务站：走访慰问活动信息",
    text="您好：\n已收到。\n",
    html="<p>您好：</p>\n<p>已收到。</p>\n",
    message_id="<YH-2020-00012.1@bureau.test>",
    in_reply_to="<first@street.test>",
    references=("<zero@street.test>", "<first@street.test>"),
)
FORM = Attachment(name="信息稿件审核表（左家塘）.docx", media_type=WORD, content=bytes(range(256)) * 40)
ALL_TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
CHINESE = st.text(st.sampled_from('报送镕喆堃㐂𠮷😀👨‍👩‍👧é\u3000 ,;:=?_"\\<>@()\r\n\t\x00\u2028aZ0'), max_size=120)


def mail_of(letter: OutgoingLetter = LETTER, name: str = "雨花区退役军人事务局") -> bytes:
    return to_bytes(letter, ACCOUNT, name, NOW)


def read(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def decoded(raw: bytes, header: str) -> str:
    """The header as a plain RFC 2047 reader shows it."""
    return str(make_header(decode_header(message_from_bytes(raw)[header].replace("\r\n", ""))))
