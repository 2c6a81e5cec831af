"""Words with a job in campaign news, all found in one pass: offices, appointments, signs of private people and of shows, topics and measures.

The words of one job never overlap: the longest of those that begin first counts. Those of different jobs may.
"""

from collections.abc import Iterator
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.lexicon import APPOINTED, KIN, OFFICES, PRIVATE_TITLES, SHOW
from ontology.packs import load_vocabulary

Job = Literal["office", "appointed", "private", "age", "show", "topic", "measure"]
Word = tuple[int, int, str]
"""Where a word begins and ends, and its key: a concept's id, else the word itself."""
Words = dict[Job, list[Word]]

MASKS = frozenset("某×xX*＊")
"""Characters that hide a given name."""
KIN_WORDS = frozenset(word for word in KIN if "某" not in word) - {"姓", "老师", "同学", "老人", "老板"}
"""Words behind a private person's surname that are common enough beside one only."""
SPEECH = frozenset("说 告诉记者 点赞 称赞 表示感谢".split())
"""What private people do in reports."""
AGES = ("男", "女", "化名", *"0123456789")
"""What tells a private person in brackets or after a comma behind the name."""


def find_words(text: str) -> Words:
    """Return the words of a text by their job, each list in reading order."""
    automaton, jobs = _automaton()
    found: Words = {"office": [], "appointed": [], "private": [], "age": [], "show": [], "topic": [], "measure": []}
    for word, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        for job, key in jobs[word]:
            found[job].append((start, -end, key))
    return {job: _apart(words) if words else words for job, words in found.items()}


def topics_in(text: str) -> list[Word]:
    """Return the topics that a text names, in reading order: (start, end, id)."""
    return find_words(text)["topic"]


def _apart(words: list[Word]) -> list[Word]:
    """Keep the longest of the words that begin first, none overlapping another."""
    words.sort()
    kept: list[Word] = []
    reached = 0
    for start, minus_end, key in words:
        if start >= reached:
            reached = -minus_end
            kept.append((start, reached, key))
    return kept


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[tuple[Job, str], ...], ...]]:
    """Build the automaton once a process; a word may have several jobs."""
    jobs: dict[str, dict[Job, str]] = {}
    for word, job, key in _vocabulary():
        jobs.setdefault(word, {})[job] = key
    automaton = AhoCorasick(list(jobs), matchkind=MatchKind.Standard)
    return automaton, tuple(tuple(keys.items()) for keys in jobs.values())


def _vocabulary() -> Iterator[tuple[str, Job, str]]:
    yield from ((word, "office", word) for word in OFFICES)
    yield from ((word, "appointed", word) for word in APPOINTED)
    yield from ((word, "private", word) for word in (*MASKS, *KIN_WORDS, *SPEECH, *PRIVATE_TITLES))
    yield from ((word, "show", word) for word in SHOW)
    yield from ((mark + age, "age", mark) for mark in "(," for age in AGES)
    for topic in load_vocabulary().topics.values():
        for label in topic.labels:
            yield label, "topic", topic.id
    for measure in load_vocabulary().measures.values():
        for label in measure.labels:
            # A label that shares no word with its measure's name stands for itself.
            yield label, "measure", measure.name if len(set(label) & set(measure.name)) > 2 else label
