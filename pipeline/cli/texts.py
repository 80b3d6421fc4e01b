"""Everything the command line says to people, in one table; {names} are filled in."""

TEXTS = {
    # what went wrong, why, what to do
    "config_wrong": "配置有 {count} 处需要修改，改好后再运行：",
    "unknown_bureau": "没有叫“{bureau}”的局。config/bureaus/ 下现有：{known}。",
    "no_record": "数据文件夹 {data} 里还没有台账：或者还没有收过信，或者 --data 写得不对。",
    "no_such_file": "找不到“{path}”，请检查路径。",
    "no_letter": "“{path}”不是来信。请给出邮件程序另存的 .eml 文件，而不是信里的附件。",
    "bad_time": "看不懂时间“{text}”。请写成 2020-05-06T09:30 或 2020-05-06。",
    "bad_period": "看不懂周期“{text}”。请写成 2020-05、2020Q2 或 2020。",
    "unknown_name": "台账里没有“{name}”。编号形如 YH-2020-00012，来信号形如 L17；用 baosong list 查看。",
    "unknown_unit": "名册里没有“{unit}”这个单位，请写单位的编号、全称或简称。",
    "unit_wanted": "assign 要用 --unit 写明是哪个单位：单位的编号、全称或简称。",
    "reason_and_name": "请用 --reason 写明理由，用 --by 写明办理人。",
    "sealed_first": "“{name}”已封存。确认是误判时先用 release 解除封存（写明理由），再作其他处理。",
    "quarantined_first": "“{name}”还没有读出来，请先用 baosong reprocess {name} 再读一次。",
    "unit_first": "“{name}”还没有确定报送单位，请先用 assign --unit 确定单位。",
    "too_late": "“{name}”已经发布、采用或撤回，不能再这样处理。",
    "not_sealed": "“{name}”没有封存，不需要解除。",
    "unreadable": "“{name}”读不出来，请用 baosong show {name} 查看原因。",
    "disk_fault": "数据文件夹用不了：{why}。请检查磁盘空间和权限；已收下的信不会丢失，修好后再运行一次即可。",
    "database_fault": "数据库用不了：{why}。请检查数据库（环境变量 BAOSONG_DATABASE_URL，没有设置就是数据文件夹里的 "
    "baosong.db）；已收下的信不会丢失，修好后再运行一次即可。",
    "file_fault": "“{path}”读不了：{why}。请检查文件和权限。",
    "no_letters": "没有找到来信。可以给出 .eml、.mbox 文件、Maildir 或放着它们的文件夹。",
    "could_not_read": "这封信读不出来（{why}）。正式收信时会转由人处理。",
    "unknown_state": "没有“{text}”这种状态。可以写：{known}。",
    "unknown_verb": "没有“{verb}”这种处理。可以写：accept（受理）、return（退回）、discard（不用）、"
    "assign（确定单位）、release（解除封存）。",
    # mistakes on the command line
    "usage": "用法：{line}",
    "see_help": "查看说明：{command} --help",
    "no_such_command": "没有“{command}”这个命令。{hint}",
    "no_such_option": "没有“{option}”这个选项。{hint}",
    "did_you_mean": "是不是要写 {command}？",
    "missing": "还缺“{what}”：{help}。",
    "value_wanted": "“{option}”后面要写内容。",
    "no_value_wanted": "“{option}”后面不用写内容。",
    "too_much": "多写了“{words}”，请去掉。",
    # what was done
    "mailbox_stopped": "{bureau}：信箱已停止收信，等人处理。"
    "请运行 baosong doctor --bureau {bureau}，登录恢复后会自动继续。",
    "mailbox_fault": "{bureau}：{advice}",
    "post_fault": "{bureau}：发信没有成功，信件留在待发箱。{advice}",
    "decided": "{name}：已办理（{verb}）。现在的状态：{state}。{mailed}",
    "decided_letter": "{name}：{verb}。{mailed}",
    "already": "{name}：此前已是“{verb}”，没有改动，也没有再发邮件。",
    "mailed": "已给 {to} 排好通知邮件。",
    "not_mailed": "没有需要发出的邮件。",
    "reprocessed": "{name}：检查结果是{disposition}。",
    "reprocess_stands": "{by}已经决定“{verb}”，维持不变；要改变决定，请再用 baosong decide {name}。",
    "piece_now": "{number} 现在的状态：{state}。",
    "ingested": "新收 {new} 封。办理结果：{counts}。",
    "unsettled": "有 {count} 封来信没有办成：{letters}。来信已经收好，下次收信时会再办；仍不成功的，请告诉开发人员。",
    "receipts_owed": "有 {count} 封回执没有写成：{letters}。请运行 baosong config check 找出写错的模板或表格，"
    "改好后会自动补发。",
    "none": "无",
    "nothing_new": "没有新的来信：这些信以前都收过了。",
    "config_good": "配置没有问题：{bureaus}。",
    "config_cautions": "另有 {count} 处请留意，不影响运行：",
    "run_cautions": "配置里有 {count} 处请留意，运行 baosong config check 查看。",
    "nothing": "没有符合条件的报送件。",
    "no_bureau": "收件人不是任何一个局的信箱，也认不出是哪个局的报送单位。",
    "several_bureaus": "收件人不是任何一个局的信箱；发件邮箱在几个局的名册里都登记了：{bureaus}。",
    "no_bureau_remedy": "请用 --bureau 指明是哪个局的来信。",
    "worker_started": "报送台已启动：{bureaus}。按 Ctrl+C 停止，会办完手头这一封再退出。",
    "doctor_well": "正常",
    "doctor_ill": "需处理",
    "alive": "常驻程序正在运行。",
    "not_alive": "常驻程序没有在运行，或已停住（没有按时写健康文件）。请运行 baosong run。",
    "reading": "正在办理来信",
    "checking": "正在检查",
    # the demo
    "demo_playing": "演示：一个月的来信",
    "demo_json_once": "--json 请与 --once 一起用。",
    "demo_no_servers": "演示要用内置的邮件服务器，还没有安装：{missing}。"
    "请运行 pip install 'baosong[demo]'（在源码文件夹里是 .venv/bin/pip install -e '.[demo]'），再试一次。",
    "demo_folder_foreign": "{data} 里有不是演示写下的东西，演示不会动它。请用 --data 指定一个空文件夹。",
    "demo_folder_in_use": "另一个演示正在使用 {data}。请先结束它，或用 --data 指定别的文件夹。",
    "demo_unknown_unit": "演示的来信里有“{unit}”，配置里没有这个局，或名册里没有这个单位、没有它的邮箱。"
    "请用随程序发布的 config/ 运行演示。",
    "demo_port_taken": "端口 {port} 用不了：已被占用，或不在 1 到 65535 之间。请换一个，或不写 --port。",
    "demo_interrupted": "演示已停止。数据在 {data}，再运行一次会从这里接着走；加 --fresh 从头开始。",
    "demo_stopped": "演示已结束。数据还在 {data}。",
    "demo_counts": "一个月的来信，报送台收到时怎样处置",
    "demo_examples": "几封有代表性的来信",
    "demo_sent": "发出邮件",
    "demo_then": "{disposition}，现在：{state}",
    "demo_example": "{name}　{unit}　{outcome}",
    "demo_subject": "主题：{subject}",
    "demo_seen": "看出：{message}",
    "demo_no_subject": "（主题空着）",
    "demo_as_expected": "{count} 封来信的处置、看出的问题和回执，全部与预期相符。",
    "demo_breaches": "有 {count} 处与预期不同（改过配置的，属于正常；没有改过的，请告诉开发人员）：",
    "demo_breach_missing": "{letter}：没有收到或没有办完。",
    "demo_breach_disposition": "{letter}：应为 {expected}，实为 {got}。",
    "demo_breach_findings": "{letter}：应看出 [{expected}]，实际看出 [{got}]。",
    "demo_breach_state": "{letter}：月底应为 {expected}，实为 {got}。",
    "demo_breach_receipts": "{letter}：应有 {expected} 封回执，实有 {got} 封。",
    "demo_breach_stranger": "“{letter}”发给了没有登记的地址 {got}。",
    "demo_breach_unsent": "“{letter}”没有发出，停在 {got}。",
    "demo_breach_fault": "信箱故障：{got}",
    "demo_where": """
看一看：
  发出的每一封邮件  {index}
                    （用浏览器打开；上面的数是收到时的处置，网页里还有每局稿件现在的状态）
  数据文件夹        {data}
试一试（在现在这个文件夹里运行）：
  {command} list {options}
  {command} show {held} {options}
  {command} decide {held} accept --reason 已核对 --by 演示 {options}""",
    "demo_staying": """服务器和报送台还在运行，按 Ctrl+C 结束。
  网页      {address}（新发出的邮件刷新即见）
  收信 IMAP 127.0.0.1:{imap}    发信 SMTP 127.0.0.1:{smtp}    都不加密，密码都是 {password}
  局信箱    {mailboxes}
  单位信箱  名册里的每个地址，例如 {unit}：用邮件程序登录，给局信箱写一封信试试，几秒钟后收到回执
  另开一个终端运行 poll、doctor 时，先设置 BAOSONG_DEMO_PASSWORD={password}""",
    # help
    "about": "报送台：把局里的收稿信箱变成自动的收稿台。",
    "decide_help": "作出决定：accept 受理、return 退回、discard 不用、assign 确定单位、release 解除封存。",
    "arguments": "要写的内容：",
    "options": "选项：",
    "commands": "命令：",
    "an_option": "[选项]",
    "a_command": "命令",
    "help_help": "显示这份说明",
    "help_global": "--config 文件夹、--data 文件夹 写在命令前面或后面都可以。",
    # a record
    "chars": "字数",
    "accepted": "受理时间",
    "places": "信箱里的位置",
    "place": "{folder}（uid {uid}）",
    "unread": "还没有读",
    "waits": "等人处理",
    "replaced": "（已被替换）",
    "trouble": "读不出来的原因：",
    "receipt_owed": "回执还没有写成：请先用 baosong config check 检查信件用语，修好后会自动补发",
    "mail_to": "给 {to}",
    "answer": "服务器的应答",
    "hint_held": "办理：baosong decide {name} accept（受理）、return（退回）或 discard（不用），"
    "加 --reason 理由 --by 姓名",
    "hint_assign": "先确定单位：baosong decide {name} assign --unit 单位 --reason 理由 --by 姓名",
    "hint_sealed": "确认是误判时：baosong decide {name} release --reason 理由 --by 姓名",
    "hint_quarantined": "再读一次：baosong reprocess {name}",
    # headings
    "letter": "来信号",
    "told": "说明",
    "bureau": "局",
    "fetched": "收取",
    "sent": "发出",
    "queued": "待发",
    "number": "编号",
    "unit": "单位",
    "title": "标题",
    "state": "状态",
    "arrived": "来信时间",
    "disposition": "处置",
    "findings": "检查结果",
    "what": "项目",
    "result": "结果",
    "advice": "怎么办",
    "subject": "主题",
    "year": "年度",
    "keyword": "关键词",
    "grade": "写法",
    "imap": "收信（IMAP）",
    "smtp": "发信（SMTP）",
    "unknown": "结果不明的信",
    "person": "需人工处理的信",
    "letters": "来信",
    "parts": "附件",
    "history": "经过",
    "mails": "往来邮件",
    "sender": "发件地址",
    "kind": "类型",
    "waiting_letters": "等人处理的来信",
}


def say(key: str, **facts: object) -> str:
    """A line of the table, filled in."""
    return TEXTS[key].format(**facts)
