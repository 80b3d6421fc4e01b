"""稿件: every piece, and how it is exported."""

TEXTS = {
    "place_pieces": "稿件",
    "search_bad_month": "月份没有看懂。请写成 2020-05 这样，或者不填。",
    "export_file": "稿件 {day}.xlsx",
    "export_title": "稿件（{count} 件）",
    "export_cut": "稿件（符合条件的多于 {most} 件，这里只有最后登记的 {count} 件）",
    "column_number": "编号",
    "column_state": "状态",
    "column_unit": "单位",
    "column_title": "标题",
    "column_keyword": "关键词",
    "column_genre": "类别",
    "column_chars": "字数",
    "column_arrived": "来信日期",
    "column_accepted": "受理日期",
    "column_points": "得分",
}
