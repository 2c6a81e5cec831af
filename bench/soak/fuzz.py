"""Bad input by the million: bytes at the reader, texts at the cleaner, queries at the gate, JSON at the bodies of the API.

    python -m bench.soak.fuzz [--cases 1000000] [--seed S]

Cases are mutations of good input: bits, cuts, repeats, splices with hostile pieces. None may raise but what is documented,
take longer than a second, or make the process grow.
"""

import argparse
import gzip
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from api.keeping import DecisionIn
from api.routes.articles import ArticleIn
from bench.generate import one
from graph import gate
from ingest.cleaning import clean
from ingest.reader import read_stream
from ontology.errors import ArticleError, QueryRefused
from ontology.limits import Limits

LONGEST: Final = 1.0
"""Processor seconds that a case may take."""
_LIMITS: Final = Limits(article=200_000, text=2**20, page=2**18, unpacked=2**21)
_PIECES: Final = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "\u202e\u200b\u2028".encode(), "﷽".encode() * 50,
    b"[" * 3000, b'{"a":' * 3000, b"(" * 3000, b"<a>" * 2000, b"\n" * 5000, b"1" * 5000, "年月日".encode() * 800, "督察组".encode() * 800,
    b"<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>", b"<!ENTITY x SYSTEM \"file:///etc/passwd\">", b"<script>alert(1)</script>",
    b"../../../etc/passwd", b"%2e%2e%2f", b"\\u0053ERVICE", b"SERVICE<http://127.0.0.1/>", b"FROM<file:///etc/passwd>", b"1e999", b"-0", b"NaN", b"\\ud800", b"---\n", b"WARC/1.0\r\n",
    b"\x1f\x8b\x08\x00", b"PAR1", b"\x28\xb5\x2f\xfd", b"PK\x03\x04",
)  # fmt: skip
_QUERIES: Final = (
    "PREFIX cg: <https://w3id.org/campaign-graph/ontology#> SELECT ?t ?p { ?t cg:inspected ?p FILTER(?t < 'x') } LIMIT 5",
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } OPTIONAL { ?s a 'b'@zh } } # SERVICE",
    'ASK FROM <https://w3id.org/campaign-graph/article/a> { ?s ?p """long\n""" }',
)


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """How it went: cases of each target, the slowest in processor seconds, megabytes grown after a tenth, what went wrong."""

    cases: dict[str, int]
    slowest: float
    grown: float
    wrong: tuple[str, ...]


def _reads(data: bytes) -> None:
    for found in read_stream(data, limits=_LIMITS):
        del found


def _cleans(data: bytes) -> None:
    text = (
        data.decode("utf-8", "surrogatepass" if len(data) % 2 else "replace")
        if _valid(data)
        else data.decode("utf-8", "replace")
    )
    clean(text[:20_000])


def _valid(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _gates(data: bytes) -> None:
    gate.check.__wrapped__(data.decode("utf-8", "replace"), gate.LONGEST)


def _bodies(data: bytes) -> None:
    (ArticleIn if len(data) % 2 else DecisionIn).model_validate_json(data)


def seeds() -> dict[str, list[bytes]]:
    """Return good input for each target."""
    texts = [one(number, 5).article.text.encode() for number in range(12)]
    pages = [b"<html><head><title>t</title></head><body><p>" + text + b"</p></body></html>" for text in texts[:4]]
    lines = [b'{"id": "a", "text": "' + text[:200].replace(b"\n", b" ").replace(b'"', b"") + b'"}\n' for text in texts]
    packed = [gzip.compress(text, mtime=0) for text in (*texts[:3], b"\x00" * 3_000_000)]
    decision = (
        b'{"fact": "1bb87bae23184a88554b", "verdict": "edit", "reason": "r", "changes": {"place_code": "640000"}}'
    )
    read = [*texts, *pages, b"".join(lines), *packed, b"id,text\n1,two\n", texts[0].decode().encode("gb18030")]
    return {
        "reader": read,
        "cleaner": texts,
        "gate": [query.encode() for query in _QUERIES],
        "bodies": [*lines, decision],
    }


TARGETS: Final[dict[str, tuple[Callable[[bytes], None], tuple[type[Exception], ...]]]] = {
    "reader": (_reads, (ArticleError,)),
    "cleaner": (_cleans, ()),
    "gate": (_gates, (QueryRefused,)),
    "bodies": (_bodies, (ValidationError, RequestValidationError)),
}
"""What is given a case, and what it may raise."""


def mutated(rng: random.Random, data: bytes) -> bytes:
    """Return a case: one to four changes."""
    case = bytearray(data[: rng.choice((50, 500, 5000, 50_000))])
    for _ in range(rng.randint(1, 4)):
        at, end = sorted(rng.choices(range(len(case) + 1), k=2))
        match rng.randrange(6):
            case 0:
                case[at:at] = rng.choice(_PIECES)
            case 1:
                del case[at : min(end, at + 200)]
            case 2:
                case[at:at] = case[at : at + 300] * rng.randint(1, 8)
            case 3 if case:
                case[rng.randrange(len(case))] ^= 1 << rng.randrange(8)
            case 4:
                case[at:at] = rng.randbytes(rng.randint(1, 30))
            case _:
                del case[at:]
    return bytes(case)


def fuzzed(cases: int, seed: int) -> Fuzzed:
    """Try so many cases, the same for the same seed."""
    rng, good = random.Random(seed), seeds()
    names = list(TARGETS)
    counts, wrong, slowest, before = dict.fromkeys(names, 0), [], 0.0, _memory()
    for number in range(cases):
        name = names[number % len(names)]
        run, allowed = TARGETS[name]
        case = mutated(rng, rng.choice(good[name]))
        began = time.process_time()
        try:
            run(case)
        except allowed:
            pass
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            wrong.append(f"{name} {number}: {type(error).__name__} {error!s:.200} on {case[:200]!r}")
        took = time.process_time() - began
        slowest = max(slowest, took)
        if took > LONGEST:
            wrong.append(f"{name} {number}: took {took:.1f} s on {case[:200]!r}")
        counts[name] += 1
        if number == cases // 10:
            before = _memory()
    return Fuzzed(counts, slowest, _memory() - before, tuple(wrong))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Try the cases and say how it went."""
    parser = argparse.ArgumentParser(prog="bench.soak.fuzz", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    found = fuzzed(asked.cases, asked.seed)
    print(found.cases, f"slowest {found.slowest:.2f} s, grown {found.grown:.0f} MB, wrong {len(found.wrong)}")
    print("\n".join(found.wrong[:20]))
    sys.exit(bool(found.wrong))


if __name__ == "__main__":
    main()
