"""What backup, restore and rebuild say; {names} are filled in."""

_TEXTS = {
    "backup_help": "备份：数据库、来信、附件、通报和配置打成一个文件；程序不用停。",
    "restore_help": "恢复：把备份放回空的数据文件夹。先核对整个备份，再动手。",
    "rebuild_help": "重建：重新取出附件、重做检索、重算得分，并列出有出入的来信。",
    "arg_backup": "备份文件，以 .tar.gz 结尾，不能已经存在",
    "arg_archive": "备份文件",
    "opt_with_sealed": "连封存的、还没有读的来信一起备份（加密的仍是加密的）；平时不要加",
    "opt_replace": "数据文件夹里已有内容时，先移到其中的 before-restore-… 文件夹，再恢复",
    "opt_dry_run": "只说有哪些出入，什么也不改",
    "opt_by": "办理人姓名；得分有变动时记入台账",
    "packing": "备份",
    "unpacking": "核对备份",
    "looking": "核对来信",
    # backup
    "backed_up": "已备份到 {file}（{size}）：来信 {letters} 封，附件 {parts} 个。",
    "sealed_left_out": "封存的来信 {count} 封没有备份（{names}）；要一起备份，加 --with-sealed。",
    "sealed_packed": "封存的来信 {count} 封也在里面（{names}），请按保密规定保管。",
    "unread_left_out": "还没有读、或者读不出来的来信 {count} 封没有备份（{names}）：是否带密级标志还不知道。"
    "信箱里的原件，恢复以后会重新收取；用 baosong ingest 导入的，请留好原来的文件。要一起备份，加 --with-sealed。",
    "unread_packed": "还没有读、或者读不出来的来信 {count} 封也在里面（{names}），可能带有密级标志，请按保密规定保管。",
    "missing": "有 {count} 个文件已经丢失或损坏，没有备份：",
    "no_exists": "{file} 已经存在，没有覆盖。请换一个文件名，例如带上日期。",
    "no_suffix": "备份文件请以 .tar.gz 结尾，例如 baosong-2026-12-01.tar.gz。",
    "no_folder": "没有文件夹 {folder}，请先建好。",
    "backup_unwritable": "备份写不进文件夹 {folder}：{why}。请检查那里的磁盘空间和权限，或换一个文件夹；数据没有动。",
    "no_inside": "备份不能放在数据文件夹里面：磁盘坏了会一起丢失。请放到别的磁盘。",
    "no_sealed_meanwhile": "备份时不断有来信被封存，没有备份成。请过一会儿再备份。",
    # restore
    "why_stopped": "从 {made} 的备份恢复：请先核对备份以后发过哪些邮件，再恢复发信",
    "restored": "已恢复 {made} 的备份（版本 {program}）：{files} 个文件，都已核对。",
    "restored_sealed": "封存的来信 {count} 封不在备份里（{names}）：台账还在，原件要到信箱里找。",
    "restored_unread": "备份时还没有读、或者读不出来的来信 {count} 封不在备份里（{names}）：下次收信会从信箱重新收取；"
    "当时用 baosong ingest 导入的，请再导入一次。",
    "restored_missing": "备份的时候就已丢失或损坏的文件有 {count} 个：",
    "config_restored": "配置已放到 {config}。授权码不在备份里，请重新设好环境变量。",
    "config_same": "配置没有动：与备份里的相同。授权码不在备份里，请设好环境变量。",
    "config_differs": "配置没有动：{config} 与备份里的不同。"
    "要看备份里的配置，请恢复到另一个空文件夹，--config 也指向空文件夹。",
    "put_aside": "原来的内容移到了 {aside}，确认无误后请自己删去。",
    "sending_stopped": "发信已经停住。备份以后的来信会重新收取；可能已经发过的邮件，会先到“已发送”里核对："
    "查到的不再发，看不出有没有发过的，留在审核台“运行”页由人决定。核对以后，在“运行”页恢复发信。",
    "no_not_empty": "数据文件夹 {data} 不是空的，没有恢复。请指定空的文件夹，或加 --replace 把原来的内容移开。",
    "no_at_work": "报送台正在运行，没有恢复。请先停下程序（baosong run），再恢复。",
    "no_database_used": "环境变量 BAOSONG_DATABASE_URL 指的数据库里已有来信，没有恢复。请换一个空的数据库。",
    "no_newer": "备份来自更新的版本，没有恢复。请先把程序升级到同样或更新的版本。",
    "no_file": "没有文件 {file}。",
    "bad_unreadable": "{file} 读不出来：不是备份，或者没有传完。什么也没有动。",
    "bad_no_manifest": "{file} 没有清单：不是备份，或者没有传完。什么也没有动。",
    "bad_damaged": "{file} 里的 {path} 与清单不符，备份已损坏或被改过。什么也没有动。",
    "bad_hostile": "{file} 里有不该有的内容（{path}），可能被人改过。什么也没有动。",
    "bad_newer": "{file} 来自更新的版本。请先升级程序。什么也没有动。",
    # rebuild
    "rebuilt": "核对了 {letters} 封来信。",
    "rebuilt_parts": "附件：{count} 个丢失或损坏，{done}。",
    "rebuilt_index": "检索：{count} 件与稿件不符，{done}。",
    "rebuilt_points": "{bureau}得分：{count} 条有出入，{done}。",
    "done_now": "已重建",
    "done_dry": "可以重建",
    "done_points": "已按现在的事实更正",
    "done_points_dry": "没有改动",
    "all_well": "没有出入。",
    "lost": "{name} 的原信已丢失或损坏，无法重建。信箱里可能还有原件：baosong show {name}",
    "unread": "{name} 现在读不出来：baosong show {name}",
    "parts_lost": "{name} 的附件取不出来：{parts}",
    "otherwise": "{name} 现在的检查结果是{now}，台账里是{before}。要改过来：baosong reprocess {name}",
    "reads_otherwise": "{name} 现在读出的内容与台账不同。要改过来：baosong reprocess {name}",
    "busy": "另一个重建正在进行，请等它做完。",
    "dry": "只是核对，什么也没有改。",
}


def phrase(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return _TEXTS[key].format(**facts)
