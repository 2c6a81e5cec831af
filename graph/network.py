"""NetworkX: algorithms over a small projected network; the only door to it, opened at the first such question."""

from collections.abc import Iterable, Mapping
from importlib import import_module


def communities(bonds: Mapping[tuple[str, str], float], nodes: Iterable[str], fine: float = 1.0) -> list[list[str]]:
    """Return groups of nodes that bonds hold together (Louvain), the largest first, the same at every call.

    A larger `fine` gives more and smaller groups.
    """
    nx = import_module("networkx")
    network = nx.Graph()
    network.add_nodes_from(sorted(nodes))
    network.add_weighted_edges_from((one, two, weight) for (one, two), weight in sorted(bonds.items()))
    found = nx.community.louvain_communities(network, weight="weight", resolution=fine, seed=1)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
