"""What the demo says on the terminal, in one table; {names} are filled in."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "playing": "演示：一个月的来信",
    "json_once": "--json 请与 --once 一起用。",
    "no_servers": "演示要用内置的邮件服务器，还没有安装：{missing}。"
    "请运行 pip install 'baosong[demo]'（在源码文件夹里是 .venv/bin/pip install -e '.[demo]'），再试一次。",
    "folder_foreign": "{data} 里有不是演示写下的东西，演示不会动它。请用 --data 指定一个空文件夹。",
    "folder_in_use": "另一个演示正在使用 {data}。请先结束它，或用 --data 指定别的文件夹。",
    "unknown_unit": "演示的来信里有“{unit}”，配置里没有这个局，或名册里没有这个单位、没有它的邮箱。"
    "请用随程序发布的 config/ 运行演示。",
    "port_taken": "端口 {port} 用不了：已被占用，或不在 1 到 65535 之间。请换一个，或不写 --port。",
    "interrupted": "演示已停止。数据在 {data}，再运行一次会从这里接着走；加 --fresh 从头开始。",
    "stopped": "演示已结束。数据还在 {data}。",
    # letters
    "counts": "一个月的来信，报送台收到时怎样处置",
    "examples": "几封有代表性的来信",
    "sent": "发出邮件",
    "then": "{disposition}，现在：{state}",
    "example": "{name}　{unit}　{outcome}",
    "subject": "主题：{subject}",
    "seen": "看出：{message}",
    "rows": "报来{count}条采用情况：{outcomes}",
    "rows_taken": "登记{count}条",
    "rows_waits": "待核对{count}条",
    "rows_other": "此前登记过{count}条",
    "no_subject": "（主题空着）",
    # points
    "month": "{period}的名次和通报",
    "issued": "{bureau}（通报第{issue}期，已印发）",
    "not_issued": "{bureau}（还没有印发）",
    "place": "{rank}　{unit}　{points}分　报送{received}　受理{accepted}　采用{adopted}",
    "no_points": "其余{count}个单位本月没有得分",
    "papers": "材料：{folder}",
    "fees": "稿费（至今）：{paper}",
    "deeds": "办公室自己录入、核对的",
    "deed": "{day}　{text}",
    "waiting": "等办公室核对的采用情况",
    "waits": "{bureau}：{count}项，例如 {name} {title} {outlet}（{why}）",
    "waits_none": "{bureau}：没有",
    # what is not as it should be
    "as_expected": "{count} 封来信的处置、看出的问题和回执，各单位的得分和月度通报，全部与预期相符。",
    "breaches": "有 {count} 处与预期不同（改过配置的，属于正常；没有改过的，请告诉开发人员）：",
    "breach_missing": "{letter}：没有收到或没有办完。",
    "breach_disposition": "{letter}：应为 {expected}，实为 {got}。",
    "breach_findings": "{letter}：应看出 [{expected}]，实际看出 [{got}]。",
    "breach_state": "{letter}：月底应为 {expected}，实为 {got}。",
    "breach_receipts": "{letter}：应有 {expected} 封回执，实有 {got} 封。",
    "breach_stranger": "“{letter}”发给了没有登记的地址 {got}。",
    "breach_unsent": "“{letter}”没有发出，停在 {got}。",
    "breach_fault": "信箱故障：{got}",
    "breach_rows": "{letter}：采用情况各条应为 [{expected}]，实为 [{got}]。",
    "breach_closing": "{letter}：当月应已结账，实为 [{got}]。",
    "breach_papers": "{letter}：通报材料缺 {expected}。",
    "breach_month_mail": "{letter}：应有 {expected} 封月度通报，实有 {got} 封。",
    "breach_points": "{letter}：应得 {expected} 分，实得 {got} 分。",
    "breach_entry": "{letter}：应有的计分记录 [{expected}]，多出的 [{got}]。",
    # where to look
    "where": """
看一看：
  名次、通报、每一封邮件  {index}
                          （用浏览器打开；上面的数是收到时的处置，网页里还有每局稿件现在的状态）
  通报、统计表、得分图    {out}
  数据文件夹              {data}
试一试（在现在这个文件夹里运行）：
  {command} list {options}
  {command} show {shown} {options}""",
    "where_held": """  {command} decide {shown} accept --reason 已核对 --by 演示 {options}""",
    "where_points": """  {command} standings --bureau {bureau} --period {period} {options}
  {command} explain {number} {options}
  {command} facts --bureau {waiting} --waiting {options}
  {command} rescore --bureau {bureau} --dry-run {options}
  {command} close-month --bureau {bureau} --period {period} {options}""",
    "staying": """服务器和报送台还在运行，按 Ctrl+C 结束。
  网页      {address}（新发出的邮件刷新即见）
  收信 IMAP 127.0.0.1:{imap}    发信 SMTP 127.0.0.1:{smtp}    都不加密，密码都是 {password}
  局信箱    {mailboxes}
  单位信箱  名册里的每个地址，例如 {unit}：用邮件程序登录，给局信箱写一封信试试，几秒钟后收到回执
  另开一个终端运行 poll、doctor、close-month 时，先设置 BAOSONG_DEMO_PASSWORD={password}""",
}


def phrase(name: str, /, **facts: object) -> str:
    """A text with its facts filled in."""
    return TEXTS[name].format(**facts)
