"""PDF files written by hand."""


def pdf(drawing: bytes, pages: int = 1, turned: int = 0) -> bytes:
    """A PDF whose pages are drawn so, without the table of its objects: the reader finds them itself."""
    kids = b" ".join(b"4 0 R" for _ in range(pages))
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate %d/Contents 3 0 R/Resources<</Font<</F 5 0 R>>>>>>"
        % turned,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def form_pdf(rows: list[tuple[str, str]], ticks: dict[str, bool]) -> bytes:
    """A PDF form as a ruled table: a label and a text field in each row, boxes to be ticked in the row without text.

    Args:
        rows: label and what was filled in.
        ticks: the words behind the boxes, and whether each is ticked.
    """
    drawing, fields = [], []
    for place, (label, value) in enumerate(rows):
        low = 740 - 60 * (place + 1)
        drawing += [f"60 {low} 180 60 re 240 {low} 300 60 re S", _said(label, 70, low + 25)]
        if label in ticks:
            for across, (word, ticked) in enumerate((word, on) for word, on in ticks.items() if word != label):
                drawing.append(_said(word, 280 + across * 80, low + 25))
                state = "On" if ticked else "Off"
                look = f"/FT/Btn/V/{state}/AS/{state}/AP<</N<</On 4 0 R/Off 4 0 R>>>>"
                fields.append(_field(look, 262 + across * 80, low + 23, 14, 14))
        else:
            fields.append(_field(f"/FT/Tx/Ff 4096/V<feff{value.encode('utf-16-be').hex()}>", 245, low + 5, 290, 50))
    kids = " ".join(f"{7 + place} 0 R" for place in range(len(fields)))
    holds = f"/Contents 5 0 R/Annots[{kids}]/Resources<</Font<</F 6 0 R>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{holds}>>"
    drawn = "\n".join(drawing)
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{kids}]>>>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", page,
        "<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 0>>stream\n\nendstream",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype"
        "/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>",
        *fields,
    ]  # fmt: skip
    body = "".join(f"{number} 0 obj{one}\nendobj\n" for number, one in enumerate(objects, 1))
    return f"%PDF-1.5\n{body}trailer<</Root 1 0 R>>\n%%EOF".encode()


def _said(text: str, x: int, y: int) -> str:
    return f"BT /F 12 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _field(what: str, left: int, low: int, wide: int, high: int) -> str:
    return f"<</Type/Annot/Subtype/Widget/T(a{left}{low})/F 4{what}/Rect[{left} {low} {left + wide} {low + high}]>>"
