"""Citations by publisher, in three styles."""

from datetime import date
from typing import Any

import pytest

from graph.export.citation import bibtex, csl, gbt7714, key

DAY = date(2026, 11, 22)
ROW: dict[str, Any] = {
    "id": "2022-08-20-mps", "title": "公安部多个督察组8月深入基层", "publisher": "法治日报", "published": "2022-08-20",
    "url": "https://example.org/a?b=1&c=2",
}  # fmt: skip
GBT = {
    "all": (
        {},
        "法治日报. 公安部多个督察组8月深入基层[EB/OL]. (2022-08-20)[2026-11-22]. https://example.org/a?b=1&c=2.",
    ),
    "no publisher": (
        {"publisher": None},
        "公安部多个督察组8月深入基层[EB/OL]. (2022-08-20)[2026-11-22]. https://example.org/a?b=1&c=2.",
    ),
    "no date": (
        {"published": None},
        "法治日报. 公安部多个督察组8月深入基层[EB/OL]. [2026-11-22]. https://example.org/a?b=1&c=2.",
    ),
    "no title, no address": (
        {"title": None, "url": None},
        "法治日报. 2022-08-20-mps[EB/OL]. (2022-08-20)[2026-11-22]. https://w3id.org/campaign-graph/article/2022-08-20-mps.",
    ),
}


@pytest.mark.parametrize(("changes", "expected"), GBT.values(), ids=GBT)
def test_gbt7714(changes: dict[str, Any], expected: str) -> None:
    assert gbt7714(ROW | changes, DAY) == expected


def test_bibtex_escapes_what_tex_reads() -> None:
    row = ROW | {"title": "100% of {A} & B_c\n#1", "publisher": None, "published": "2022-08"}
    assert bibtex(row, DAY) == (
        "@misc{2022-08-20-mps,\n  title = {{100\\% of \\{A\\} \\& B\\_c \\#1}},\n  year = {2022},\n  date = {2022-08},\n"
        "  url = {https://example.org/a?b=1&c=2},\n  urldate = {2026-11-22},\n}\n"
    )


def test_csl() -> None:
    assert csl(ROW, DAY) == {
        "id": "2022-08-20-mps", "type": "webpage", "title": ROW["title"], "URL": ROW["url"],
        "accessed": {"date-parts": [[2026, 11, 22]]}, "author": [{"literal": "法治日报"}], "container-title": "法治日报",
        "issued": {"date-parts": [[2022, 8, 20]]},
    }  # fmt: skip
    assert "issued" not in csl(ROW | {"published": "近日"}, DAY)


def test_keys_are_what_bibtex_takes_and_differ() -> None:
    keys = [key({"id": name}) for name in ("a-1", "甲", "乙", "a b", "a,b")]
    assert keys[0] == "a-1"
    assert len(set(keys)) == 5
    assert all(not set(one) & set(" ,{}甲乙") for one in keys)
