"""What is told of an import file's mistakes, in the office's words: what is wrong, and what to do."""

from pipeline.domain.words import Group
from pipeline.ingest.trouble import DAMAGED, EMPTY, ENCRYPTED, OVER_LIMIT, UNSUPPORTED

MISTAKES: dict[str, tuple[str, str]] = {
    f"file_{DAMAGED}": ("文件打不开，可能已经损坏", "请在电脑上确认能打开后另存一份再导入"),
    f"file_{EMPTY}": ("文件是空的", "请核对后重新导入"),
    f"file_{ENCRYPTED}": ("文件设有密码", "请去掉密码另存一份再导入"),
    f"file_{OVER_LIMIT}": ("文件太大，没有读完", "请分成几个文件导入"),
    f"file_{UNSUPPORTED}": ("不是能导入的文件", "请存为 Excel（.xlsx、.xls）、CSV 或 JSON 文件再导入"),
    "file_missing": ("没有找到这个文件，或没有读取的权限", "请核对文件名和所在的文件夹"),
    "json_syntax": ("第{line}行附近不是合规的 JSON", "请核对引号、逗号和括号"),
    "json_rows": ("JSON 里没有一条一条的内容", "请写成 [{{…}}, {{…}}]，每条一对花括号"),
    "no_heading": ("没有找到标题行", "请在第一行写明各栏名称：{wanted}"),
    "no_rows": ("标题行下面一条内容也没有", "请填好内容再导入"),
    "column_missing": ("缺少“{column}”一栏", "请补上这一栏；各栏名称：{wanted}"),
    "column_twice": ("有两栏都是“{column}”", "请只留一栏，或给另一栏改个名称"),
    "missing": ("没有填“{column}”", "请补填"),
    "no_piece": ("没有写稿件编号，也没有写标题", "请填上其中一项，认得出是哪一篇稿件"),
    "number": ("稿件编号“{text}”不合规定", "请照回执填写，例如 YH-2020-00012；没有编号的填标题"),
    "day": ("{column}“{text}”读不出是哪一天", "请写成 2022-05-06 这样"),
    "day_no_year": ("{column}“{text}”没有写年份", "请写成 2022-05-06 这样"),
    "day_future": ("{column}“{text}”还没有到", "请核对年月日"),
    "count": ("阅读量“{text}”不是数字", "请填实际的数字，不写“万”“+”"),
    "count_negative": ("阅读量是负数：{text}", "请填 0 或实际的阅读量"),
    "count_absurd": ("阅读量太大：{text}", "请核对是否多写了几位；最多 {most}"),
    "days": ("天数“{text}”不是 0 到 {most} 的整数", "请填从刊发日期起第几天统计的"),
    "days_none": ("没有写天数，也没有写统计日期", "请填上其中一项"),
    "rank": ("领导类别“{text}”没有读懂", "请填“主要领导”或“其他领导”"),
    "group": ("单位类别“{text}”没有读懂", "请填“科室”“下属单位”或“服务站”"),
    "unit_id": ("代号“{text}”不合规定", "请只用小写字母、数字、下划线、短横，以字母开头"),
    "unit_other": ("“{text}”不是本表里的单位", "请填单位的代号或名称，且这个单位也在表里"),
    "unit_twice": ("“{text}”在{place}已经用过", "代号和名称一个单位一个，请改掉其中一处"),
    "address": ("邮箱“{text}”不合规定", "请写完整的邮箱地址，几个之间用分号隔开"),
    "no_address": ("没有填邮箱", "请至少填一个报送用的邮箱"),
    "target": ("目标分值“{text}”不是数字", "请填 0 或正数，没有目标的空着"),
    "url": ("链接“{text}”不是网址", "请填 http 开头的完整网址，没有的空着"),
    "row_twice": ("与{place}完全相同", "请删去其中一行"),
    "doubt": ("{text}", "请对照原表改正后再导入"),
}
RANKS = {
    "main": ("main", "主要领导", "主要负责人", "主要负责同志", "一把手", "正职", "局长", "书记"),
    "member": ("member", "其他领导", "其他班子成员", "班子成员", "分管领导", "副职", "副局长"),
}
GROUPS = {
    Group.SECTION: ("section", "科室", "局机关科室", "机关科室"),
    Group.SUBORDINATE: ("subordinate", "下属单位", "下属事业单位", "事业单位", "下属（事业）单位"),
    Group.STATION: (
        "station",
        "服务站",
        "镇（街道）退役军人服务站",
        "镇街",
        "镇街服务站",
        "退役军人服务站",
        "街道",
        "镇",
    ),
}
ROW, ENTRY = "第{number}行", "第{number}条"
