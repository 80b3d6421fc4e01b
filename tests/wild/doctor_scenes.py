"""Every trouble that an account at 163 gets into, and what `baosong doctor` says of it."""

from datetime import date

from servers import netease_post as post
from servers import netease_troubles as imap
from wild.doctor_scene import Scene, at, both, greeted, mailbox, without

from pipeline.domain.words import Mode

HOLD = 99  # for ever
SCENES = (
    Scene(name="一切正常", says={}),
    Scene(
        name="授权码写错或已失效",
        code="WUXIAO",
        says={
            "imap": ("127.0.0.1 不接受这个账号或授权码", "重新生成客户端授权码，写进环境变量 BAOSONG_YUHUA_PASSWORD"),
            "smtp": (
                "账号或授权码不对，或授权码已经失效",
                "重新生成授权码（不是登录密码），写进环境变量 BAOSONG_YUHUA_PASSWORD",
            ),
        },
    ),
    Scene(
        name="授权码没有写进环境变量",
        code=None,
        says={
            "imap": ("环境变量 BAOSONG_YUHUA_PASSWORD 没有设置", "写进这个环境变量，再重新启动程序"),
            "smtp": ("环境变量 BAOSONG_YUHUA_PASSWORD 没有设置", "写进这个环境变量，再重新启动程序"),
        },
    ),
    Scene(
        name="授权码是全角字符",
        code="ＡＢＣＤ",
        says={"imap": ("含有全角字符", "请重新复制一次"), "smtp": ("含有全角或中文字符", "请重新复制授权码")},
    ),
    Scene(
        name="没有开启 IMAP/SMTP 服务",
        arrange=both(imap.NOT_ON, post.NOT_ON),
        says={
            "imap": ("没有开启 IMAP 服务", "在“设置 → POP3/SMTP/IMAP”中开启 IMAP/SMTP 服务"),
            "smtp": ("没有开启 SMTP 服务", "在“设置 → POP3/SMTP/IMAP”中开启 IMAP/SMTP 服务"),
        },
    ),
    Scene(
        name="账号被锁定",
        arrange=both(imap.LOCKED, post.LOCKED),
        says={
            "imap": ("被邮箱服务商锁定或冻结", "请用浏览器登录网页邮箱，按页面提示解除"),
            "smtp": ("被邮箱服务商锁定或限制", "请用浏览器登录网页邮箱，按页面提示解除"),
        },
    ),
    Scene(
        name="登录失败次数太多",
        arrange=both(imap.TOO_OFTEN, post.TOO_OFTEN),
        says={
            "imap": ("登录失败次数太多", "请至少等 1 小时，期间不要重试"),
            "smtp": ("登录失败次数太多", "请至少等 1 小时，期间不要重试"),
        },
    ),
    Scene(
        name="本机 IP 被封，登录时说",
        arrange=mailbox(login=imap.IP_BLOCKED),
        says={"imap": ("拒绝本机的网络地址", "等 24 小时再试", "联系邮箱客服解除，或换一个网络出口")},
    ),
    Scene(
        name="本机 IP 被封，一连上就说",
        arrange=greeted(b"* BYE IP is rejected, please contact with kefu@188.com", post.IP_BLOCKED),
        says={
            "imap": ("拒绝本机的网络地址", "等 24 小时再试"),
            "smtp": ("邮箱服务器拒绝本机的网络地址", "联系邮箱客服或换一个网络出口"),
        },
    ),
    Scene(
        name="Unsafe Login",
        arrange=mailbox(unsafe=HOLD),
        says={"imap": ("不安全登录", "确认已开启 IMAP 服务、程序用的是客户端授权码", "kefu@188.com")},
    ),
    Scene(
        name="服务器繁忙，连接过多",
        arrange=greeted(b"* BYE too many connections", "421 HL:ICC 163 smtp5"),
        says={
            "imap": ("暂时不能登录邮箱", "程序会自动再试，不需要更换授权码"),
            "smtp": ("连接过于频繁，稍后自动重发", "请调大 [smtp] pacing_seconds"),
        },
    ),
    Scene(
        name="收到一半断线",
        arrange=mailbox(bye=frozenset({"LIST"})),
        says={"imap": ("连接中断", "没有收完的信下一轮接着收")},
    ),
    Scene(
        name="服务器不应答",
        arrange=mailbox(stalling=frozenset({"EXAMINE"})),
        account={"timeout_seconds": 1},
        says={"imap": ("在规定时间内没有回答", "如果一直这样，请检查网络")},
    ),
    Scene(
        name="发信与登录账号不一致",
        arrange=at("MAIL", post.OTHER_SENDER),
        says={"smtp": ("发件人与登录账号不一致", "请检查 bureau.toml 里的 mailbox 与 [smtp] user 是否同一个邮箱")},
    ),
    Scene(
        name="账号被限制发信",
        arrange=at("MAIL", "554 MI:SPB 163 smtp5"),
        says={"smtp": ("账号被邮箱服务商限制", "请登录网页邮箱按提示解除")},
    ),
    Scene(
        name="账号不许发信，没有说原因",
        arrange=at("MAIL", "550 not allowed to send"),
        says={"smtp": ("让账号 baosong@163.test 登录，但不让它发信", "[smtp] 的 user 是不是完整的邮箱地址")},
    ),
    Scene(
        name="当天发信已满",
        arrange=at("MAIL", "550 MI:STC 163 smtp5"),
        says={"smtp": ("当天发信数量已满，明天自动续发", "请调低 [smtp] daily_limit")},
    ),
    Scene(
        name="短时间内发信过多",
        arrange=at("MAIL", "451 MI:SFQ 163 smtp5"),
        says={"smtp": ("短时间内发信过多，稍后自动重发",)},
    ),
    Scene(
        name="没有垃圾邮件文件夹",
        arrange=without("垃圾邮件"),
        says={},
        minds=("没有“垃圾邮件”这个文件夹，已跳过", "再改 bureau.toml 中 [imap] 的 folders"),
    ),
    Scene(
        name="没有已发送文件夹",
        arrange=without("已发送"),
        says={},
        minds=("没有“已发送”这个文件夹", "[imap] 的 sent_folder", "SMTP 发信后保存到已发送"),
    ),
    Scene(
        name="发信账号不是公布的信箱",
        bureau={"mailbox": "shougao@163.test"},
        says={"sender": ("发信账号 baosong@163.test 与公布的信箱 shougao@163.test 不是同一个", "改成同一个邮箱")},
    ),
    Scene(
        name="启用日期还没有到",
        bureau={"start_date": date(2026, 12, 1)},
        says={},
        minds=(
            "启用日期是 2026年12月1日（周二），还没有到",
            "只存档，不编号，也不回信",
            "请改 bureau.toml 的 start_date",
        ),
    ),
    Scene(
        name="正在试运行",
        bureau={"mode": Mode.OBSERVE},
        says={},
        minds=("给单位的信都先发给局办公室看", "请把 bureau.toml 的 mode 改为 live"),
    ),
    Scene(
        name="地址或端口不对",
        account={"port": 1},
        says={
            "imap": ("连不上收信服务器 127.0.0.1:1", "[imap] 的 host 和 port，以及防火墙"),
            "smtp": ("发信服务器 127.0.0.1:1 拒绝连接", "[smtp] 的 host 和 port，并检查防火墙"),
        },
    ),
    Scene(
        name="域名解析不到",
        account={"host": "mail.nowhere.invalid", "security": "tls"},
        says={
            "imap": ("找不到收信服务器 mail.nowhere.invalid", "本机能否上网、域名解析是否正常"),
            "smtp": ("找不到发信服务器 mail.nowhere.invalid", "本机能否上网、域名解析是否正常"),
        },
    ),
    Scene(
        name="没有加密",
        account={"host": "192.0.2.1", "security": "none"},
        says={
            "imap": ("授权码明文", 'security = "tls"（端口 993）'),
            "smtp": ("只允许用于本机", 'security 改为 "tls"'),
        },
    ),
    Scene(
        name="证书不可信",
        encrypted=True,
        account={"host": "localhost", "security": "tls"},
        says={
            "imap": ("安全证书没有通过验证", "本机日期和时间是否正确", "程序没有发送授权码"),
            "smtp": ("安全证书未通过核验", "本机日期和时间是否正确"),
        },
    ),
    Scene(
        name="加密方式与端口不符",
        account={"host": "localhost", "security": "tls"},
        says={
            "imap": ("加密连接没有建立起来", "993 端口用 tls，143 端口用 starttls"),
            "smtp": ("加密连接未能建立", "465 端口用 tls，25 或 587 端口用 starttls"),
        },
    ),
)
