"""Stories after a splice: later articles join the stories of those with the same words."""

import numpy as np
import pyarrow as pa

from graph.index.articles import Articles
from graph.index.coding import Ints
from graph.index.splice import Splice
from graph.stories import alike, stories


def retold(old: Articles, splice: Splice, gone: Ints, signatures: list[bytes]) -> Ints:
    """Return one story an article after the splice. Numbers have gaps and are in no order; equal ones are one story."""
    known = old.rows["signature"].combine_chunks()
    fresh = pa.array(signatures, pa.binary())
    stands = splice.moved()[:-1] >= 0
    top = int(old.story.max(initial=-1)) + 1
    story = splice.merged(old.story, np.arange(top, top + len(signatures))).astype(np.int32)
    moved, placed = splice.moved(), splice.placed()
    _parted(old, gone, moved, story, top + len(signatures))
    for number, signature in enumerate(signatures):
        found = alike(signature, known)
        others = np.concatenate((moved[found[stands[found]]], placed[alike(signature, fresh.slice(0, number))]))
        told = story[others]
        for merged in np.unique(told).tolist() if len(told) else []:
            story[story == merged] = told.min()
        if len(told):
            story[placed[number]] = told.min()
    return story


def _parted(old: Articles, gone: Ints, moved: Ints, story: Ints, top: int) -> None:
    """Tell the stories anew that a lost article may have held together, with numbers from `top` on."""
    for number in np.unique(old.story[gone]).tolist():
        left = np.setdiff1d(np.flatnonzero(old.story == number), gone)
        if len(left) > 1:
            told = stories(old.rows["signature"].take(pa.array(left)))
            story[moved[left]] = told + top
            top += len(left)
