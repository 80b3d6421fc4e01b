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
