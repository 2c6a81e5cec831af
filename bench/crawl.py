"""What a crawl of the web costs: pages of four kinds in a WET and a WARC archive, each kind timed from the archive to its facts.

    python -m bench.crawl [--count 400] [--pages 2.64e9] [--chinese 0.05] [--news 0.02] [--json]

Processor time of one core. Then the sizing of a crawl by arithmetic: its pages (2.64e9 in December 2024: Common Crawl,
https://commoncrawl.org/blog/december-2024-crawl-archive-now-available), the share of them in Chinese, and the share of those that are news of campaigns; both
shares are to be given, they are no measurement.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from bench.generate import generate
from bench.pages import filler
from ingest.pipeline import facts_of
from ingest.reader import read_paths
from ontology.model import Article

SEED = 7
FOREIGN = 4_000
"""Characters of a page in another language."""
_WORDS = "street market open from nine until late with music food and stories by people who live near the river".split()
_LATER = "Set-Cookie: a=b\r\nCache-Control: no-store\r\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """Pages of a kind from an archive: how many, their facts, milliseconds and bytes a page."""

    archive: str
    kind: str
    pages: int
    facts: int
    ms_a_page: float
    bytes_a_page: int


def foreign(rng: random.Random) -> str:
    """Return a page without a Chinese character."""
    words = rng.choices(_WORDS, k=FOREIGN // 5)
    return "\n".join(" ".join(words[at : at + 40]).capitalize() + "." for at in range(0, len(words), 40))


def chatter(rng: random.Random) -> str:
    """Return a Chinese page that states nothing."""
    return "夏夜随笔\n" + "\n".join(filler(rng, 6).text for _ in range(8))


def texts(kind: str, count: int) -> Iterator[str]:
    """Yield pages of a kind: foreign, chatter or news."""
    rng = random.Random(SEED)  # noqa: S311 - a seed is wanted
    if kind == "news":
        yield from (sample.article.text for sample in generate(count, SEED))
        return
    make: Callable[[random.Random], str] = {"foreign": foreign, "chatter": chatter}[kind]
    yield from (make(rng) for _ in range(count))


def record(number: int, text: str, archive: str) -> bytes:
    """Return a page as a record of a WET (its text) or WARC archive (the server's answer, HTML)."""
    if archive == "wet":
        body, kind, media = text.encode(), "conversion", "text/plain"
    else:
        title, *lines = text.splitlines()
        inner = "".join(f"<p>{line}</p>\n" for line in lines)
        page = f"<!doctype html><html><head><title>{title}</title></head><body><nav><a href=/>1</a></nav><article><h1>{title}</h1>{inner}</article></body></html>"
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{_LATER}\r\n"
        body, kind, media = answer.encode() + page.encode(), "response", "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2024-12-01T00:00:00Z\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def measured(archive: str, kind: str, count: int, folder: Path) -> Kind:
    """Read an archive of pages of one kind twice; the quicker time counts."""
    file = folder / f"{kind}.{'warc' if archive == 'warc' else 'warc.wet'}"
    file.write_bytes(b"".join(record(number, text, archive) for number, text in enumerate(texts(kind, count))))
    best, facts = float("inf"), 0
    for _ in range(2):
        began = time.process_time()
        articles = [one for one in read_paths([file]) if isinstance(one, Article)]
        facts = sum(len(facts_of(article)) for article in articles)
        best = min(best, time.process_time() - began)
    return Kind(archive, kind, count, facts, round(best / count * 1000, 4), round(file.stat().st_size / count))


def hours(kinds: list[Kind], archive: str, pages: float, chinese: float, news: float) -> float:
    """Return the core hours of a crawl of so many pages."""
    cost = {one.kind: one.ms_a_page for one in kinds if one.archive == archive}
    share = {"foreign": 1 - chinese, "chatter": chinese * (1 - news), "news": chinese * news}
    return pages * sum(share[kind] * cost[kind] for kind in share) / 3_600_000


def main() -> None:
    """Print the figures as a table, or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=400, help="pages of each kind")
    parser.add_argument("--pages", type=float, default=2.64e9, help="pages of the crawl")
    parser.add_argument("--chinese", type=float, default=0.05, help="share of its pages that are in Chinese")
    parser.add_argument("--news", type=float, default=0.02, help="share of those that are news of public bodies")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    for sample in islice(generate(20, 1), 20):
        facts_of(sample.article)
    with TemporaryDirectory() as folder:
        kinds = [
            measured(archive, kind, asked.count, Path(folder))
            for archive in ("wet", "warc")
            for kind in ("foreign", "chatter", "news")
        ]
    crawl = {one: round(hours(kinds, one, asked.pages, asked.chinese, asked.news)) for one in ("wet", "warc")}
    if asked.json:
        print(orjson.dumps({"kinds": [asdict(one) for one in kinds], "core_hours": crawl}).decode())
        return
    print("| archive | pages | ms a page | bytes a page | facts a page |\n| --- | --- | --- | --- | --- |")
    for one in kinds:
        print(
            f"| {one.archive} | {one.kind} | {one.ms_a_page:.3g} | {one.bytes_a_page:,} | {one.facts / one.pages:.1f} |"
        )
    print(
        f"\n{asked.pages:.3g} pages, {asked.chinese:.0%} Chinese, {asked.news:.0%} of those news: core hours {crawl['wet']:,} from WET, {crawl['warc']:,} from WARC"
    )


if __name__ == "__main__":
    main()
