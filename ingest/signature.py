"""A signature of an article's words (MinHash), by which reprints and mangled copies are grouped into stories."""

import re
import struct

_LETTERS = re.compile("[一-鿿0-9]+")
_PERMUTATIONS = 128
_PACKED = struct.Struct(f"<{_PERMUTATIONS}I")
_LANE = 8
"""Bytes of four characters in UTF-16, which make a number of 64 bits."""
_SPREAD = 24
"""The bit from which on the fifth character is mixed in: across the second and the third."""


def signature(text: str) -> bytes:
    """Return the MinHash of a repaired text's runs of five characters: 128 unsigned 32-bit numbers, little-endian.

    Only Chinese characters and digits count, so that punctuation, blanks and markup change nothing.
    """
    from rensa import RMinHash  # noqa: PLC0415 - loaded with the first article, not with the command line

    letters = "".join(_LETTERS.findall(text)).encode("utf-16-le")
    runs = _runs(letters) if len(letters) > _LANE else letters.ljust(_LANE, b"\0")
    hashes = memoryview(runs).cast("Q")
    rows = RMinHash.digest_matrix_from_flat_token_hashes(hashes, [0, len(hashes)], _PERMUTATIONS, 42)
    return _PACKED.pack(*rows.to_rows()[0])


def _runs(letters: bytes) -> bytes:
    """Return the hashes of all runs of five characters, 64 bits each, of a text in UTF-16 that has one at least.

    The text is one long number with four characters in every 64 bits, and what follows each is mixed in by a shift: a few steps
    from each of four begins, where slicing and hashing took one a run.
    """
    firsts = int.from_bytes((b"\xff\xff" + bytes(_LANE - 2)) * (len(letters) // _LANE + 1), "little")
    runs = []
    for start in range(0, min(_LANE, len(letters) - _LANE), 2):
        count = (len(letters) - start - 2) // _LANE
        number = int.from_bytes(letters[start:], "little")
        mixed = number ^ ((number >> (8 * _LANE) & firsts) << _SPREAD)
        runs.append(mixed.to_bytes(len(letters), "little")[: count * _LANE])
    return b"".join(runs)
