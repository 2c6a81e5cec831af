"""Files sent while they are written: a thread writes, the answer passes on what there is."""

from collections.abc import Callable, Iterator
from io import RawIOBase
from queue import Full, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, BinaryIO, Final, cast

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

PIECE: Final = 1 << 18
"""Bytes that are sent at once, at least, save at the end."""
_WAITING: Final = 4
"""Pieces that wait for a slow client at most."""
_LOOK: Final = 0.5
"""Seconds after which a writer looks whether anybody still reads."""


class _Out(RawIOBase):
    """What the writer writes to; it takes bytes in order and cannot go back."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: Queue[bytes | BaseException | None] = Queue(_WAITING)
        self.left = Event()
        self._kept, self._size = list[bytes](), 0
        self._sent = 0

    def writable(self) -> bool:
        """Say yes."""
        return True

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self._sent + self._size

    def write(self, given: "ReadableBuffer", /) -> int:
        """Take bytes."""
        piece = bytes(given)
        self._kept.append(piece)
        self._size += len(piece)
        if self._size >= PIECE:
            self.flush()
        return len(piece)

    def flush(self) -> None:
        """Pass on what was taken so far; does nothing for the last, small piece until `end`."""
        if self._size >= PIECE:
            self._pass(b"".join(self._kept))
            self._sent += self._size
            self._kept, self._size = [], 0

    def end(self, failure: BaseException | None) -> None:
        """Pass on the rest, and why there is no more if it is not whole."""
        if failure is None and self._kept:
            self._pass(b"".join(self._kept))
        self._pass(failure)

    def _pass(self, piece: bytes | BaseException | None) -> None:
        while not self.left.is_set():
            try:
                return self.pieces.put(piece, timeout=_LOOK)
            except Full:
                continue
        raise BrokenPipeError("Nobody reads the file any more.")


def streamed(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """Yield what a function writes to a file, while it writes; what it raises is raised here.

    The function runs in a thread of its own, which ends when the reader goes.
    """
    out = _Out()

    def work() -> None:
        failure: BaseException | None = None
        try:
            write(cast("BinaryIO", out))
        except BaseException as error:  # noqa: BLE001 - told to the reader
            failure = error
        try:
            out.end(failure)
        except BrokenPipeError:
            return

    Thread(target=work, name="export", daemon=True).start()
    try:
        while (piece := out.pieces.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        out.left.set()
