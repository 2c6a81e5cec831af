"""The articles of an open index: rows by id, and the story each one belongs to."""

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from graph.index.coding import Ints
from graph.index.mapped import arrays, table

Row = dict[str, Any]
"""One article's row as plain values."""


class Articles:
    """All standing articles, numbered in the order of their ids; `story[a]` is the story of article a."""

    def __init__(self, rows: pa.Table, story: Ints) -> None:
        """Take the rows (schema ARTICLES), sorted by id, and their stories."""
        self.rows, self.story = rows, story
        self._ids = rows["id"].combine_chunks()

    @classmethod
    def open(cls, folder: Path) -> "Articles":
        """Open `articles.arrow` and `articles/` in an index's folder."""
        return cls(table(folder / "articles.arrow"), arrays(folder / "articles")["story"])

    def __len__(self) -> int:
        """Return how many there are."""
        return self.rows.num_rows  # type: ignore[no-any-return]

    def id(self, number: int) -> str:
        """Return an article's id by number."""
        name: str = self._ids[int(number)].as_py()
        return name

    def row(self, number: int) -> Row:
        """Return an article's row by number."""
        rows: list[Row] = self.rows.slice(int(number), 1).to_pylist()
        return rows[0]

    def number(self, article: str) -> int | None:
        """Return the number of an article's id, None if there is none."""
        at = self.place(article)
        return at if at < len(self) and self.id(at) == article else None

    def place(self, article: str) -> int:
        """Return the number that an article's id has, or would have."""
        return bisect_left(range(len(self)), article, key=self.id)

    def of_story(self, story: int) -> Sequence[int]:
        """Return the articles that tell a story, ascending."""
        numbers: list[int] = np.flatnonzero(self.story == story).tolist()
        return numbers

    def publishers(self) -> dict[str, int]:
        """Count the articles of each publisher; those without one are left out."""
        counts = self.rows["publisher"].value_counts().to_pylist()
        return {count["values"]: count["counts"] for count in counts if count["values"]}
