"""Letters written by hand, part by part."""

import base64
import io
import zipfile

GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01"
GIF += b"\x00\x01\x00\x00\x02\x02D\x01\x00;"


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return out.getvalue()


def part(headers: bytes, body: bytes) -> bytes:
    return headers.strip() + b"\n\n" + body


def mixed(*parts: bytes, kind: bytes = b"mixed", boundary: bytes = b"=_outer") -> bytes:
    head = b"Content-Type: multipart/" + kind + b'; boundary="' + boundary + b'"\n\npreamble\n'
    return head + b"".join(b"--" + boundary + b"\n" + p + b"\n" for p in parts) + b"--" + boundary + b"--\nepilogue\n"


def coded(content: bytes, headers: bytes = b"Content-Type: application/octet-stream") -> bytes:
    return part(headers + b"\nContent-Transfer-Encoding: base64", base64.encodebytes(content))


def text(body: str, kind: bytes = b"plain") -> bytes:
    return part(b"Content-Type: text/" + kind + b"; charset=utf-8", body.encode())


def paths(letter) -> list[str]:
    return [p.path for p in letter.parts]
