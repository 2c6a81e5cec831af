"""Exports: every format is read back by its real reader, and says the same."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import networkx as nx
import openpyxl
import orjson
import pyarrow.parquet as pq
import pytest
import rdflib

from graph.export import xlsx
from graph.export.content import Content
from graph.export.formats import FORMATS, write
from graph.export.views import VIEWS
from graph.quads import triples
from graph.workspace import Workspace
from ontology.errors import ValueUnknown
from ontology.model import Fact, When
from ontology.tables import FACTS, own_fields
from ontology.terms import BASE, VOCABULARY
from ontology.wire import dumps, flatten
from tests.helpers import article_row, day, inspection, one_of_each, result, team_key

TEAM = team_key(9)
DOCS = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")


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
    assert [own_fields(row) for row in table.to_pylist()] == list(what.lines())


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


def test_xlsx_is_read_by_openpyxl() -> None:
    facts = [
        inspection(when=day("2022-08-19"), sites=("甲", "乙")),
        inspection(at=9, when=day("2022-08")),
        result(unit="=1+1", metric="起\x01", metric_id=None),
    ]
    book = openpyxl.load_workbook(BytesIO(exported("xlsx", content(facts))))
    assert book.sheetnames == ["inspection", "result"]
    sheet = book["inspection"]
    assert sheet.freeze_panes == "A2"
    heading, first, second = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert tuple(heading) == xlsx.columns("inspection")
    one, two = dict(zip(heading, first, strict=True)), dict(zip(heading, second, strict=True))
    assert (one["evidence"], one["evidence_start"], one["sites"]) == ("督察组到达", 0, "甲;乙")
    assert (one["start"], two["start"]) == (datetime(2022, 8, 19), "2022-08")  # noqa: DTZ001 - as openpyxl reads it
    counted = dict(zip(*([cell.value for cell in row] for row in book["result"].iter_rows()), strict=True))
    assert (counted["unit"], counted["metric"], counted["value"]) == ("=1+1", "起\ufffd", 490)
    unit = book["result"].cell(2, xlsx.columns("result").index("unit") + 1)
    assert unit.data_type == "s"


def test_xlsx_goes_on_in_another_sheet_when_one_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST", 2)
    book = openpyxl.load_workbook(BytesIO(exported("xlsx", content([inspection(at=at) for at in range(0, 50, 10)]))))
    assert {sheet.title: sheet.max_row - 1 for sheet in book} == {"inspection": 2, "inspection 2": 2, "inspection 3": 1}


def test_gexf_is_read_by_networkx_with_dates_for_a_timeline() -> None:
    facts = [
        inspection(when=day("2022-08-19")),
        inspection(at=9, when=day("2022-09")),
        inspection(place="650000", at=20, when=When()),
    ]
    body = exported("gexf", content(facts))
    found = nx.read_gexf(BytesIO(body))
    [edge] = (
        found.get_edge_data(TEAM, "place/640000").values()
        if found.is_multigraph()
        else [found.edges[TEAM, "place/640000"]]
    )
    assert (edge["start"], edge["end"], edge["kind"], edge["weight"]) == ("2022-08-19", "2022-09-30", "inspected", 2.0)
    assert found.nodes["place/640000"]["start"] == "2022-08-19"
    assert "start" not in found.nodes[TEAM], "an undated edge joins it"
    header = ET.fromstring(body).find("{http://www.gexf.net/1.2draft}graph")  # noqa: S314 - our own
    assert header is not None
    assert {name: header.get(name) for name in ("mode", "timeformat", "defaultedgetype")} == {
        "mode": "dynamic",
        "timeformat": "date",
        "defaultedgetype": "directed",
    }


def test_cytoscape_is_read_by_networkx() -> None:
    data = orjson.loads(exported("cytoscape", content(one_of_each())))
    found = nx.cytoscape_graph(data, name="label")
    assert found.nodes["place/640000"]["label"] == "宁夏回族自治区"
    assert found.edges[TEAM, "place/640000", "inspected"]["count"] == 1
    edges = [edge["data"]["id"] for edge in data["elements"]["edges"]]
    assert len(set(edges)) == len(edges) > 5
    assert {node["classes"] for node in data["elements"]["nodes"]} >= {"team", "place", "campaign"}


def test_echarts_is_an_option_with_categories() -> None:
    option = orjson.loads(exported("echarts", content(one_of_each())))
    [series] = option["series"]
    nodes = {node["id"]: node for node in series["data"]}
    assert series["type"] == "graph"
    assert series["categories"][nodes[TEAM]["category"]] == {"name": "team"}
    assert nodes[TEAM]["name"] == "公安部第9督察组"
    assert all(link["source"] in nodes and link["target"] in nodes for link in series["links"])
    assert {link["kind"] for link in series["links"]} >= {"inspected"}


def test_neo4j_has_the_headings_of_its_bulk_import() -> None:
    facts = [*one_of_each(), replace(inspection(at=2000), team='a "b"\nc, d', team_id="team/odd")]
    archive = ZipFile(BytesIO(exported("neo4j", content(facts))))
    assert archive.namelist() == ["nodes.csv", "relationships.csv"]
    nodes, links = ([*csv.reader(StringIO(archive.read(name).decode()))] for name in archive.namelist())
    assert nodes[0] == ["id:ID", "label", "facts:int", ":LABEL"]
    assert links[0] == [":START_ID", ":END_ID", "count:int", "first", "last", "status", "facts:string[]", ":TYPE"]
    ids = {node[0]: node for node in nodes[1:]}
    assert ids[TEAM][1:] == ["公安部第9督察组", ids[TEAM][2], "Team"]
    assert ids["team/odd"][1] == 'a "b" c, d'
    assert {link[0] for link in links[1:]} | {link[1] for link in links[1:]} <= set(ids)
    assert [TEAM, "place/640000", "INSPECTED"] in [[link[0], link[1], link[-1]] for link in links]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_names_that_xml_cannot_hold_are_repaired(name: str) -> None:
    operation = next(fact for fact in one_of_each() if fact.type == "operation")
    body = exported(name, content([replace(operation, name="云\x01剑<&>")]))  # type: ignore[call-arg]
    assert "云\ufffd剑" in body.decode()
    ET.fromstring(body)  # noqa: S314 - our own


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


def viewed(name: str, facts: Sequence[Fact], **row: Any) -> rdflib.Graph:
    rows = [asdict(article_row("a1", **row))]
    body = exported(f"ttl:{name}", Content.of_rows(rows, [flatten(fact) for fact in facts]))
    return rdflib.Graph().parse(data=body, format="turtle")


def test_view_data_cube_keeps_the_integrity_constraints() -> None:
    facts = [result(scope="340000,360000"), result(value=16.8, at=200), result(metric_id=None, at=300)]
    found = viewed("data-cube", facts)
    ask = "PREFIX qb: <http://purl.org/linked-data/cube#> "
    complete = """ASK { ?set qb:structure/qb:component/qb:dimension ?dimension .
                        ?one qb:dataSet ?set . FILTER NOT EXISTS { ?one ?dimension ?value } }"""
    same = """ASK { ?one qb:dataSet ?set . ?two qb:dataSet ?set . FILTER(STR(?one) < STR(?two))
                    FILTER NOT EXISTS { ?set qb:structure/qb:component/qb:dimension ?dimension .
                                        ?one ?dimension ?left . ?two ?dimension ?right . FILTER(?left != ?right) } }"""
    assert not found.query(ask + complete).askAnswer, "IC-11: all dimensions required"
    assert not found.query(ask + same).askAnswer, "IC-12: no duplicate observations"
    values = found.query(f"{ask} SELECT ?value {{ ?one a qb:Observation ; <{VOCABULARY}value> ?value }}")
    assert sorted(float(row[0]) for row in values) == [16.8, 490, 490]  # type: ignore[index, arg-type]


def test_view_web_annotation_points_into_the_article() -> None:
    fact, url = inspection(at=7), "https://example.org/a"
    found = viewed("web-annotation", [fact], url=url)
    query = """PREFIX oa: <http://www.w3.org/ns/oa#> SELECT ?source ?start ?end ?exact {
        ?note a oa:Annotation ; oa:hasBody ?body ; oa:hasTarget ?target . ?target oa:hasSource ?source ;
        oa:hasSelector [ a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end ] ,
                       [ a oa:TextQuoteSelector ; oa:exact ?exact ] }"""
    assert [[str(value) for value in row] for row in found.query(query)] == [[url, "7", "12", "督察组到达"]]  # type: ignore[union-attr]


TIMES = {
    "a day": (day("2022-08-19"), {"2022-08-19": "date"}, 2),
    "a month": (day("2022-08"), {"2022-08": "gYearMonth"}, 2),
    "a year": (day("2022"), {"2022": "gYear"}, 2),
    "since": (When("2022-06-25", None, "2022-06-25/.."), {"2022-06-25": "date"}, 1),
    "undated": (When(), {}, 0),
}


@pytest.mark.parametrize(("when", "values", "instants"), TIMES.values(), ids=TIMES)
def test_view_owl_time_keeps_reduced_dates(when: When, values: dict[str, str], instants: int) -> None:
    found = viewed("owl-time", [inspection(when=when)])
    literals = {term for term in found.objects() if isinstance(term, rdflib.Literal)}
    assert {str(term): str(term.datatype).partition("#")[2] for term in literals} == values
    assert len(set(found.subjects(rdflib.RDF.type, rdflib.TIME.Instant))) == instants


def test_view_org_has_memberships_and_names() -> None:
    found = viewed("org", one_of_each())
    [post] = found.subjects(rdflib.RDF.type, rdflib.ORG.Membership)
    body = found.value(post, rdflib.ORG.organization)
    assert str(body).endswith("team/mps-supervision-9@summer-policing-2022")
    assert str(found.value(body, rdflib.SKOS.prefLabel)) == "公安部第9督察组"
    assert str(found.value(found.value(post, rdflib.ORG.role), rdflib.SKOS.prefLabel)) == "组长"


def test_view_prov_derives_facts_from_their_article() -> None:
    found = viewed("prov", [inspection()], url="https://example.org/a")
    assert (None, rdflib.PROV.wasDerivedFrom, rdflib.URIRef("https://example.org/a")) in found
    assert (rdflib.URIRef(f"{BASE}fact/{inspection().id}"), rdflib.PROV.wasGeneratedBy, None) in found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("form", ["nq", "jsonld"])
def test_views_stay_in_the_articles_graphs(form: str) -> None:
    body = exported(f"{form}:{','.join(VIEWS)}", content(one_of_each()))
    found = rdflib.Dataset().parse(data=body, format={"nq": "nquads", "jsonld": "json-ld"}[form])
    assert {str(name) for *_, name in found.quads()} == {f"{BASE}article/a1", "urn:x-rdflib:default"}
    assert not [term for quad in found.quads() for term in quad[:3] if isinstance(term, rdflib.BNode)]


UNKNOWN = {
    "view": ("ttl:cube", "No view is called 'cube'; it is one of data-cube"),
    "view of a table": ("csv:data-cube", "The format 'csv' has no views; those that have are ttl, nq, jsonld"),
}


@pytest.mark.parametrize(("name", "message"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_view_is_refused(name: str, message: str) -> None:
    with pytest.raises(ValueUnknown, match=message):
        write(name, content([]), BytesIO())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCS


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCS


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueUnknown, match="No format is called 'docx'; it is one of jsonl, csv"):
        write("docx", content([]), BytesIO())
