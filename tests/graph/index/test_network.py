"""The network: all links with their facts, and the strong ones apart."""

from collections import Counter
from functools import partial

import numpy as np
import pytest

from graph.index.edges import KINDS, LINKS
from graph.index.links import facts_of, links_among, links_at, picked, reached
from graph.index.mentions import TYPES
from graph.index.network import LEVELS, network
from graph.index.relation import RelationIndex
from graph.questions.places_of_team import places_of_team
from graph.questions.teams_of_place import teams_of_place
from tests.graph.conftest import MakeIndex
from tests.helpers import inspection, one_of_each, result


@pytest.fixture
def index(make_index: MakeIndex) -> RelationIndex:
    """An index with links of one fact, of some and of many, and a result of several places."""
    many = [inspection(f"b{number}", team=number % 5, at=number) for number in range(60)]
    some = [inspection(f"c{number}", team=8, place="520102") for number in range(5)]
    return make_index([*one_of_each(), *many, *some, result("d", scope="110000,120000"), result("e", scope="120000")])


def stated(index: RelationIndex) -> Counter[tuple[int, int, int]]:
    """Count the facts of each link, fact by fact."""
    found: Counter[tuple[int, int, int]] = Counter()
    for fact in range(index.size):
        roles = {role: [int(getattr(index.columns, role)[fact])] for role in ("actor", "place", "object", "campaign")}
        roles["place"] += index.postings.further(np.array([fact]))[1].tolist()
        for name, source, target, kind in LINKS:
            if TYPES[index.columns.type[fact]] == name:
                ends = ((one, two) for one in roles[source] for two in roles[target])
                found.update((*pair, KINDS.index(kind)) for pair in ends if min(pair) >= 0 and pair[0] != pair[1])
    return found


@pytest.mark.parametrize("least", LEVELS)
def test_links_are_those_that_facts_state(index: RelationIndex, least: int) -> None:
    everything = np.arange(len(index.entities))
    links = links_among(index, everything, least)
    rows = zip(links.source.tolist(), links.target.tolist(), links.kind.tolist(), links.count.tolist(), strict=True)
    assert {row[:3]: row[3] for row in rows} == {link: n for link, n in stated(index).items() if n >= least}
    assert len(links_at(index, everything, None, least)) == len(links)


def test_links_of_one_entity_are_those_at_either_end(index: RelationIndex) -> None:
    people = index.entities.of_kind("person")
    for entity in set(range(len(index.entities))) - set(people):
        found = links_at(index, np.array([entity]))
        expected = {link for link in stated(index) if entity in link[:2]}
        assert set(zip(found.source.tolist(), found.target.tolist(), found.kind.tolist(), strict=True)) == expected
        others = {end for link in expected for end in link[:2]} - {entity}
        assert set(np.flatnonzero(reached(index, np.array([entity]))).tolist()) == others


def test_facts_of_links_are_those_that_make_them(index: RelationIndex) -> None:
    links = links_among(index, np.arange(len(index.entities)))
    facts, at = facts_of(index, links)
    assert np.bincount(at).tolist() == links.count.tolist()
    keys = at << 32 | facts
    assert (np.diff(keys) > 0).all(), "by link, then ascending, each once"
    places = {*zip(facts.tolist(), index.columns.place[facts].tolist(), strict=True)}
    inspected = links.kind[at] == KINDS.index("inspected")
    assert {*zip(facts[inspected].tolist(), links.target[at][inspected].tolist(), strict=True)} <= places


def test_links_are_picked_in_the_order_given(index: RelationIndex) -> None:
    links = links_among(index, np.arange(len(index.entities)))
    mixed = links.taken(np.random.default_rng(1).permutation(len(links)))
    assert picked(index, mixed.source, mixed.target, mixed.kind).row.tolist() == mixed.row.tolist()


def test_lists_are_the_same_before_and_after_links_are_counted(index: RelationIndex) -> None:
    teams = index.entities.names(np.array(index.entities.of_kind("team")))
    asked = [partial(places_of_team, index, team) for team in teams]
    asked += [partial(teams_of_place, index, code) for code in ("640000", "520102", "520000", "100000", "110000")]
    before = [list(ask()) for ask in asked]
    assert any(before)
    network(index)
    assert [list(ask()) for ask in asked] == before
    assert [[(one.id, one.count) for one in before[at]] for at in range(len(asked))] == [
        list(zip(ask().ids(), ask().counts.tolist(), strict=True)) for ask in asked
    ]
