"""The open index: every fact as it was stated, entities with labels, edges with their facts."""

import numpy as np

from graph.index.edges import KINDS
from graph.index.linked import sums_of
from graph.index.links import links_among, links_at
from graph.index.mentions import ENTITY_KINDS, TYPES
from graph.index.relation import RelationIndex
from graph.workspace import Workspace
from ontology.wire import flatten
from tests.graph.conftest import MakeIndex
from tests.helpers import article_row, day, inspection, one_of_each, result, role, team_key


def linked(index: RelationIndex) -> list[tuple[str, str, str, int]]:
    """Return source, kind, target and number of facts of every link that is found from any entity but persons."""
    names = index.entities.id
    found: set[tuple[str, str, str, int]] = set()
    people = index.entities.of_kind("person")
    for entity in range(len(index.entities)):
        if entity not in people:
            links = links_at(index, np.array([entity]))
            columns = (links.source, links.kind, links.target, links.count)
            rows = list(zip(*(column.tolist() for column in columns), strict=True))
            assert len(rows) == index.entities.links[entity]
            found.update((names(source), KINDS[kind], names(target), count) for source, kind, target, count in rows)
    return sorted(found)


def test_empty_log_gives_an_empty_index(workspace: Workspace) -> None:
    index = workspace.index()
    assert (index.size, len(index.entities), len(index.articles), index.facts([])) == (0, 0, 0, [])


def test_facts_come_back_as_they_were_stated_in_file_order(make_index: MakeIndex) -> None:
    facts = [*one_of_each("b"), *one_of_each("a"), inspection("a", team=8)]
    index = make_index(facts)
    expected = sorted(facts, key=lambda fact: (TYPES.index(fact.type), fact.article, fact.evidence.start, fact.id))
    assert index.facts(range(index.size)) == [flatten(fact) for fact in expected]
    assert index.fact(3) == flatten(expected[3])
    assert [index.lines.number(fact.id) for fact in expected] == list(range(index.size))
    assert index.lines.ids([2, 0, 2]) == [expected[2].id, expected[0].id, expected[2].id]
    assert index.lines.number("none") is None


def test_every_type_has_its_edges(make_index: MakeIndex) -> None:
    police, team, ministry = "org/640000-public-security-bureau", team_key(9), "org/100000-public-security-bureau"
    campaign = "campaign/summer-policing-2022"
    assert linked(make_index(one_of_each())) == sorted([
        (team, "inspected", "place/640000", 1),
        (team, "part_of", campaign, 2),
        (team, "directed", "place/640500", 1),
        (ministry, "met_in", "place/110000", 1),
        (ministry, "part_of", campaign, 1),
        (police, "ran", "operation/云剑@640000-public-security-bureau", 1),
        ("operation/云剑@640000-public-security-bureau", "took_place_in", "place/640000", 1),
        ("operation/云剑@640000-public-security-bureau", "part_of", campaign, 1),
        (police, "adopted", "measure/一村一警@640000-public-security-bureau", 1),
        ("measure/一村一警@640000-public-security-bureau", "adopted_in", "place/640000", 1),
        (police, "aimed_at", "target/电信诈骗@640000-public-security-bureau", 1),
        (police, "part_of", campaign, 1),
        ("place/520000", "reported", "metric/cases-solved", 1),
        (police, "reported", "metric/cases-solved", 1),
        (f"person/张三@{team.partition('/')[2]}", "holds_office", team, 1),
        ("team/mps-supervision", "covered", "place/100000", 1),
    ])  # fmt: skip


def test_edge_sums_up_its_facts(make_index: MakeIndex) -> None:
    facts = [
        inspection("a1", when=day("2022-08"), status="planned"),
        inspection("a1", at=50, when=day("2022-07-21", "2022-07-31"), status="underway"),
        *(inspection(f"b{number}", when=day(None)) for number in range(6)),
    ]
    index = make_index(facts)
    team, place = (index.entities.number(name) or 0 for name in (team_key(9), "place/640000"))
    links = links_among(index, np.array(sorted((team, place))))
    assert (links.source.tolist(), links.target.tolist(), links.count.tolist()) == ([team], [place], [8])
    sums = sums_of(index, links)
    assert (sums.count.tolist(), sums.stories.tolist(), sums.status.tolist()) == ([8], [7], [0])
    assert (sums.first.tolist(), sums.last.tolist()) == ([19194], [19235])
    assert sums.shown.tolist() == [0, 1, 2, 3, 4]


def test_scope_of_several_places_belongs_to_each(make_index: MakeIndex) -> None:
    index = make_index([result(scope="110000,120000,130000"), result(scope="120000", at=200)])
    found = [index.entities.number(f"place/{code}") for code in ("110000", "120000", "130000")]
    assert [index.naming([n]).tolist() for n in found if n is not None] == [[0], [0, 1], [0]]
    assert ("place/130000", "reported", "metric/cases-solved", 1) in linked(index)
    assert ("place/120000", "reported", "metric/cases-solved", 2) in linked(index)


def test_labels_are_the_most_frequent_then_the_smallest(make_index: MakeIndex, workspace: Workspace) -> None:
    index = make_index([role("a1", org_id="org/1", org="乙"), role("a2", org_id="org/1", org="甲")])
    assert index.entities.label(index.entities.number("org/1") or 0) == min("甲", "乙")
    make_index([role("a3", org_id="org/1", org=max("甲", "乙"))])
    index = workspace.rebuild()
    assert index.entities.label(index.entities.number("org/1") or 0) == max("甲", "乙")
    place = make_index([inspection("a4", place="520102")]).entities
    assert place.label(place.number("place/520102") or 0) == "贵州省贵阳市南明区"


def test_entities_are_numbered_by_kind_and_id(make_index: MakeIndex) -> None:
    entities = make_index(one_of_each()).entities
    ids = [entities.id(number) for number in range(len(entities))]
    order = [(ENTITY_KINDS.index(name.partition("/")[0]), name) for name in ids]
    assert order == sorted(order)
    assert {kind: [ids[n] for n in numbers] for kind, numbers in entities.kinds.items()} == {
        kind: [name for name in ids if name.startswith(kind + "/")] for kind in entities.kinds
    }


def test_persons_are_leaves(make_index: MakeIndex) -> None:
    index = make_index(one_of_each())
    for number in index.entities.of_kind("person"):
        assert index.naming([number]).size == 0
        assert index.entities.links[number] == 0
        assert not len(links_at(index, np.array([number])))


def test_columns_hold_one_value_a_fact(make_index: MakeIndex) -> None:
    index = make_index(one_of_each())
    columns = index.columns
    assert sorted(TYPES[code] for code in columns.type) == sorted(TYPES)
    assert np.array_equal(np.sort(columns.rank), np.arange(index.size))
    assert {index.entities.id(n) for n in columns.campaign} == {"campaign/summer-policing-2022"}


def test_articles_are_found_by_id(workspace: Workspace) -> None:
    workspace.put([(article_row(name), []) for name in ("b", "a", "c")])
    articles = workspace.index().articles
    assert [articles.number(name) for name in ("a", "b", "c", "d", "")] == [0, 1, 2, None, None]
    assert articles.row(1)["title"] == "Title of b"
