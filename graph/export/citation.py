"""Citations of articles: GB/T 7714-2015, BibTeX and CSL-JSON, by publisher; authors and reporters are never named."""

import re
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Final

from ontology.terms import article_id, iri

Row = Mapping[str, Any]
"""An article's row: `id`, `title`, `publisher`, `published`, `url`."""

_TEX: Final = str.maketrans(
    {**{sign: f"\\{sign}" for sign in "&%$#_{}"}, "~": r"\~{}", "^": r"\^{}", "\\": r"\textbackslash{}"}
)
_DAY: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")


def address(row: Row) -> str:
    """Return where an article is: its own address, else the permanent one of what was read from it."""
    return row.get("url") or iri(article_id(row["id"]))


def gbt7714(row: Row, accessed: date) -> str:
    """Return an online source in the numeric style of GB/T 7714-2015: 责任者. 题名[EB/OL]. (发布日期)[引用日期]. 地址."""
    issued = f"({row['published']})" if _published(row) else ""
    parts = [row.get("publisher"), f"{row.get('title') or row['id']}[EB/OL]", f"{issued}[{accessed.isoformat()}]"]
    return ". ".join([*filter(None, parts), address(row)]) + "."


def bibtex(row: Row, accessed: date) -> str:
    """Return a BibTeX entry (UTF-8), which biblatex reads as well."""
    published, publisher = _published(row), row.get("publisher")
    fields = {
        "author": f"{{{_tex(publisher)}}}" if publisher else None,
        "title": f"{{{_tex(row.get('title') or row['id'])}}}",
        "year": published[:4] if published else None,
        "date": published,
        "url": address(row),
        "urldate": accessed.isoformat(),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value is not None)
    return f"@misc{{{key(row)},\n{lines}}}\n"


def csl(row: Row, accessed: date) -> dict[str, Any]:
    """Return an item of CSL-JSON."""
    published, publisher = _published(row), row.get("publisher")
    item: dict[str, Any] = {
        "id": key(row),
        "type": "webpage",
        "title": row.get("title") or row["id"],
        "URL": address(row),
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
    }
    if publisher:
        item |= {"author": [{"literal": publisher}], "container-title": publisher}
    if published:
        item["issued"] = {"date-parts": [[int(part) for part in published.split("-")]]}
    return item


def key(row: Row) -> str:
    """Return a name that BibTeX takes: the id where it is one, else its letters and a piece of its digest."""
    name: str = row["id"]
    if re.fullmatch(r"[A-Za-z0-9][\w.:+/-]*", name, re.ASCII):
        return name
    slug = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")
    return "-".join(filter(None, (slug, sha256(name.encode()).hexdigest()[:8])))


def _published(row: Row) -> str | None:
    """Return the day of publication, None where it is no date."""
    published = row.get("published")
    return published if published and _DAY.fullmatch(published) else None


def _tex(text: str) -> str:
    return " ".join(text.split()).translate(_TEX)
