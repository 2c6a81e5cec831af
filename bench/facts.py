"""Synthetic facts: a workspace's two tables with any number of facts, the same for the same seed.

    python -m bench.facts 1000000 /tmp/workspace     makes a workspace with so many facts

Shaped like news: ten facts an article, most teams and places in few facts and few in many, an article in ten a copy.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.workspace import Workspace
from ontology.model import KINDS
from ontology.places import load_gazetteer
from ontology.tables import ARTICLES, FACTS

A_ARTICLE: Final = 10
"""Facts an article."""
SHARES: Final[Mapping[str, float]] = {
    "inspection": 0.25, "directive": 0.06, "meeting": 0.05, "operation": 0.05, "measure": 0.04, "target": 0.04,
    "result": 0.38, "role": 0.08, "team": 0.03, "coverage": 0.02,
}  # fmt: skip
_YEARS: Final = tuple(range(2018, 2026))
_METRICS: Final = ("cases-solved", "suspects-arrested", "officers-deployed", "reports-received", None)
_CHUNK: Final = 1 << 18

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


def tables(size: int, seed: int = 1) -> tuple[pa.Table, pa.Table]:
    """Return articles and facts (schemas ARTICLES and FACTS) with `size` facts in all."""
    rng = np.random.default_rng(seed)
    count = max(size // A_ARTICLE, 1)
    names = pa.array([f"a{number:08d}" for number in range(count)])
    parts = [
        _facts(rng, np.arange(start, min(start + _CHUNK, size)) % count, names) for start in range(0, size, _CHUNK)
    ]
    return _articles(rng, names), pa.concat_tables(parts) if parts else FACTS.empty_table()


def _articles(rng: np.random.Generator, names: pa.Array) -> pa.Table:
    size = len(names)
    signatures = rng.integers(0, 2**32, (size, 128), np.uint32)
    copies = np.flatnonzero(rng.random(size) < 0.1)
    signatures[copies] = signatures[rng.integers(0, size, len(copies))]
    publishers = pa.array([f"publisher {number}" for number in range(50)])
    given: dict[str, Any] = {
        "id": names,
        "sha256": _hex(rng, size, 64),
        "title": names,
        "publisher": publishers.take(pa.array(rng.integers(0, 50, size))),
        "published": pa.array(["2022-08-19"] * size),
        "source": names,
        "signature": pa.FixedSizeBinaryArray.from_buffers(pa.binary(512), size, [None, pa.py_buffer(signatures)]).cast(
            pa.binary()
        ),
        "extractor": pa.array(["bench"] * size),
        "retracted": pa.array(np.zeros(size, bool)),
    }
    return _completed(given, ARTICLES, size)


def _facts(rng: np.random.Generator, article: Numbers, names: pa.Array) -> pa.Table:
    size = len(article)
    types = rng.choice(len(KINDS), size, p=[SHARES[kind.type] for kind in KINDS])
    given = _common(rng, article, names, types) | _own(rng, types)
    return _completed(given, FACTS, size)


def _common(rng: np.random.Generator, article: Numbers, names: pa.Array, types: Numbers) -> dict[str, Any]:
    size = len(types)
    year, dated = rng.integers(0, len(_YEARS), size), rng.random(size) < 0.8
    days = (np.datetime64("2018-01-01") + rng.integers(0, 365 * len(_YEARS), size)).astype(str)
    start = pa.array(days, mask=~dated)
    at = pa.array(rng.integers(0, 4000, size, np.int32))
    until = pa.array(np.asarray(at) + 20, pa.int32())
    quotes = pa.array([f"督察组一行到达现场检查指导工作之第{number}号记录" for number in range(5000)])
    named = rng.random(size) < 0.7
    return {
        "schema": pa.array(np.ones(size, np.int8)),
        "id": _hex(rng, size, 20),
        "type": _chosen([kind.type for kind in KINDS], types),
        "article": names.take(pa.array(article)),
        "campaign": _chosen([f"summer-policing-{one}" for one in _YEARS], year, named),
        "campaign_name": _chosen(["夏季行动"] * len(_YEARS), year, named),
        "campaign_year": pa.array(year + _YEARS[0], pa.int16(), mask=~named),
        "start": start,
        "end": start,
        "edtf": start,
        "status": _chosen(["done", "underway", "planned", "denied"], rng.choice(4, size, p=[0.8, 0.1, 0.08, 0.02])),
        "evidence": pa.StructArray.from_arrays(
            [at, until, quotes.take(pa.array(rng.integers(0, 5000, size)))], fields=list(FACTS.field("evidence").type)
        ),
        "context": pa.array([[]] * size, FACTS.field("context").type),
        "confidence": pa.array(np.full(size, 0.9, np.float32)),
        "rule": _chosen(["bench"], np.zeros(size, np.int64)),
    }


def _own(rng: np.random.Generator, types: Numbers) -> dict[str, Any]:
    """Return the columns of the types, each filled where its type has it."""
    size = len(types)
    codes = [place.code for place in load_gazetteer().divisions() if place.code.isdigit()]
    place, body, thing = (_skewed(rng, size, most) for most in (len(codes), 3000, 5000))
    teams, year = _skewed(rng, size, 250), rng.integers(0, len(_YEARS), size)
    team_ids = [f"team/mps-supervision-{n}@summer-policing-{year}" for year in _YEARS for n in range(250)]
    team_names = [f"公安部第{n}督察组" for _ in _YEARS for n in range(250)]
    bodies = [f"org/{codes[n % len(codes)]}-public-security-bureau" for n in range(3000)]
    texts = {"team": team_names, "issuer": team_names, "agency": bodies, "host": bodies, "org": bodies, "who": bodies}
    ids = {"team": team_ids, "issuer": team_ids, "agency": bodies, "host": bodies, "org": bodies, "who": bodies}
    found: dict[str, Any] = {}
    for name, words in texts.items():
        rows = _with(types, f"{name}_id")
        number = year * 250 + teams if ids[name] is team_ids else body
        found |= {name: _chosen(words, number, rows), f"{name}_id": _chosen(ids[name], number, rows)}
    things = [f"行动{number}" for number in range(5000)]
    metric = rng.integers(0, len(_METRICS), size)
    result = _with(types, "metric")
    return found | {
        "place": _chosen(codes, place, _with(types, "place")),
        "place_code": _chosen(codes, place, _with(types, "place_code")),
        "province_code": _chosen([code[:2] + "0000" for code in codes], place, _with(types, "province_code")),
        "scope": _chosen(codes, place, result),
        "scope_code": _chosen(codes, place, result),
        "name": _chosen(things, thing, _with(types, "name")),
        "target": _chosen(things, thing, _with(types, "target")),
        "demand": _chosen(things, thing, _with(types, "demand")),
        "person": _chosen([f"张{number}" for number in range(5000)], thing, _with(types, "person")),
        "role": _chosen(["组长", "局长"], year % 2, _with(types, "role")),
        "metric": _chosen(things, thing % 1000, result),
        "metric_id": _chosen([one or "" for one in _METRICS], metric, result & (metric < len(_METRICS) - 1)),
        "value": pa.array(rng.integers(1, 10**6, size).astype(np.float64), mask=~result),
        "unit": _chosen(["起"], np.zeros(size, np.int64), result),
        "modifier": _chosen(["exact"], np.zeros(size, np.int64), result),
        "count": pa.array(rng.integers(1, 30, size, np.int32), mask=~_with(types, "count")),
    }


def _with(types: Numbers, field: str) -> Flags:
    """Mark the facts whose type has a field."""
    return np.isin(types, [code for code, kind in enumerate(KINDS) if field in kind.__dataclass_fields__])


def _skewed(rng: np.random.Generator, size: int, most: int) -> Numbers:
    """Return numbers below `most`, the small ones far more often."""
    return (rng.random(size) ** 2 * most).astype(np.int64)


def _chosen(values: Sequence[str], codes: Numbers, rows: Flags | None = None) -> pa.Array:
    """Return `values[code]` a row, null outside `rows`."""
    return pa.array(values).take(pa.array(codes, mask=None if rows is None else ~rows))


def _hex(rng: np.random.Generator, size: int, width: int) -> pa.Array:
    """Return random texts of hex digits."""
    digits = np.frombuffer(b"0123456789abcdef", np.uint8)[rng.integers(0, 16, (size, width), np.uint8)]
    fixed = pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(width), size, [None, pa.py_buffer(np.ascontiguousarray(digits))]
    )
    return fixed.cast(pa.binary()).cast(pa.string())


def _completed(given: Mapping[str, Any], schema: pa.Schema, size: int) -> pa.Table:
    columns = [given[f.name] if f.name in given else pa.nulls(size, f.type) for f in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def main() -> None:
    """Make a workspace: python -m bench.facts SIZE FOLDER."""
    workspace = Workspace.open(Path(sys.argv[2]), create=True)
    workspace.log.append_tables(*tables(int(sys.argv[1])))


if __name__ == "__main__":
    main()
