"""The units the golden letters come from, as the rosters of tests/acceptance/config name them."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit and the address it registered."""

    bureau: str
    id: str
    name: str
    short: str  # how people call it
    signs: bool = False  # its form 2 carries both opinions when it arrives (rules.md S5)

    @property
    def address(self) -> str:
        """The registered sender address."""
        return f"{self.id}@{self.bureau}.test"

    @property
    def box(self) -> str:
        """The bureau's mailbox."""
        return f"{self.bureau}@baosong.test"


def _station(bureau: str, id_: str, place: str) -> Unit:
    return Unit(bureau=bureau, id=id_, name=f"{place}退役军人服务站", short=place)


TIAOMA = _station("yuhua", "tiaoma", "跳马镇")
YUHUATING = _station("yuhua", "yuhuating", "雨花亭街道")
GAOQIAO = _station("yuhua", "gaoqiao", "高桥街道")
ZUOJIATANG = _station("yuhua", "zuojiatang", "左家塘街道")
HOUJIATANG = _station("yuhua", "houjiatang", "侯家塘街道")
SHAZITANG = _station("yuhua", "shazitang", "砂子塘街道")
DONGTANG = _station("yuhua", "dongtang", "东塘街道")
GUITANG = _station("yuhua", "guitang", "圭塘街道")
JINGWANZI = _station("yuhua", "jingwanzi", "井湾子街道")
LITUO = _station("yuhua", "lituo", "黎托街道")
DONGJING = _station("yuhua", "dongjing", "洞井街道")
DONGSHAN = _station("yuhua", "dongshan", "东山街道")
TONGSHENG = _station("yuhua", "tongsheng", "同升街道")
OFFICE = Unit(bureau="yuhua", id="bangongshi", name="办公室", short="局办公室", signs=True)
SHUANGYONG = Unit(bureau="yuhua", id="shuangyongyoufu", name="双拥优抚科", short="双拥优抚科", signs=True)
ANZHI = Unit(bureau="yuhua", id="yijiaoanzhi", name="移交安置科", short="移交安置科", signs=True)
CENTRE = Unit(bureau="yuhua", id="fuwuzhongxin", name="雨花区退役军人服务中心", short="区退役军人服务中心", signs=True)

QINGYANG = _station("jinjiang", "qingyang", "青阳街道")
CHENDAI = _station("jinjiang", "chendai", "陈埭镇")
ANHAI = _station("jinjiang", "anhai", "安海镇")
CIZAO = _station("jinjiang", "cizao", "磁灶镇")
YONGHE = _station("jinjiang", "yonghe", "永和镇")
JINJING = _station("jinjiang", "jinjing", "金井镇")
LONGHU = _station("jinjiang", "longhu", "龙湖镇")
SHENHU = _station("jinjiang", "shenhu", "深沪镇")
XIBIN = _station("jinjiang", "xibin", "西滨镇")
NEIKENG = _station("jinjiang", "neikeng", "内坑镇")
J_OFFICE = Unit(bureau="jinjiang", id="bangongshi", name="局办公室", short="局办公室")
J_YOUFU = Unit(bureau="jinjiang", id="yongjunyoufu", name="拥军优抚科", short="拥军优抚科")
J_CENTRE = Unit(bureau="jinjiang", id="fuwuzhongxin", name="晋江市退役军人服务中心", short="市退役军人服务中心")
