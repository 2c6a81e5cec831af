"""ECharts: an option object with one `graph` series, a category a kind; `chart.setOption` draws it as it is."""

from math import sqrt
from typing import Any, BinaryIO, Final

import networkx as nx
import orjson

from graph.export.content import Content
from graph.export.network import network

_SMALLEST: Final = 8.0
_LARGEST: Final = 60.0


def write(content: Content, out: BinaryIO) -> None:
    """Write the network of entities, as `draw`."""
    draw(network(content), out)


def draw(found: "nx.MultiDiGraph[str]", out: BinaryIO) -> None:
    """Write a network; a symbol's area grows with the facts that name the entity. Nodes with positions stay there."""
    placed = any("x" in node for _, node in found.nodes(data=True))
    kinds = sorted({kind for _, kind in found.nodes(data="kind")})
    series = {
        "type": "graph",
        "layout": "none" if placed else "force",
        "roam": True,
        "edgeSymbol": ["none", "arrow"],
        "label": {"show": True},
        "force": {"repulsion": 120},
        "categories": [{"name": kind} for kind in kinds],
        "data": [_node(name, attributes, kinds) for name, attributes in found.nodes(data=True)],
        "links": [{"source": one, "target": two, **_link(edge)} for one, two, edge in found.edges(data=True)],
    }
    option = {"tooltip": {}, "legend": [{"data": kinds}], "series": [series]}
    out.write(orjson.dumps(option, option=orjson.OPT_APPEND_NEWLINE))


def _node(name: str, attributes: dict[str, Any], kinds: list[str]) -> dict[str, Any]:
    size, place = attributes["size"], {str(axis): attributes[axis] for axis in ("x", "y") if axis in attributes}
    return {
        "id": name,
        "name": attributes["label"],
        "category": kinds.index(attributes["kind"]),
        "value": size,
        "symbolSize": round(min(_LARGEST, _SMALLEST * sqrt(max(size, 1))), 1),
        **place,
    }


def _link(attributes: dict[str, Any]) -> dict[str, Any]:
    return {"value": attributes["count"], **{name: value for name, value in attributes.items() if name != "count"}}
