"""Who comes in, and what a request is refused for."""

TEXTS = {
    # people
    "login_wrong": "登录名或密码不对，请再试一次。",
    "login_wait": "输错的次数多了，请过 {minutes} 分钟再试。忘了密码，请管理员运行 baosong user password 重设。",
    "login_form": "登录名请用 2 到 32 个字母、数字或汉字，也可以有点、横线和 @。",
    "name_form": "请写姓名（不超过 20 个字），办理记录和通知里会用到。",
    "login_taken": "已经有人用“{login}”这个登录名了。",
    "unknown_login": "没有“{login}”这个登录名。用 baosong user list 查看。",
    "unknown_bureau": "没有叫“{bureau}”的局。config/bureaus/ 下现有：{known}。",
    "password_form": "密码请用 {shortest} 到 {longest} 个字，不能太简单，也不能与登录名相同。",
    "password_wrong": "现在的密码不对。",
    "passwords_differ": "两次输入的新密码不一样。",
    "not_first": "已经有人可以登录了，这个链接不再有用。请直接登录，或请管理员添加。",
    "first_link_used": "这个链接已经失效。请在运行报送台的电脑上查看新的链接。",
    "link_used": "这个链接已经用过了。设定密码的不是您的，请告诉管理员。",
    "cookie_wanted": "没有认出这个页面，请再试一次；仍不行的，请在浏览器里允许 Cookie。",
    # requests
    "from_elsewhere": "这个请求来自别的网站，没有办理。",
    "too_large": "内容太多，没有办理。",
    # roles
    "role_viewer": "查看",
    "role_reviewer": "审稿",
    "role_office": "办公室",
    "role_leader": "分管领导",
    "role_admin": "管理员",
}
