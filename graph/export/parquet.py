"""Parquet: the facts with the schema that the log keeps them in."""

from typing import BinaryIO

import pyarrow.parquet as pq

from graph.export.content import Content
from ontology.tables import FACTS


def write(content: Content, out: BinaryIO) -> None:
    """Write the facts as one table, a row group a piece."""
    with pq.ParquetWriter(out, FACTS, compression="zstd") as writer:
        for piece in content.pieces():
            writer.write_table(piece)
