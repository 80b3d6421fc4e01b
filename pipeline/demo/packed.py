"""Archives as units' programs write them; the same files give the same bytes."""

import io
import zipfile
from collections.abc import Mapping

import rars


def zip_gbk(files: Mapping[str, bytes]) -> bytes:
    """A zip whose names are GBK and not marked as anything, as Chinese Windows writes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(_RawName(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rar(files: Mapping[str, bytes]) -> bytes:
    """A RAR as WinRAR 5 writes it."""
    builder = rars.RarBuilder(format="rar50")
    for name, content in files.items():
        builder.add_bytes(content, name)
    return bytes(builder.to_bytes())


class _RawName(zipfile.ZipInfo):
    """An entry whose name is written in GBK; the library itself knows ASCII and UTF-8 only."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the library's name
        return self.filename.encode("gbk"), self.flag_bits
