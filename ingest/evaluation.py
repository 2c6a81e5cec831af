"""Facts measured against gold: precision, recall and F1 a type, calibration of `confidence` by rule, and every error.

Gold is a folder with one JSON file an article: `{"id", "facts": [...], "must_not": [...]}`. A gold fact marked `optional` neither
rewards nor punishes. How a found fact agrees with a gold one is in `agreement.py`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import orjson

from ingest.agreement import Said, core, forbidden, full, key, name
from ontology.errors import ArticleError
from ontology.model import KINDS

Level = Literal["core", "full"]
LEVELS: dict[Level, Callable[[str, Said, Said], bool]] = {"core": core, "full": full}
ALWAYS = ("inspection", "result", "role", "meeting")
"""Types that gold always covers; the others are scored where some file of the folder has one."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the gold facts were found, and how many found facts are in gold."""

    matched: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """Share of found facts that gold has; 1 where neither has any."""
        return self.matched / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of gold facts that were found; 1 where there are none."""
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return (
            2 * self.precision * self.recall / (self.precision + self.recall)
            if self.matched
            else float(not self.gold and not self.found)
        )


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts of one rule: how many, how many of them right in full, and the mean confidence they were given."""

    rule: str
    total: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """Share right, smoothed as a confidence is: (right + 1) / (total + 2)."""
        return (self.right + 1) / (self.total + 2)


@dataclass(frozen=True, slots=True)
class Error:
    """A gold fact that was missed, a found one that gold has not or rules out; `level` is null for the latter."""

    kind: Literal["missed", "spurious", "forbidden"]
    level: Level | None
    article: str
    type: str
    fact: Said
    why: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome: `scores` by type and level, `calibration` by rule, `stray` articles that have facts but no gold."""

    articles: int
    scores: Mapping[str, Mapping[Level, Score]]
    calibration: tuple[Bin, ...]
    errors: tuple[Error, ...]
    stray: tuple[str, ...]

    @property
    def forbidden(self) -> int:
        """How many found facts gold rules out."""
        return sum(error.kind == "forbidden" for error in self.errors)

    def to_json(self, *, errors: bool = False) -> bytes:
        """Return the figures, rounded to four digits, as one JSON object; the errors where asked for."""
        figures: dict[str, Any] = {
            "articles": self.articles,
            "forbidden": self.forbidden,
            "scores": {
                kind: {level: _figures(score) for level, score in levels.items()}
                for kind, levels in self.scores.items()
            },
            "calibration": [
                {**asdict(one), "confidence": round(one.confidence, 4), "share": round(one.share, 4)}
                for one in self.calibration
            ],
            "stray": self.stray,
        }
        if errors:
            figures["errors"] = [asdict(error) for error in self.errors]
        return orjson.dumps(figures, option=orjson.OPT_INDENT_2)


def evaluate(gold: Path, facts: Path) -> Evaluation:
    """Measure the facts in a JSON Lines or Parquet file against a folder of gold files.

    Raises ArticleError for a folder without gold, a gold file or a line that breaks the format.
    """
    return measure(read_gold(gold), read_facts(facts))


def measure(documents: Mapping[str, Said], lines: Iterable[Said]) -> Evaluation:
    """Measure lines of facts against gold documents by article id."""
    found: dict[str, list[Said]] = defaultdict(list)
    for line in lines:
        found[str(line["article"])].append(line)
    kinds = _kinds(documents.values())
    errors: list[Error] = []
    tallies: dict[tuple[str, Level], list[Score]] = defaultdict(list)
    for article, document in documents.items():
        for kind in kinds:
            for level in LEVELS:
                score, wrong = _compare(
                    kind, level, article, _of(kind, document["facts"]), _of(kind, found.get(article, ()))
                )
                tallies[kind, level].append(score)
                errors += wrong
        errors += _ruled_out(article, document, found.get(article, ()))
    scores = {kind: {level: _sum(tallies[kind, level]) for level in LEVELS} for kind in kinds}
    known = {article: found.get(article, []) for article in documents}
    stray = tuple(sorted(set(found) - set(documents)))
    return Evaluation(len(documents), scores, calibration(documents, known), tuple(errors), stray)


def calibration(documents: Mapping[str, Said], found: Mapping[str, Sequence[Said]]) -> tuple[Bin, ...]:
    """Return for each rule how many of its facts are right in full, sorted by rule; facts that only optional gold has are right."""
    kinds = _kinds(documents.values())
    outcomes: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    for article, document in documents.items():
        for line in found.get(article, ()):
            if line["type"] in kinds:
                golds = _with_rivals(line["type"], _of(line["type"], document["facts"]))
                right = any(full(line["type"], gold, line) for gold in golds)
                right = right and not any(forbidden(rule, line) for rule in document.get("must_not", ()))
                outcomes[str(line.get("rule"))].append((right, float(line.get("confidence") or 0)))
    return tuple(
        Bin(rule, len(rows), sum(right for right, _ in rows), sum(given for _, given in rows) / len(rows))
        for rule, rows in sorted(outcomes.items())
    )


def read_gold(folder: Path) -> dict[str, Said]:
    """Return the gold documents of a folder by article id, in the order of file names; raises ArticleError."""
    documents: dict[str, Said] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            document = orjson.loads(path.read_bytes())
            strange = {fact["type"] for fact in document["facts"]} - {kind.type for kind in KINDS}
            documents[str(document.get("id") or path.stem)] = document
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise ArticleError(
                f"{str(path)!r} is no gold file ({error}); it is an object with 'facts', each with its 'type'."
            ) from error
        if strange:
            raise ArticleError(
                f"{str(path)!r} has a fact of type {min(strange)!r}; types are {', '.join(kind.type for kind in KINDS)}."
            )
    if not documents:
        raise ArticleError(f"{str(folder)!r} holds no gold; give a folder with one JSON file an article.")
    return documents


def read_facts(path: Path) -> list[Said]:
    """Return the lines of a JSON Lines or Parquet file of facts; raises ArticleError for what is none."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, and rarely asked for

        rows: list[Said] = pq.read_table(path).to_pylist()
        return rows
    lines: list[Said] = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                fact = orjson.loads(line)
                lines.append({**fact, "article": fact["article"], "type": fact["type"]})
            except (orjson.JSONDecodeError, KeyError, TypeError) as error:
                raise ArticleError(
                    f"Line {number} of {str(path)!r} is no fact ({error}); a line is an object with 'article' and 'type'."
                ) from error
    return lines


