"""Files are sent while they are written, and a reader who goes stops the writer."""

from threading import Event
from typing import BinaryIO

import pytest

from api.streaming import PIECE, streamed


def test_pieces_come_in_order_and_whole() -> None:
    def write(out: BinaryIO) -> None:
        for number in range(10):
            out.write(bytes([number]) * (PIECE // 3))
            out.flush()

    pieces = list(streamed(write))
    assert b"".join(pieces) == b"".join(bytes([number]) * (PIECE // 3) for number in range(10))
    assert len(pieces) == 3


@pytest.mark.parametrize("size", [0, 1])
def test_little_is_sent_too(size: int) -> None:
    assert b"".join(streamed(lambda out: out.writelines([b"x" * size]))) == b"x" * size


def test_the_first_piece_comes_before_the_last_is_written() -> None:
    going = Event()

    def write(out: BinaryIO) -> None:
        out.write(b"x" * PIECE)
        assert going.wait(10)

    pieces = streamed(write)
    assert len(next(pieces)) == PIECE
    going.set()
    assert list(pieces) == []


def test_a_failure_is_raised_where_it_is_read() -> None:
    def write(out: BinaryIO) -> None:
        out.write(b"x")
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        list(streamed(write))


def test_a_reader_who_goes_stops_the_writer() -> None:
    stopped = Event()

    def write(out: BinaryIO) -> None:
        try:
            while True:
                out.write(b"x" * PIECE)
        finally:
            stopped.set()

    pieces = streamed(write)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert stopped.wait(10)
