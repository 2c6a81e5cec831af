"""Articles of every style that language.md tells of, clean and mangled, with the facts that they state; seeded, one after the other.

    python -m bench.generate --count 1000 --seed 7 --out articles/ --gold gold/
    python -m bench.generate --count 1000000 --seed 7 --out articles.jsonl

Article number n of a seed is always the same, whatever the count; nothing is kept in memory. Officials' names are made up, places,
campaigns and teams are those of the vocabulary.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from bench.mangle import WAYS, mangle
from bench.pages import empty, filled, mixed
from bench.police import local, ministry
from bench.teams import ecology, gang, supervision
from bench.told import Draft, Gold
from ontology.model import Article

STYLES: dict[str, tuple[Callable[[random.Random], Draft], int]] = {
    "ministry": (ministry, 2),
    "province": (partial(local, place_level="province"), 2),
    "city": (partial(local, place_level="prefecture"), 3),
    "county": (partial(local, place_level="county"), 3),
    "supervision": (supervision, 3),
    "ecology": (ecology, 1),
    "gang": (gang, 1),
    "mixed": (mixed, 3),
    "empty": (empty, 2),
}
"""Styles with their weights."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A generated article and its facts; `ways` are those in which it was mangled."""

    article: Article
    style: str
    ways: tuple[str, ...]
    facts: tuple[Gold, ...]
    private: tuple[str, ...]

    def gold(self) -> dict[str, Any]:
        """Return the gold document."""
        must_not = [{"type": "person", "person": name, "why": "a private person"} for name in self.private]
        return {"id": self.article.id, "published": self.article.published, "kind": self.style, "facts": list(self.facts), "must_not": must_not}  # fmt: skip


def generate(count: int, seed: int, styles: Sequence[str] = tuple(STYLES), share: float = 0.3) -> Iterator[Sample]:
    """Yield `count` articles of some styles, a share of them mangled."""
    for number in range(count):
        yield one(number, seed, styles, share)


def one(number: int, seed: int, styles: Sequence[str] = tuple(STYLES), share: float = 0.3) -> Sample:
    """Return article `number` of a seed."""
    rng = random.Random(f"{seed}/{number}")  # noqa: S311 - articles, no secrets
    style = rng.choices(styles, [STYLES[name][1] for name in styles])[0]
    draft = STYLES[style][0](rng)
    draft = filled(rng, draft, min(2900, max(300, int(rng.gammavariate(6, 230)))))
    text, facts = _written(draft, stamped=rng.random() < 0.5)
    ways: tuple[str, ...] = ()
    if rng.random() < share:
        text, facts, ways = _mangled(rng, draft, text, facts)
    name = f"{style}-{seed}-{number:07}"
    article = Article(
        name, text, f"{name}.txt", title=draft.title, publisher=draft.publisher, published=draft.published
    )
    private = tuple(person for person in draft.private if person in text)
    return Sample(article, style, ways, tuple(facts), private)


def _written(draft: Draft, *, stamped: bool) -> tuple[str, list[Gold]]:
    """Write title, perhaps a stamp, and all lines."""
    head = [draft.title, f"{draft.published} 10:{len(draft.title):02}:00 来源:{draft.publisher}"][: 1 + stamped]
    text = "\n".join([*head, *(line.text for line in draft.lines)]) + "\n"
    return text, [fact for line in draft.lines for fact in line.facts]


def _mangled(rng: random.Random, draft: Draft, text: str, facts: list[Gold]) -> tuple[str, list[Gold], tuple[str, ...]]:
    """Mangle an article in one to three ways; a reprint also drops lines that state nothing."""
    if rng.random() < 0.2:
        lines = tuple(line for line in draft.lines if not line.filler or rng.random() < 0.6)
        text, facts = _written(Draft(draft.title, draft.publisher, draft.published, lines), stamped=False)
    ways = tuple(rng.sample(WAYS, rng.randint(1, 3)))
    text, facts = mangle(rng, text, facts, ways)
    return text, facts, ways


def write(samples: Iterator[Sample], out: Path, gold: Path | None) -> int:
    """Write articles to a JSON Lines file or as text files with front matter into a folder, gold files beside; return how many."""
    lines = out.suffix == ".jsonl"
    for folder in filter(None, (None if lines else out, gold)):
        folder.mkdir(parents=True, exist_ok=True)
    count = 0
    file = out.open("wb") if lines else None
    try:
        for count, sample in enumerate(samples, 1):  # noqa: B007 - the number is the answer
            if file:
                file.write(orjson.dumps(_record(sample), option=orjson.OPT_APPEND_NEWLINE))
            else:
                (out / sample.article.source).write_text(_page(sample.article), encoding="utf-8", newline="")
            if gold:
                (gold / f"{sample.article.id}.json").write_bytes(
                    orjson.dumps(sample.gold(), option=orjson.OPT_INDENT_2)
                )
    finally:
        if file:
            file.close()
    return count


def _record(sample: Sample) -> dict[str, str | None]:
    article = sample.article
    return {"id": article.id, "text": article.text, "title": article.title, "publisher": article.publisher, "published": article.published}  # fmt: skip


def _page(article: Article) -> str:
    said = {"id": article.id, "title": article.title, "publisher": article.publisher, "published": article.published}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in said.items()) + "---\n" + article.text


def main() -> None:
    """Write generated articles, and gold where a folder is given."""
    parser = argparse.ArgumentParser(prog="bench.generate", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--out", type=Path, required=True, help="a folder, or a file that ends in .jsonl")
    parser.add_argument("--gold", type=Path, help="folder for gold files")
    parser.add_argument("--style", choices=list(STYLES), action="append", help="only these styles (repeatable)")
    parser.add_argument("--mangle", type=float, default=0.3, metavar="SHARE", help="share of mangled articles, 0 to 1")
    asked = parser.parse_args()
    samples = generate(asked.count, asked.seed, tuple(asked.style or STYLES), asked.mangle)
    print(write(samples, asked.out, asked.gold), "articles")


if __name__ == "__main__":
    main()
