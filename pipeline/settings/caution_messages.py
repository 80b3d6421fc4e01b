"""What is said of values that are more often left over than meant: code → (what, remedy), without full stops."""

MORE = "等 {count} 个"

MESSAGES: dict[str, tuple[str, str]] = {
    "sample_address": ("{key} 的 {value} 是样例地址，发不到人", "请换成真实的邮箱"),
    "reviewer_own": (
        "office.reviewers 的 {value} 就是收稿邮箱，从它发出的回信一律不理会，不能回信办理",
        "请换成审核同志自己的邮箱；只在审核台上办理的，不必改",
    ),
    "sample_telephone": ("office.telephone 的“{value}”是样例", "请换成局办公室的电话；每封回执都写着它"),
    "sample_units": (
        "名册里有 {count} 个样例邮箱，例如 {value}",
        "请换成各单位真实的邮箱；没有登记的邮箱来信，一律不自动回复",
    ),
    "smtp_user": (
        "smtp.user 是 {value}，与 mailbox {mailbox} 不是同一个邮箱",
        "多数邮箱只许以登录的账号发信，请改成同一个；服务商确实允许的，不必改",
    ),
    "stations_to": ("名册里没有代号为“{value}”的单位", '请写 units.csv 第一列里的代号；不另送就写 ""'),
    "shared": (
        "{key} 的“{value}”与 {other} 第 {line} 行相同",
        "新增的局是复制来的，请把它的改成本局的；两个局确实共用的，不必改",
    ),
    "file_copied": (
        "{name} 与 {other} 文件夹里的一字不差",
        "新增的局是复制来的，请照本局的方案改（依据的条款、载体、分值），added.yaml 和 settled.yaml 请删去；"
        "确实一样的，不必改",
    ),
    "unit_in_two": (
        "名册里的邮箱 {value}，在 {other} 第 {line} 行起也登记了",
        "新增的局是复制来的，请把它的名册换成本局的单位；确实给两个局报送的，不必改",
    ),
}
