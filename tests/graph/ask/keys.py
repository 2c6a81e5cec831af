"""What tells the rows of an answer apart, so that a table of questions can name them."""

from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]
_KEYS: dict[str, Callable[[Row], str]] = {
    "result": lambda row: f"{row['scope_code']} {row['value']:.10g}{row['unit']} {row['change'] or ''}".strip(),
    "role": lambda row: f"{row['person']} {row['role']}",
    "meeting": lambda row: f"{row['start']} {row['host']}",
    "directive": lambda row: f"{row['issuer']} {row['demand'][:8]}",
    "inspection": lambda row: f"{row['team']} {row['place_code']} {row['start']}",
    "team": lambda row: f"{row['count']} {row['team']}",
}


def _done(row: Row) -> str:
    return f"{row['agency']} {row['label']}"


def key(row: Row) -> str:
    """Return the id of an entity, of an entity with a team both, of a fact what it says."""
    name = str(row["id"])
    if name.startswith("fact/"):
        return _KEYS.get(row["kind"], _done)(row)
    if row.get("team_id"):
        return f"{row['team_id']} {name}"
    return name if row["id"] else str(row["label"])
