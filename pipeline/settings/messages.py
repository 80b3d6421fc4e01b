"""What is said of each mistake in config/, and what to do now: code → (what, remedy), without full stops."""

NEAR = "是不是要写 {word}？"

MESSAGES: dict[str, tuple[str, str]] = {
    # files
    "file_missing": ("缺少文件 {name}", "请补上这个文件；可以从另一个局的文件夹复制一份再修改"),
    "file_missing_shared": ("缺少文件 {name}", "请补上这个文件；可以从随程序发布的 config 里复制"),
    "folder_missing": (
        "找不到文件夹 {name}",
        "请检查 --config 是否指对了地方；缺少的文件夹可以从随程序发布的 config 里复制",
    ),
    "no_bureaus": ("{name} 下面一个局也没有", "请建立一个局的文件夹，可以复制 bureaus/yuhua 再修改"),
    "bureau_id": ("局的文件夹名“{name}”不合规定", "请只用小写字母、数字和下划线，以字母开头，例如 yuhua"),
    "not_utf8": ("文件不是 UTF-8 编码", "请用记事本打开，“另存为”时编码选 UTF-8"),
    "gbk": ("文件是 GBK（ANSI）编码，不是 UTF-8", "请在 Excel 或 WPS 里“另存为”时选“CSV UTF-8（逗号分隔）”"),
    "workbook": (
        "文件是 Excel 工作簿，只是改了名字，不是文本文件",
        "请在 Excel 或 WPS 里打开它，“另存为”时选“CSV UTF-8（逗号分隔）”",
    ),
    "office_file": (
        "文件是 Excel 或 Word 文件，只是改了名字，不是文本文件",
        "这个文件不能用 Excel 或 Word 改。请取回原来的文件（备份里的，或随程序发布的），用记事本改，编码选 UTF-8",
    ),
    "unreadable": ("文件读不出来：{detail}", "请检查文件是否被占用、权限是否正确"),
    "toml_syntax": (
        "TOML 写法有误：{detail}",
        "请检查这一行的引号、等号和方括号是否成对、逗号有没有漏、是否为英文符号",
    ),
    "toml_open": ("这一行开始的列表，方括号没有收尾：{detail}", "请在列表的末尾补上英文方括号 ]"),
    "toml_comma": ("列表里这一行前面少了逗号：{detail}", "请在上一行末尾补上英文逗号 ,"),
    "toml_wide": ("这一行用了全角符号 {signs}：{detail}", '请改成英文符号，如 = " , [ ] #'),
    "toml_switch": ("开关写法有误：{detail}", "开关只写 true 或 false，小写，不加引号"),
    "toml_date": ("日期写法有误：{detail}", "请写成 2026-10-01 这样，月和日都写两位，不加引号"),
    "toml_quotes": ("文字没有加引号：{detail}", '等号后面的文字请加英文引号，例如 "局办公室"'),
    "toml_twice": ("同一个配置项或同一张表写了两次：{detail}", "请只保留一处"),
    "yaml_syntax": (
        "YAML 写法有误，读到这里读不下去：{detail}",
        "请检查这一行和上一行：冒号要用英文冒号，后面空一格；缩进用空格不用 Tab，同一层对齐；引号和方括号要成对",
    ),
    "yaml_twice": ("“{key}”在第 {line} 行已经写过", "同一处一个名称只能写一次，请只保留一处"),
    "yaml_table": ("文件的最外层不是“名称: 内容”这样的写法", "请照随程序发布的同名文件的样子写"),
    "yaml_key": ("冒号前面应当是一个名称，现在是一组内容", "请照随程序发布的同名文件的样子写"),
    "yaml_tag": ("不能用 YAML 标记 {value}", "请去掉它；确实是文字的，请加引号"),
    "yaml_anchor": ("这里的内容被 YAML 的 & 和 * 引用了两次", "请把内容照写一遍，不要用 & 和 *"),
    "yaml_day": ("“{value}”不是日期", "请写成 2026-10-01 这样的日期；确实是文字的，请加引号"),
    "yaml_deep": ("方括号或缩进层数太多", "请照随程序发布的同名文件的样子写"),
    # keys and values
    "key_unknown": ("不认识的配置项 {key}", "{near}请检查拼写；这里可以用的是：{known}"),
    "key_missing": ("缺少配置项 {key}", "请在这里补上 {key}，写法见随程序发布的同名文件"),
    "type": ("{key} 应当是{wanted}，现在是{found}", "请改成{wanted}"),
    "empty": ("{key} 不能空着", "请填上内容"),
    "range": ("{key} = {value} 超出范围", "请填 {low} 到 {high} 之间的数"),
    "choice": ("{key} 的值“{value}”不认识", "请从这些里选一个：{known}"),
    "date": ("{key} 的“{value}”不是日期", "请写成 2026-10-01 这样的日期"),
    "twice": ("{key} 里“{value}”重复", "请只保留一个"),
    "env_not_here": (
        "{key} 里不能写环境变量 {value}",
        "只有 host、port、security 可以写成 ${{变量名}}，这里请直接写出内容",
    ),
    "env_form": ("{key} 的环境变量写法“{value}”不对", "请写成 ${{变量名}} 或 ${{变量名:-缺省值}}，前后不要有别的字"),
    "env_unset": ("{key} 要用的环境变量 {name} 没有设置", "请先设置环境变量 {name}，再启动程序"),
    "env_name": (
        "{key} 的“{value}”不是环境变量名",
        "这里只写变量名（大写字母、数字、下划线），授权码本身放进那个环境变量，不要写进文件",
    ),
    "address": ("{key} 的“{value}”不是邮箱地址", "请写成 name@example.com 这样，只写地址，不带姓名"),
    "desk_address": (
        "{key} 的“{value}”不是审核台的网址",
        '请写成 https://baosong.example.com/ 这样，只写到域名（和端口）为止；没有的写 ""',
    ),
    "dns_server": ("{key} 的“{value}”不是 DNS 服务器的地址", '请写成 "223.5.5.5" 这样；用本机的，写 []'),
    # accounts
    "security_none": (
        '{key}.security = "none"，但服务器 {host} 不是本机',
        '不加密只能用于本机测试；请改成 "tls" 或 "starttls"',
    ),
    "pacing_none": (
        "{key}.pacing_seconds = 0，但服务器 {host} 不是本机",
        "请填每两封信之间的秒数，163 邮箱建议 20 以上，以免被当作垃圾邮件",
    ),
    # bureaus
    "prefix_form": ("编号前缀“{value}”不合规定", "请用 1 到 8 个大写字母，例如 YH"),
    "prefix_twice": (
        "编号前缀“{value}”与 {other} 第 {line} 行相同",
        "两个局不能用同一个前缀，请给新增的那个局换一个，另一个不动",
    ),
    "mailbox_twice": (
        "邮箱 {value} 与 {other} 第 {line} 行相同",
        "一个局一个邮箱，请把新增的那个局换成它自己的邮箱，另一个不动",
    ),
    "account_twice": (
        "收信账号 {value} 与 {other} 第 {line} 行相同",
        "一个局一个收信账号，请给新增的那个局换成它自己的 [imap] user，另一个不动",
    ),
    "chain_order": (
        "审核流程里 {key} 的“{value}”次序不对",
        "请按 first_review、reviewed、approved 的先后写，每个只写一次",
    ),
    "public_key": (
        "{key} 的“{value}”不是 age 公钥",
        "请填 age1 开头的公钥；可以在另一台电脑上用 baosong seal-key new 或 age-keygen 生成",
    ),
    "private_key": (
        "{key} 里写的是私钥",
        "请马上删去：私钥不能放在这台机器上，也不能再用。请另生成一对密钥，这里只填 age1 开头的公钥",
    ),
    # units.csv
    "csv_header": ("第一行不是规定的表头", "第一行请写成：{header}"),
    "csv_cells": ("这一行有 {found} 格，应当是 {wanted} 格", "请检查逗号；同一格里的几个值用分号 ; 隔开"),
    "csv_blank": ("这一行是空行", "请删掉空行，或补上这个单位"),
    "csv_syntax": ("从这一行起引号不成对", "请检查引号，英文引号要一前一后成对"),
    "csv_semicolon": ("{key} 里用了全角分号“；”", "请改成英文分号 ;"),
    "roster_empty": ("名册里一个单位也没有", "请至少填一个单位"),
    "unit_id": ("单位代号“{value}”不合规定", "请只用小写字母、数字、下划线和连字符，以字母开头，例如 zuojiatang"),
    "unit_name": ("“{value}”不能用作单位名称或别名", "请至少写一个汉字或字母"),
    "id_twice": ("单位代号“{value}”在第 {line} 行已经用过", "代号不能重复，请换一个"),
    "name_twice": (
        "“{value}”在第 {line} 行（{other}）已经用过",
        "一个名称只能指一个单位，请删掉其中一个，或改用更完整的写法",
    ),
    "name_lookalike": (
        "“{value}”与第 {line} 行的“{other}”只差形近字",
        "请检查是否写错；确实是两个单位的，请从形近字表里删去这一组字",
    ),
    "unit_no_address": ("{name} 没有登记邮箱", "请在 addresses 里至少填一个邮箱地址"),
    "address_shared": (
        "邮箱 {value} 同时登记在 {units} 名下，却没有代报授权",
        "请只留在一个单位名下；确实代报的，请在其中一个单位的 may_send_for 里写上其余单位的代号",
    ),
    "address_own": ("{value} 是局里自己的收稿邮箱，不能登记为单位的邮箱", "请换成该单位自己的邮箱"),
    "may_send_for": (
        "may_send_for 里的“{value}”不是名册里其他单位的代号",
        "请填名册 id 一列里的代号，几个之间用 ; 隔开",
    ),
    "target": ("target 的“{value}”不是分值", "请填不小于 0 的数，例如 5 或 10.5；没有任务分值就空着"),
    # checks.toml, findings.toml
    "check_unknown": ("没有名为 {name} 的校验项", "{near}请检查拼写；可以用的校验项是：{known}"),
    "check_unworded": (
        "校验项 {name} 在 findings.toml 里没有说法",
        "请在 config/letters/findings.toml 里加上 [{name}] 的 label 和 [{name}.default] 的 message、remedy",
    ),
    "term": ("{key} 的值不能用", "请写数、true 或 false、文字，或由文字组成的列表"),
    "braces": ("{key} 里的花括号不成对", "请检查 {{ 和 }} 是否成对，花括号里只写资料名"),
    # terms.csv
    "usage_same": ("“{value}”的错误写法和正确写法一样", "请改其中一个；没有正确写法的，right 空着"),
    "usage_twice": ("“{value}”在第 {line} 行已经写过", "一种写法只写一行，请删掉其中一行"),
    # look-alikes
    "lookalike_row": ("形近字这一行“{value}”不合规定", "一行写一组，至少两个不同的汉字，中间不加符号"),
    "lookalike_twice": ("“{value}”在第 {line} 行已经写过", "一个字只能在一组里，请合并成一行"),
    # settings.toml
    "smtp_codes": ("codes 里的“{value}”不是 SMTP 应答码", "请填 400 到 599 之间的整数；不限应答码就写 []"),
    "smtp_catch_all": (
        "发信应答表没有兜底的 {wanted} 行",
        '请在表的最后加一行：word = ""，codes = ["{wanted}"]，outcome 填 retry 或 refused',
    ),
    "holiday_date": ("“{value}”不是日期", '请写成 "2026-10-10" = "work" 这样'),
}
