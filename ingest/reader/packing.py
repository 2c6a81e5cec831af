"""Unpacking gzip and Zstandard as a stream that stops at a limit, so that a packed bomb costs nothing."""

import gzip
import io
import zlib
from typing import BinaryIO, cast

from ingest.reader.source import megabytes
from ontology.errors import ArticleError
from ontology.limits import VARIABLE

PACKED = (".gz", ".zst")
"""Endings of packed files, after that of the format."""


class _Capped(io.RawIOBase):
    """A packed stream that raises ArticleError when it unpacks to more than `limit` bytes, or is damaged."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit, self._left = stream, limit, limit

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._limit - self._left

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        try:
            data = self._stream.read(min(len(buffer), 2**18))
        except (OSError, EOFError, zlib.error) as error:
            raise ArticleError(f"it cannot be unpacked: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise ArticleError(
                f"it unpacks to more than {megabytes(self._limit)}; unpack and split it, or raise the limit in {VARIABLE}"
            )
        buffer[: len(data)] = data
        return len(data)


def unpack(file: BinaryIO, ending: str, limit: int) -> BinaryIO:
    """Return the unpacked bytes of a `.gz` or `.zst` file as a stream that raises ArticleError beyond `limit` bytes."""
    if ending == ".gz":
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=file))
    else:
        # pyarrow rather than zstandard: it notices a file that was cut off, and it is here for Parquet anyway.
        import pyarrow as pa  # noqa: PLC0415

        stream = cast("BinaryIO", pa.CompressedInputStream(file, "zstd"))
    return io.BufferedReader(_Capped(stream, limit), 2**18)
