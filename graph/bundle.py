"""Bundles: an answer with all that one needs to cite it, in one zip file, and what has changed since.

citation.json       query, generation, articles with their digests, sha256 of the other files
answer.json         the whole answer, all pages
rows.jsonl          its rows, one a line (an answer without rows is one)
sentences.csv       the sentences behind it: fact, article, offsets, quote, publisher, date, address
gbt7714.txt, references.bib, csl.json   citations of the articles
README.txt          what this is, and how to check it
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile, ZipFile

import orjson

from graph.export.archive import Archive
from graph.export.citation import address, bibtex, csl, gbt7714
from graph.export.csv import plain_cell
from ontology.errors import ValueUnknown
from ontology.wire import Line

FORMAT: Final = 1
MANIFEST: Final = "citation.json"
LARGEST: Final = 2**28
"""Bytes that a bundle holds unpacked."""
_ARTICLE: Final = ("id", "sha256", "extractor", "title", "publisher", "published", "url")
_README: Final = """An answer of campaign-graph {version}, made on {made}.

Query:       {query}
Generation:  {generation} of the workspace
Rows:        {rows}; sentences: {sentences}; articles: {articles}

answer.json, rows.jsonl   what was answered
sentences.csv             the sentences that say so, by article and offset (code points)
gbt7714.txt references.bib csl.json   citations of the articles
citation.json             query, generation, digests of articles and files

What has changed since, against a workspace:

    campaign-graph check-citation THIS.zip --workspace DIR

An answer says what articles state; one that names nothing means that nothing was read.
"""


@dataclass(frozen=True, slots=True)
class Cited:
    """An answer to be cited: the address asked (path and query string), the state of the log, and what was said.

    `facts` are the lines behind it, `articles` the rows of their articles.
    """

    query: str
    generation: int
    stamp: str
    answer: Any
    facts: Sequence[Line]
    articles: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it was read: its manifest, its rows, its sentences' facts by id."""

    manifest: Mapping[str, Any]
    rows: Sequence[Any]
    sentences: Mapping[str, str]
    damaged: tuple[str, ...]

    @property
    def query(self) -> str:
        """The address that was asked."""
        return str(self.manifest["query"])


