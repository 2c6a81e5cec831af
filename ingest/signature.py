"""A signature of an article's words (MinHash), by which reprints and mangled copies are grouped into stories."""

import re
import struct

_HAN = re.compile("[一-鿿0-9]+")
_WIDTH = 5
_PERMUTATIONS = 128


def signature(text: str) -> bytes:
    """Return the MinHash of a repaired text's runs of five characters: 128 unsigned 32-bit numbers, little-endian.

    Only Chinese characters and digits count, so that punctuation, blanks and markup change nothing.
    """
    from rensa import RMinHash  # noqa: PLC0415 - loaded with the first article, not with the command line

    letters = "".join(_HAN.findall(text))
    shingles = [letters[start : start + _WIDTH] for start in range(max(1, len(letters) - _WIDTH + 1))]
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=42)
    sketch.update(shingles)
    return struct.pack(f"<{_PERMUTATIONS}I", *sketch.digest())
