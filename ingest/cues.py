"""Searching with a cue: a heavy pattern is tried only where a cheap one says that it can match.

Each function yields what `whole.finditer(text)` yields, in the same order, as long as its condition on the cue holds.
"""

import re
from collections.abc import Iterable, Iterator


def opened(cue: re.Pattern[str], whole: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern whose every match begins where the cue does."""
    reached = 0
    for hint in cue.finditer(text):
        start = hint.start()
        match = whole.match(text, start) if start >= reached else None
        if match:
            reached = match.end()
            yield match


def cued(cue: re.Pattern[str], whole: re.Pattern[str], text: str, reach: int) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern; a cue begins at most `reach` characters after each begins."""
    reached = 0
    for hint in cue.finditer(text):
        place = hint.start()
        for start in range(max(reached, place - reach), place + 1):
            match = whole.match(text, start)
            if match:
                reached = match.end()
                yield match
                break


def last(matches: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """Return the last of some matches, None if there is none."""
    found = None
    for match in matches:
        found = match
    return found
