"""What is needed to publish a piece, as one archive."""

TEXTS = {
    "pack_text": "文稿",
    "pack_texts": "{n} {name}",
    "pack_picture": "图{n} {name}",
    "no_nothing_to_publish": "没有读出的文稿，也没有图片，没有可以打包的。",
    "no_file_missing": "有一个原文件不在数据文件夹里，没有打包。请管理员检查备份。",
    "no_too_large": "图片太大，不能一起打包，请逐个下载。",
}
