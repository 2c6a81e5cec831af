"""Stories after a splice: later articles join the stories of those with the same words."""

import numpy as np
import pyarrow as pa

from graph.index.articles import Articles
from graph.index.coding import Ints
from graph.index.splice import Splice
from graph.stories import alike


def retold(old: Articles, splice: Splice, gone: Ints, signatures: list[bytes]) -> Ints | None:
    """Return one story an article after the splice, None where a lost article may have held a story together.

    Numbers have gaps and are in no order; equal ones are one story.
    """
    if any(np.count_nonzero(old.story == old.story[number]) > 2 for number in gone.tolist()):
        return None
    known = old.rows["signature"].combine_chunks()
    fresh = pa.array(signatures, pa.binary())
    stands = splice.moved()[:-1] >= 0
    top = int(old.story.max(initial=-1)) + 1
    story = splice.merged(old.story, np.arange(top, top + len(signatures))).astype(np.int32)
    moved, placed = splice.moved(), splice.placed()
    for number, signature in enumerate(signatures):
        found = alike(signature, known)
        others = np.concatenate((moved[found[stands[found]]], placed[alike(signature, fresh.slice(0, number))]))
        told = story[others]
        for merged in np.unique(told).tolist() if len(told) else []:
            story[story == merged] = told.min()
        if len(told):
            story[placed[number]] = told.min()
    return story
