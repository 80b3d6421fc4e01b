"""What the outlet register says, in Chinese: mistakes in its files, and why a name was or was not resolved."""

from pipeline.settings.errors import Complaints, Place

MESSAGES: dict[str, tuple[str, str]] = {
    "outlet_id": ("代号“{value}”不合规定", "请只用小写字母、数字、下划线，以字母开头，例如 quanzhou_net"),
    "outlet_level": ("{key} 的级别“{value}”没有在 levels 里写明", "请从这些里选一个：{known}；或先在 levels 里加上"),
    "outlet_level_missing": (
        "{name} 没有级别：它的类别 {value} 没有写 level，它自己也没有写",
        "请给这个载体写上 level，可以用的是：{known}",
    ),
    "outlet_level_twice": ("{name} 的级别写了两处：类别 {value} 已经写明 level", "请删掉载体这里的 level"),
    "outlet_class": ("{key} 的类别“{value}”没有在 classes 里写明", "请从这些里选一个：{known}；或先在 classes 里加上"),
    "outlet_class_missing": ("{name} 没有写 class", "请写上类别；不予认定的载体请写 excluded: true"),
    "outlet_class_excluded": (
        "{name} 写了 excluded: true，又写了 {key}",
        "不予认定的载体没有类别和级别，请只留一种写法",
    ),
    "outlet_condition": ("{key} 的条件“{value}”不认识", "请从这些里选一个：{known}"),
    "outlet_alias": ("“{value}”不能用作载体名称", "请至少写一个汉字或字母"),
    "outlet_alias_twice": (
        "“{value}”在第 {line} 行（{other}）已经用过",
        "一个名称只能指一个载体（全角半角、空格、书名号不同的算同一个名称），请删掉其中一个，或改用更完整的写法",
    ),
    "outlet_wording": ("“{value}”里的 {{{word}}} 没有在 wordings 里写明", "请检查拼写；可以用的是：{known}"),
    "outlet_wording_many": ("“{value}”展开以后的写法太多", "请少用几个花括号，每条最多展开成 {most} 种写法"),
    "outlet_domain": (
        "“{value}”不是网址的域名",
        "请只写域名，例如 people.com.cn；只认某个栏目的，写成 szb.qzwb.com/dnzb 这样",
    ),
    "outlet_domain_wide": ("域名“{value}”太宽，许多单位共用", "请写到这个载体自己的域名为止，例如 www.gov.cn"),
    "outlet_domain_twice": ("域名“{value}”在第 {line} 行（{other}）已经用过", "一个域名只能指一个载体，请只保留一处"),
    "outlet_unknown": ("{key} 里的“{value}”不是 outlets 里的代号", "请填 outlets 里冒号前面的代号"),
    "outlet_none": ("名录里一个载体也没有", "请在 outlets 里至少写一个载体"),
    "ambiguous_few": ("{key} 只写了一个载体", "说不清的名称至少有两个可能；只有一个的，请写进那个载体的 aliases"),
    "position": ("{key} 不是版面位置", "请从这些里选一个：{known}"),
    "settled_twice": (
        "“{value}”在第 {line} 行已认定为 {other}",
        "同一个写法只能认定一次，请由局办公室商定后只保留一条",
    ),
    "settled_name": ("“{value}”在 outlets.yaml 里就是{other}", "认定不能与名录相反；确需改变的，请改 outlets.yaml"),
}

WHY: dict[str, str] = {
    "by_name": "按名称“{text}”认出",
    "by_link": "按链接 {host} 认出",
    "by_both": "名称“{text}”和链接 {host} 一致",
    "by_mode": "“{text}”按报送的采用方式认出",
    "by_settled": "按局办公室的认定（{by}，{at}）：{reason}",
    "nothing": "没有写明采用的载体",
    "unknown": "名录里没有“{text}”，请局办公室认定",
    "unknown_linked": "名录里没有“{text}”，链接 {host} 指向{linked}，请局办公室认定",
    "link_unknown": "没有写载体名称，链接 {host} 认不出是哪个载体，请局办公室认定",
    "ambiguous": "“{text}”可以指几个载体：{names}",
    "disagree": "名称“{text}”是{named}，链接 {host} 是{linked}，两者不一致，请局办公室认定",
    "elsewhere": "链接 {host} 是{linked}在别处的地方频道，不能当作{linked}，请局办公室认定",
    "mode": "“{text}”与采用方式 {mode} 对不上，请局办公室认定",
    "position_two": "{name}：名称里写的版面与另外填的版面不一致，请核对",
    "position_unknown": "{name}只认{place}，没有写明刊在哪里，请补充版面",
    "position_unclear": "{name}只认{place}，填写的版面“{position}”说不清是不是{place}，请核对",
    "position_off": "{name}只认{place}，这一篇不在{place}，不予认定",
    "excluded": "{name}不予认定",
    "settle_empty": "没有写要认定的名称或链接",
    "settle_who": "请写明由谁认定、理由是什么",
    "settle_outlet": "名录里没有代号为“{outlet}”的载体",
    "settle_twice": "“{text}”已由{by}于{at}认定为{other}，不能再认定为{name}",
    "settle_name": "“{text}”在名录里就是{other}，不能认定为{name}",
    "added_by": "局办公室认定（{by}，{at}）：{reason}",
    "added_known": "“{text}”名录里已经有了（{names}），请直接选它",
    "added_class": "请选定“{text}”算哪一类；类别不分级别的，还要选定级别",
    "settle_wide": "“{text}”许多单位共用，不能认定为一个载体",
}

PLACES: dict[str, str] = {"front_page": "头版", "home_page": "首页"}


class OutletNotes(Complaints):
    """Complaints that also know the sentences of this page."""

    def add(self, place: Place, code: str, **facts: object) -> None:
        """Note one mistake; a code that this page does not word is worded by settings."""
        if code in MESSAGES:
            self.tell(place, MESSAGES[code], facts)
        else:
            super().add(place, code, **facts)


def why(code: str, **facts: object) -> str:
    """A reason in the office's words."""
    return WHY[code].format(**facts)
