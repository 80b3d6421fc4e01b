"""What `baosong doctor` says beside what the mail rooms say of their servers: what is so, and the next step."""

SAYINGS = {
    "folders": "信箱里没有{names}这个文件夹，已跳过；其余的照常收。请在网页邮箱里看它是否改了名，"
    "再改 bureau.toml 中 [imap] 的 folders（“收件箱”要写成 INBOX）；确实没有的，把它从 folders 里删去即可。",
    "sent_folder": "信箱里没有“{name}”这个文件夹：发出后没等到应答的信，就查不到是否已经发出，可能多发一次。"
    "请把 bureau.toml 中 [imap] 的 sent_folder 改成网页邮箱里“已发送”的名字，"
    "并在网页邮箱里设置“SMTP 发信后保存到已发送”。",
    "start": "启用日期是 {day}，还没有到：在这以前到的来信只存档，不编号，也不回信。"
    "要现在启用，请改 bureau.toml 的 start_date。",
    "observe": "正在试运行（observe）：给单位的信都先发给局办公室看。正式运行时，请把 bureau.toml 的 mode 改为 live。",
    "sender": "发信账号 {user} 与公布的信箱 {mailbox} 不是同一个：单位看到的发件人是前者，回信也寄到前者。"
    "请把 bureau.toml 的 mailbox、[imap] user、[smtp] user 改成同一个邮箱。",
    "limited": "服务器正在限制这个账号发信，{until} 以后自动续发，之前不要反复重试。原因：{why}",
    "day_full": "今天已发 {count} 封，达到了每日上限 {limit} 封，其余的明天自动续发。"
    "邮箱允许更多的，可以调高 bureau.toml 中 [smtp] 的 daily_limit。",
    "answered": "{advice}（服务器的答复：{answer}）",
    "by_hand": "发信已由人工停止，原因：{why}。要恢复，请在审核台的“运行”页点“恢复发信”。",
    "kill_switch": "发信总开关已关：一封信也不发，都留在待发箱。"
    "要恢复，请把 settings.toml 中 [post] 的 kill_switch 改为 false，再重新启动程序。",
}
