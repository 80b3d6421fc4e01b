"""A Word file with a text of its body changed."""

import io
from zipfile import ZipFile


def changed_docx(content: bytes, old: str, new: str) -> bytes:
    """The file with every `old` in its body replaced."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            member = source.read(name)
            if name == "word/document.xml":
                member = member.decode().replace(old, new).encode()
            target.writestr(name, member)
    return out.getvalue()