def _kinds(documents: Iterable[Said]) -> tuple[str, ...]:
    present = {fact["type"] for document in documents for fact in document["facts"]}
    return tuple(kind.type for kind in KINDS if kind.type in present or kind.type in ALWAYS)


def _of(kind: str, facts: Iterable[Said]) -> list[Said]:
    """Return the facts of a type, repeated statements once."""
    return list(
        {key(kind, fact): fact for fact in reversed([fact for fact in facts if fact.get("type") == kind])}.values()
    )[::-1]


def _with_rivals(kind: str, golds: list[Said]) -> list[Said]:
    """Give each gold result the metrics of the other numbers, which must not fit better (刑事、治安警情分别下降 …)."""
    if kind != "result":
        return golds
    return [{**gold, "rivals": [one["metric"] for one in golds if one["value"] != gold["value"]]} for gold in golds]


def _compare(kind: str, level: Level, article: str, golds: list[Said], found: list[Said]) -> tuple[Score, list[Error]]:
    """Match one to one as many facts of a type as possible; what only an optional gold fact has is left out."""
    golds = _with_rivals(kind, golds)
    if kind == "inspection" and level == "core":
        golds, found = _by_province(golds), _by_province(found)
    agree = partial(LEVELS[level], kind)
    wanted = [gold for gold in golds if not gold.get("optional")]
    hits = _pairs(wanted, found, agree)
    rest = [line for number, line in enumerate(found) if number not in hits]
    spare = _pairs([gold for gold in golds if gold.get("optional")], rest, agree)
    spurious = [line for number, line in enumerate(rest) if number not in spare]
    missed = [gold for number, gold in enumerate(wanted) if number not in hits.values()]
    errors = [
        Error("missed", level, article, kind, {k: v for k, v in gold.items() if k != "rivals"}) for gold in missed
    ]
    errors += [Error("spurious", level, article, kind, line) for line in spurious]
    return Score(len(hits), len(wanted), len(hits) + len(spurious)), errors


def _by_province(facts: list[Said]) -> list[Said]:
    """Return one fact a team and province, those that are not optional first."""
    kept: dict[tuple[str, object], Said] = {}
    for fact in sorted(facts, key=lambda fact: bool(fact.get("optional"))):
        kept.setdefault((name(fact.get("team")), fact.get("province_code")), fact)
    return list(kept.values())


def _pairs(golds: Sequence[Said], found: Sequence[Said], agree: Callable[[Said, Said], bool]) -> dict[int, int]:
    """Return a largest one-to-one matching, number of the found fact to that of the gold one (augmenting paths)."""
    fits = [[number for number, line in enumerate(found) if agree(gold, line)] for gold in golds]
    owner: dict[int, int] = {}

    def settle(gold: int, tried: set[int]) -> bool:
        for number in fits[gold]:
            if number not in tried:
                tried.add(number)
                if number not in owner or settle(owner[number], tried):
                    owner[number] = gold
                    return True
        return False

    for gold in range(len(golds)):
        settle(gold, set())
    return owner


def _ruled_out(article: str, document: Said, found: Iterable[Said]) -> list[Error]:
    rules = document.get("must_not", ())
    hits = [(rule, line) for line in found for rule in rules if forbidden(rule, line)]
    return [Error("forbidden", None, article, line["type"], line, rule.get("why", "")) for rule, line in hits]


def _sum(scores: Iterable[Score]) -> Score:
    scores = list(scores)
    return Score(sum(one.matched for one in scores), sum(one.gold for one in scores), sum(one.found for one in scores))


def _figures(score: Score) -> dict[str, float]:
    return {
        **asdict(score),
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
    }
