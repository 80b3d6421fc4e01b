"""What the commands about sealed letters say; {names} are filled in."""

from collections.abc import Iterator
from typing import Any

_TEXTS = {
    "unseal_help": "把封存的来信取出来看（记录在案，来信仍然封存）；加密的要用私钥文件。",
    "seal_key_help": "封存用的密钥：seal-key new 生成一对。",
    "new_help": "生成一对密钥：私钥写进文件，公钥显示出来。请在另一台电脑上做。",
    "opt_key": "存有私钥的文件（AGE-SECRET-KEY-1…）；来信加密封存时才要",
    "opt_out": "取出的来信写到哪里（.eml，不能已经存在）",
    "opt_reason": "为什么要看；记入经过",
    "opt_by": "办理人姓名；记入经过",
    "opt_file": "私钥写进哪个文件（不能已经存在）",
    "unsealed": "“{name}”已取出，写在 {file}，只有您能读。看完请彻底删除；来信仍然封存。",
    "inside": "{file} 在{what}里面。请换一个地方，例如U盘。",
    "inside_data": "数据文件夹",
    "inside_config": "配置文件夹",
    "exists": "{file} 已经存在，没有覆盖。请换一个文件名。",
    "unwritable": "{file} 写不了：{why}。",
    "still_locked": "{name} 已加密封存，没有再读。确认是误判的，用 baosong decide {name} release --key 私钥文件 解除。",
    "key_made": "私钥已写进 {file}，只有您能读。请存到U盘、锁进保密柜，另备一份分开保管；"
    "不要留在运行报送台的机器上。私钥丢了，加密封存的来信就再也打不开。",
    "key_public": "公钥：{public}",
    "key_config": "请把下面两行写进这个局的 bureau.toml，重启程序：",
    # where copies remain
    "copies": "哪里还有留存：",
    "copy_mailbox": "局信箱 {mailbox}：{places}。删除后还要清空“已删除”",
    "copy_no_place": "收件箱和“已删除”",
    "copy_sender": "发件人的“已发送”和本机",
    "copy_owner": "本机的封存区，只有运行程序的账号能读（没有加密）",
    "copy_encrypted": "本机的封存区，已加密，要用私钥才能打开",
    "copy_missing": "本机的封存区里没有：可能是用不含封存内容的备份恢复的",
    "copy_was_open": "封存以前曾在台账里：那时做的备份、发出的回执、印发的通报里可能有它的文字，请按保密规定处理",
    "copy_backups": "收到以后、封存以前做的备份（一般没有）",
}


def phrase(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return _TEXTS[key].format(**facts)


def copies(mailbox: str, letter: dict[str, Any]) -> Iterator[str]:
    """Where copies of a sealed letter remain, a line each.

    Args:
        mailbox: of the bureau.
        letter: its line as `show` gives it.
    """
    places = "、".join(f"“{one['folder']}”（uid {one['uid']}）" for one in letter["places"])
    sealed = letter["sealed"]
    yield phrase("copies")
    yield "  " + phrase("copy_mailbox", mailbox=mailbox, places=places or phrase("copy_no_place"))
    yield "  " + phrase("copy_sender")
    yield "  " + phrase(f"copy_{sealed['store']}")
    yield "  " + phrase("copy_was_open" if sealed["was_open"] else "copy_backups")
