"""Exports: every format is read back by its real reader, and says the same."""

import csv
from collections.abc import Sequence
from dataclasses import asdict
from io import BytesIO, StringIO

import networkx as nx
import orjson
import pyarrow.parquet as pq
import pytest
import rdflib

from graph.export.content import Content
from graph.export.formats import FORMATS, write
from graph.quads import triples
from graph.workspace import Workspace
from ontology.errors import ValueUnknown
from ontology.model import Fact
from ontology.tables import FACTS
from ontology.terms import BASE, VOCABULARY
from ontology.wire import dumps, flatten
from tests.helpers import article_row, inspection, one_of_each, result, team_key

TEAM = team_key(9)


def content(facts: Sequence[Fact], article: str = "a1") -> Content:
    return Content.of_rows([asdict(article_row(article))], [flatten(fact) for fact in facts])


def exported(name: str, what: Content) -> bytes:
    out = BytesIO()
    write(name, what, out)
    assert not out.closed
    return out.getvalue()


def test_jsonl_is_the_fact_format() -> None:
    facts = one_of_each()
    assert exported("jsonl", content(facts)) == b"".join(dumps(facts))


def test_csv_is_read_by_a_csv_reader() -> None:
    facts = [inspection(sites=("甲派出所", "乙派出所")), result(value=490), result(value=-16.8)]
    body = exported("csv", content(facts))
    assert body.startswith(b"\xef\xbb\xbfschema,id,")
    rows = list(csv.DictReader(StringIO(body.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [fact.id for fact in facts]
    assert [row["value"] for row in rows] == ["", "490", "-16.8"]
    assert rows[0]["sites"] == "甲派出所;乙派出所"
    assert (rows[0]["evidence"], rows[0]["evidence_start"], rows[0]["evidence_end"]) == ("督察组到达", "0", "5")


FORMULAS = {
    "equals": ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
    "plus": ("+1", "'+1"),
    "minus": ("-1", "'-1"),
    "at": ("@x", "'@x"),
    "tab": ("\t=1", "'\t=1"),
    "plain": ("起=", "起="),
    "comma and quote": ('a,"b"\nc', 'a,"b"\nc'),
}


@pytest.mark.parametrize(("text", "expected"), FORMULAS.values(), ids=FORMULAS)
def test_csv_runs_no_formula(text: str, expected: str) -> None:
    body = exported("csv", content([result(unit=text)]))
    [row] = csv.DictReader(StringIO(body.decode("utf-8-sig"), newline=""))
    assert row["unit"] == expected


def test_parquet_keeps_the_schema() -> None:
    what = content(one_of_each())
    table = pq.read_table(BytesIO(exported("parquet", what)))
    assert table.schema.equals(FACTS)
    assert table.to_pylist() == what.facts.to_pylist()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own parser calls what rdflib deprecates
def test_nq_and_jsonld_say_the_same_to_rdflib() -> None:
    what = content(one_of_each())
    quads = rdflib.Dataset().parse(data=exported("nq", what), format="nquads")
    linked = rdflib.Dataset().parse(data=exported("jsonld", what), format="json-ld")
    assert len(list(quads.quads())) > 50
    assert set(quads.quads()) == set(linked.quads())
    assert {str(name) for *_, name in quads.quads()} == {f"{BASE}article/a1"}


def test_ttl_links_facts_to_their_article() -> None:
    facts = one_of_each()
    found = rdflib.Graph().parse(data=exported("ttl", content(facts)), format="turtle")
    expected = triples(asdict(article_row("a1")), [flatten(fact) for fact in facts], linked=True)
    assert set(found) == set(rdflib.Graph().parse(data=expected, format="nt"))
    assert len(list(found.subjects(rdflib.URIRef(VOCABULARY + "article")))) == len(facts)


def test_graphml_is_read_by_networkx() -> None:
    what = content(
        [inspection(), inspection(place="650000", at=10, when=type(inspection().when)()), *one_of_each(at=20)]
    )
    found = nx.parse_graphml(exported("graphml", what).decode(), force_multigraph=True)
    assert found.nodes[TEAM]["label"] == "公安部第9督察组"
    assert found.nodes["place/640000"]["kind"] == "place"
    [edge] = found.get_edge_data(TEAM, "place/640000").values()
    assert (edge["kind"], edge["count"], edge["first"]) == ("inspected", 2, "2022-08-19")
    [undated] = found.get_edge_data(TEAM, "place/650000").values()
    assert "first" not in undated


def test_nodelink_is_read_by_networkx() -> None:
    facts = [inspection(at=at, status="planned" if at else "done") for at in range(7)]
    data = orjson.loads(exported("nodelink", content(facts)))
    found = nx.node_link_graph(data, edges="links")
    edge = found.edges[TEAM, "place/640000", "inspected"]
    assert (edge["count"], edge["first"], edge["status"]) == (7, "2022-08-19", "done")
    assert edge["facts"] == [fact.id for fact in facts[:5]]
    assert found.nodes["place/640000"] == {"kind": "place", "label": "宁夏回族自治区", "size": 7}


def test_network_joins_a_result_to_all_its_places() -> None:
    data = orjson.loads(exported("nodelink", content([result(scope="340000,360000")])))
    ends = {(link["source"], link["target"]) for link in data["links"]}
    assert ends == {("place/340000", "metric/cases-solved"), ("place/360000", "metric/cases-solved")}


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_can_be_exported(name: str) -> None:
    exported(name, Content.of_rows([], []))


@pytest.mark.parametrize("name", FORMATS)
def test_exports_are_deterministic(name: str) -> None:
    assert exported(name, content(one_of_each())) == exported(name, content(one_of_each()))


def test_content_of_a_workspace_and_of_some_facts(workspace: Workspace) -> None:
    workspace.put([(article_row("a1"), one_of_each("a1")), (article_row("a2"), [inspection("a2")])])
    workspace.put([(article_row("a1", text="new"), [inspection("a1"), result("a1")])])
    everything = Content.of_log(workspace.log)
    assert sorted(line["article"] for line in everything.lines()) == ["a1", "a1", "a2"]
    assert {row["id"]: len(facts) for row, facts in everything.pairs()} == {"a1": 2, "a2": 1}
    some = Content.of_lines(workspace.log, [flatten(inspection("a2"))])
    assert [row["id"] for row, _ in some.pairs()] == ["a2"]


def test_facts_of_an_article_are_found_wherever_they_stand() -> None:
    rows = [asdict(article_row(name)) for name in ("a1", "a2")]
    facts = [inspection("a1"), inspection("a2"), inspection("a1", at=10), inspection("a3")]
    found = {row["id"]: len(lines) for row, lines in Content.of_rows(rows, map(flatten, facts)).pairs()}
    assert found == {"a1": 2, "a2": 1}


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueUnknown, match="No format is called 'docx'; it is one of jsonl, csv"):
        write("docx", content([]), BytesIO())
