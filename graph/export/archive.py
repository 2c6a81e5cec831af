"""ZIP files of several members that come out the same for the same content: no clock, no user, no system in them."""

import shutil
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from _typeshed import SizedBuffer

_Path = str | PathLike[str]


class Archive(ZipFile):
    """A ZIP file whose members carry no time of their own (1980-01-01, the format's zero); all are deflated."""

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: "SizedBuffer | str",
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        """Add a member with this content."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(_member(name), data, compress_type, compresslevel)

    def write(
        self,
        filename: _Path,
        arcname: _Path | None = None,
        compress_type: int | None = None,  # noqa: ARG002 - as the class above has it
        compresslevel: int | None = None,  # noqa: ARG002
    ) -> None:
        """Add a file's content as a member, a piece in memory at a time."""
        with Path(filename).open("rb") as source, self.open(_member(str(arcname or filename)), "w") as out:
            shutil.copyfileobj(source, out)


def _member(name: str) -> ZipInfo:
    info = ZipInfo(name.lstrip("/"))
    info.compress_type = ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info