@dataclass(frozen=True, slots=True)
class Difference:
    """What has changed since: rows and facts by id or key, articles by id; all empty where the answer still stands."""

    same_state: bool
    damaged: tuple[str, ...]
    rows_added: tuple[str, ...]
    rows_gone: tuple[str, ...]
    rows_changed: tuple[str, ...]
    facts_gone: tuple[str, ...]
    facts_added: tuple[str, ...]
    articles_replaced: tuple[str, ...]
    articles_reread: tuple[str, ...]
    articles_gone: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether the files are whole and the workspace still answers the same, by the same articles."""
        return not any(getattr(self, name) for name in self.__slots__ if name != "same_state")


def write(cited: Cited, made: date, out: BinaryIO) -> None:
    """Write a bundle to a binary file; the same answer on the same day gives the same bytes."""
    files = _files(cited, made)
    manifest = {
        "format": FORMAT,
        "program": f"campaign-graph {version('campaign-graph')}",
        "made": made.isoformat(),
        "query": cited.query,
        "generation": cited.generation,
        "stamp": cited.stamp,
        "rows": len(rows_of(cited.answer)),
        "articles": [{name: row.get(name) for name in _ARTICLE} for row in cited.articles],
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
    }
    with Archive(out, "w") as archive:
        archive.writestr(MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
        for name, content in files.items():
            archive.writestr(name, content)


def read(path: Path) -> Bundle:
    """Read a bundle. Raises ValueUnknown for a file that is none, or larger than one may be."""
    try:
        with ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST:
                raise ValueUnknown(f"{str(path)!r} unpacks to more than {LARGEST} bytes, which is the most.")
            files = {name: archive.read(name) for name in archive.namelist()}
        manifest = orjson.loads(files.pop(MANIFEST))
        if manifest["format"] != FORMAT:
            raise ValueUnknown(f"{str(path)!r} has format {manifest['format']!r}; this program reads {FORMAT}.")
        damaged = tuple(name for name, digest in manifest["files"].items() if _digest(files.get(name)) != digest)
        rows = [orjson.loads(line) for line in files.get("rows.jsonl", b"").splitlines()]
        found = csv.DictReader(StringIO(files.get("sentences.csv", b"").decode("utf-8-sig")))
        return Bundle(manifest, rows, {row["fact"]: row["quote"] for row in found}, damaged)
    except (BadZipFile, KeyError, TypeError, UnicodeDecodeError, orjson.JSONDecodeError) as error:
        raise ValueUnknown(f"{str(path)!r} is no citation bundle, or no whole one: {error}.") from error


def compare(bundle: Bundle, now: Cited, known: Mapping[str, Any]) -> Difference:
    """Return what has changed from a bundle to what the same query answers now.

    `known` are the workspace's standing articles by id, with `sha256` and `extractor`.
    """
    before, after = _keyed(bundle.rows), _keyed(rows_of(now.answer))
    articles = {row["id"]: row for row in bundle.manifest["articles"]}
    there = {name: known[name] for name in articles if name in known}
    replaced = [name for name, row in there.items() if row.sha256 != articles[name]["sha256"]]
    reread = [name for name, row in there.items() if row.extractor != articles[name]["extractor"]]
    facts = {line["id"] for line in now.facts}
    return Difference(
        same_state=bundle.manifest["stamp"] == now.stamp,
        damaged=bundle.damaged,
        rows_added=_less(after, before),
        rows_gone=_less(before, after),
        rows_changed=tuple(key for key in before if key in after and before[key] != after[key]),
        facts_gone=_less(bundle.sentences, facts),
        facts_added=_less(facts, bundle.sentences),
        articles_replaced=tuple(replaced),
        articles_reread=tuple(name for name in reread if name not in replaced),
        articles_gone=_less(articles, there),
    )


def rows_of(answer: Any) -> list[Any]:  # noqa: ANN401  (any JSON)
    """Return the rows of an answer: its items, else itself."""
    items = answer.get("items") if isinstance(answer, dict) else answer
    return items if isinstance(items, list) else [answer]


def _files(cited: Cited, made: date) -> dict[str, bytes]:
    rows = rows_of(cited.answer)
    table = StringIO(newline="")
    _write_sentences(cited, table)
    files = {
        "answer.json": orjson.dumps(cited.answer, option=orjson.OPT_INDENT_2),
        "rows.jsonl": b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows),
        "sentences.csv": table.getvalue().encode("utf-8-sig", "replace"),
        "gbt7714.txt": "".join(f"[{n}] {gbt7714(row, made)}\n" for n, row in enumerate(cited.articles, 1)).encode(),
        "references.bib": "\n".join(bibtex(row, made) for row in cited.articles).encode(),
        "csl.json": orjson.dumps([csl(row, made) for row in cited.articles], option=orjson.OPT_INDENT_2),
    }
    counts = {"rows": len(rows), "sentences": len(cited.facts), "articles": len(cited.articles)}
    said = {"version": version("campaign-graph"), "made": made.isoformat(), "query": cited.query}
    return files | {"README.txt": _README.format(generation=cited.generation, **said, **counts).encode()}


def _write_sentences(cited: Cited, out: StringIO) -> None:
    rows = {row["id"]: row for row in cited.articles}
    table = csv.writer(out)
    table.writerow(("fact", "type", "article", "start", "end", "quote", "publisher", "published", "address", "review"))
    for line in cited.facts:
        row, evidence = rows[line["article"]], line["evidence"]
        values = (line["id"], line["type"], line["article"], evidence["start"], evidence["end"], evidence["quote"])
        review = (line.get("review") or {}).get("verdict")
        told = (row.get("publisher"), row.get("published"), address(row), review)
        table.writerow([plain_cell(value) for value in (*values, *told)])


def _keyed(rows: Iterable[Any]) -> dict[str, bytes]:
    """Return rows by what they are about: an id, that of their fact or place, else their content."""
    return {_key(row): orjson.dumps(row, option=orjson.OPT_SORT_KEYS) for row in rows}


def _key(row: Any) -> str:  # noqa: ANN401
    if isinstance(row, dict):
        for name in ("id", "key"):
            if isinstance(row.get(name), str):
                return str(row[name])
        for inner in ("fact", "place", "team"):
            if isinstance(row.get(inner), dict) and "id" in row[inner]:
                return str(row[inner]["id"])
    return sha256(orjson.dumps(row, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def _less(these: Iterable[str], those: Iterable[str]) -> tuple[str, ...]:
    left_out = set(those)
    return tuple(sorted(name for name in these if name not in left_out))


def _digest(content: bytes | None) -> str | None:
    return None if content is None else sha256(content).hexdigest()


def summary(found: Difference) -> Mapping[str, Any]:
    """Return a difference as JSON, with the verdict first."""
    return {"stands": found.stands, **asdict(found)}
