"""Pictures: beside the Word file, whole, and of any usual format (rules.md S3)."""

from letters.making import units as u
from letters.making.golden import Attached, Golden, asset, manuscript, photo, piece, review_form, word_file

_ONLY_INSIDE = "pictures_original remark pictures"
_SQUEEZED = "pictures_squeezed remark pictures"


def _shot(name: str, about: str, unit: u.Unit, key: str, *pictures: Attached, **more: object) -> Golden:
    """A piece whose one point is its pictures; `inside` are those in the Word file."""
    title = f"{unit.short}{key}掠影"
    paper = manuscript(unit, title, pictures=more.pop("inside", ()))
    files = (word_file(paper), *([review_form(unit, title)] if unit.bureau == "yuhua" else []), *pictures)
    year = {"yuhua": 2020, "jinjiang": 2022}[unit.bureau]
    subject = f"{year}年度+{unit.short}+{key}"
    return piece(f"picture-{name}", about, unit, subject, title, keyword=key, files=files, **more)


_CUT = asset("photo-3.jpg")[:6000]
_ZEROS = asset("photo-4.jpg")[:5000] + bytes(3991)
_EXIF = asset("photo-6.jpg").index(b"\xff\xe1")
_CHAT = asset("photo-6.jpg")[:_EXIF] + asset("photo-6.jpg")[asset("photo-6.jpg").index(b"\xff\xdb") :]
_WRONG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4

LETTERS: tuple[Golden, ...] = (
    _shot(
        "only_inside", "pictures only inside the Word file", u.ZUOJIATANG, "油菜花节",
        inside=(asset("photo-1.jpg"), asset("photo-2.jpg")), findings=(_ONLY_INSIDE,),
    ),
    _shot(
        "both", "inside the Word file and beside it", u.GAOQIAO, "龙舟赛", photo(1), inside=(asset("photo-1.jpg"),),
    ),
    _shot("none", "no picture at all", u.DONGTANG, "读书会", findings=("pictures_present remark pictures",)),
    _shot(
        "cut_off", "a photograph that is cut off", u.GUITANG, "运动会", photo(2),
        Attached(name="合影.jpg", type="jpeg", content=_CUT), disposition="returned",
        findings=("picture_readable fault 合影.jpg",),
    ),
    _shot(
        "tail_of_zeros", "a photograph whose end is nothing but zeros", u.DONGSHAN, "采茶节",
        Attached(name="采茶.jpg", type="jpeg", content=_ZEROS), disposition="returned",
        findings=("picture_readable fault 采茶.jpg",),
    ),
    _shot(
        "damaged", "a photograph that is none", u.LITUO, "灯谜会", Attached(name="灯谜.jpg", type="jpeg",
        content=_WRONG),
        disposition="returned", findings=("picture_readable fault 灯谜.jpg",),
    ),
    _shot(
        "empty_file", "a picture of no bytes", u.DONGJING, "登山", Attached(name="登山.jpg", type="jpeg", content=b""),
        disposition="returned", findings=("picture_readable fault 登山.jpg",),
    ),
    _shot(
        "huge", "20,000 by 20,000 pixels in 48 KB", u.TONGSHENG, "航拍",
        Attached(name="航拍.png", type="png", content=asset("huge.png")), disposition="returned",
        findings=("picture_readable fault 航拍.png",),
    ),
    _shot(
        "jinjiang_cut_off", "the other bureau returns it as well", u.JINJING, "开渔节",
        Attached(name="开渔.jpg", type="jpeg", content=_CUT), disposition="returned",
        findings=("picture_readable fault 开渔.jpg",),
    ),
    _shot(
        "heic", "a telephone's HEIC", u.J_YOUFU, "军属座谈",
        Attached(name="IMG_2231.HEIC", type="heic", content=asset("phone.heic")),
    ),
    _shot(
        "webp", "a WebP, as browsers save it", u.J_YOUFU, "军营开放",
        Attached(name="军营开放.webp", type="webp", content=asset("phone.webp")),
    ),
    _shot(
        "tiff", "a TIFF out of a scanner", u.J_YOUFU, "老照片征集",
        Attached(name="老照片.tif", type="tiff", content=asset("scan.tiff")),
    ),
    _shot(
        "panorama", "a panorama of 16,000 by 400 pixels", u.J_YOUFU, "环湖健步",
        Attached(name="全景.jpg", type="jpeg", content=asset("panorama.jpg")), findings=(_SQUEEZED,),
    ),
    _shot(
        "jpeg_named_png", "a JPEG that is named .png counts by its content", u.J_CENTRE, "招聘日",
        Attached(name="招聘.png", type="jpeg", content=asset("photo-5.jpg")),
    ),
    _shot(
        "chinese_names", "several photographs with long Chinese names", u.TIAOMA, "插秧比赛",
        photo(3, "图一：跳马镇退役军人插秧比赛开场.jpg"), photo(4, "图二 老兵们（左起）合影留念.JPG"),
        Attached(name="图三、成绩公示截图.png", type="png", content=asset("screenshot.png")),
        findings=(_SQUEEZED,),
    ),
    _shot(
        "through_wechat", "a photograph that went through WeChat, its EXIF gone, beside one as it was taken", u.ANHAI,
        "厨艺比赛", Attached(name="mmexport1651900000123.jpg", type="jpeg", content=_CHAT), photo(7, "IMG_0107.jpg"),
        findings=(_SQUEEZED,),
    ),
)  # fmt: skip
