"""JSON Lines: the fact format, one fact a line."""

from typing import BinaryIO

import orjson

from graph.export.content import Content


def write(content: Content, out: BinaryIO) -> None:
    """Write the facts' lines."""
    out.writelines(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in content.lines())
