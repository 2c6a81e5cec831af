"""The .rq file beside a question gives the same answer as the question, over generated facts."""

import random
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.index.select import Selection
from graph.quads import quads
from graph.questions.article import article
from graph.questions.campaigns import campaigns
from graph.questions.coverage import coverage
from graph.questions.directives import DirectiveFilter, directives
from graph.questions.inspections import InspectionFilter, inspections
from graph.questions.leaders import leaders
from graph.questions.matrix import matrix
from graph.questions.metric import across_places, across_years
from graph.questions.place import place
from graph.questions.places_of_team import places_of_team
from graph.questions.results import ResultFilter, results
from graph.questions.rounds import rounds
from graph.questions.shared import shared
from graph.questions.stats import stats
from graph.questions.teams import teams
from graph.questions.teams_of_place import teams_of_place
from graph.questions.timeline import timeline
from graph.questions.totals import totals
from graph.reference import reference_quads
from graph.workspace import Workspace
from ontology.model import CampaignRef, Coverage, Directive, Fact, Team
from ontology.terms import CONCEPT, entity_of, iri
from tests.helpers import SUMMER, article_row, inspection, one_of_each, quote, result, role, team_key

ROOM = files("graph.questions")
PLACES = ["110000", "640000", "640100", "640500", "640502", "650000", "520102", "100000"]
BODIES = ["org/640000-public-security-department", "org/640500-public-security-bureau", "org/100000-ministry"]
CAMPAIGNS = [
    SUMMER,
    None,
    CampaignRef("summer-policing-2023", "夏季行动", 2023),
    CampaignRef("summer-policing", "夏季行动", None),
]


def generated(rng: random.Random, article: str) -> list[Fact]:
    """Return an article's facts, drawn at random."""
    facts: list[Fact] = list(one_of_each(article)) if rng.random() < 0.1 else []
    for at in range(1000, 1000 + 30 * rng.randrange(6), 30):
        common = {"campaign": rng.choice(CAMPAIGNS), "status": rng.choice(["done", "planned"])}
        scopes = ",".join(sorted(rng.sample(PLACES, rng.choice([1, 1, 2]))))
        known = rng.random() < 0.5
        metric = {"metric": rng.choice(["抓获网上逃犯", "出动警力"]), "metric_id": "cases-solved" if known else None}
        facts += rng.choice([
            [inspection(article, rng.randrange(1, 5), rng.choice(PLACES), at=at, **common)],
            [result(article, rng.randrange(9), scopes, at=at, **common, **metric)],
            [role(article, org_id=f"team/sent-{rng.randrange(3)}", at=at)],
            [told(rng, article, at, **common)],
        ])  # fmt: skip
    more: list[Fact] = [total(rng, article), announced(rng, article)]
    return facts + (more if rng.random() < 0.1 else [])


def announced(rng: random.Random, article: str) -> Team:
    """Return how many teams a body has."""
    campaign = rng.choice(CAMPAIGNS)
    return Team(
        article=article, evidence=quote(6000), rule="test", campaign=campaign, team="公安部督察组",
        team_id="team/mps-supervision" + (f"@{campaign.key}" if campaign else ""), count=rng.randrange(3, 6),
    )  # fmt: skip


def told(rng: random.Random, article: str, at: int, **common: Any) -> Directive:
    """Return a demand of a place, of a body, or of nobody in particular."""
    place, body = rng.choice([(rng.choice(PLACES), None), (None, rng.choice(BODIES)), (None, None)])
    issuer = team_key(rng.randrange(1, 5))
    return Directive(
        article=article,
        evidence=quote(at),
        rule="test",
        issuer=issuer,
        issuer_id=issuer,
        demand=f"加强巡逻{at}",
        place_code=place,
        org=body,
        org_id=body,
        **common,
    )


def total(rng: random.Random, article: str) -> Coverage:
    """Return a total over places by one of the teams."""
    place, unit, count = rng.choice([("100000", "省", 31), ("100000", "省", 15), ("640000", "市", 3)])
    who = team_key(rng.randrange(1, 5))
    return Coverage(
        article=article,
        evidence=quote(5000),
        rule="test",
        who=who,
        who_id=who,
        place_code=place,
        unit=unit,
        count=count,
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[RelationIndex, ox.Store]:
    """Return the index and an RDF store over the same facts."""
    rng = random.Random(7)  # noqa: S311 (no secret)
    workspace = Workspace.open(tmp_path_factory.mktemp("both"), create=True)
    workspace.put([(article_row(name), generated(rng, name)) for name in (f"a{n}" for n in range(150))])
    index, store = workspace.index(), ox.Store()
    for row in workspace.log.articles().to_pylist():
        lines = [line for line in index.facts(range(index.size)) if line["article"] == row["id"]]
        store.bulk_load(quads(row, lines), ox.RdfFormat.N_QUADS)
    for piece in reference_quads():
        store.bulk_load(piece, ox.RdfFormat.N_QUADS)
    return index, store


def asked(store: ox.Store, name: str, values: dict[str, str]) -> list[ox.QuerySolution]:
    """Ask a .rq file, filtered by a VALUES block."""
    names, terms = " ".join(f"?{key}" for key in values), " ".join(values.values())
    query = (ROOM / f"{name}.rq").read_text() + (f"VALUES ({names}) {{ ({terms}) }}" if values else "")
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return list(answer)


def fact_ids(solutions: list[ox.QuerySolution]) -> list[str]:
    return sorted((entity_of(solution["fact"].value) or "").partition("/")[2] for solution in solutions)


def numbered(index: RelationIndex, found: Selection) -> list[str]:
    return sorted(index.lines.ids(found.numbers))


def term(entity: str) -> str:
    return f"<{iri(entity)}>"


TEAM = "team/mps-supervision-2@summer-policing-2022"
INSPECTIONS: dict[str, tuple[InspectionFilter, dict[str, str]]] = {
    "all": (InspectionFilter(), {}),
    "team": (InspectionFilter(team=TEAM), {"team": term(TEAM)}),
    "inside a province": (InspectionFilter(place="640000"), {"inside": term("place/640000")}),
    "inside a prefecture": (InspectionFilter(place="640500"), {"inside": term("place/640500")}),
    "inside the country": (InspectionFilter(place="100000"), {"inside": term("place/100000")}),
    "campaign": (InspectionFilter(limits=Limits(campaign=SUMMER.key)), {"within": term(f"campaign/{SUMMER.key}")}),
    "series": (
        InspectionFilter(limits=Limits(campaign="summer-policing")),
        {"within": term("campaign/summer-policing")},
    ),
    "status and place": (
        InspectionFilter(place="650000", limits=Limits(status="planned")),
        {"inside": term("place/650000"), "status": '"planned"'},
    ),
}
RESULTS: dict[str, tuple[ResultFilter, dict[str, str]]] = {
    "all": (ResultFilter(), {}),
    "metric": (ResultFilter(metric="cases-solved"), {"metric": f"<{CONCEPT}cases-solved>"}),
    "words": (ResultFilter(metric="metric/抓获网上逃犯"), {"metric": '"抓获网上逃犯"'}),
    "scope": (ResultFilter(scope="640000"), {"inside": term("place/640000")}),
    "series": (ResultFilter(limits=Limits(campaign="summer-policing")), {"within": term("campaign/summer-policing")}),
    "metric, scope, campaign": (
        ResultFilter("cases-solved", "640000", Limits(SUMMER.key)),
        {
            "metric": f"<{CONCEPT}cases-solved>",
            "inside": term("place/640000"),
            "within": term(f"campaign/{SUMMER.key}"),
        },
    ),
}


@pytest.mark.parametrize(("wanted", "values"), INSPECTIONS.values(), ids=INSPECTIONS)
def test_inspections_agree(
    both: tuple[RelationIndex, ox.Store], wanted: InspectionFilter, values: dict[str, str]
) -> None:
    index, store = both
    found = numbered(index, inspections(index, wanted))
    assert found
    assert fact_ids(asked(store, "inspections", values)) == found


@pytest.mark.parametrize(("wanted", "values"), RESULTS.values(), ids=RESULTS)
def test_results_agree(both: tuple[RelationIndex, ox.Store], wanted: ResultFilter, values: dict[str, str]) -> None:
    index, store = both
    found = numbered(index, results(index, wanted))
    assert found
    assert fact_ids(asked(store, "results", values)) == found


def test_teams_agree(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    counted = {
        entity_of(row["team"].value): (int(row["inspections"].value), int(row["places"].value))
        for row in asked(store, "teams", {})
    }
    assert counted == {team.id: (team.inspections, team.places) for team in teams(index)}


def counted(store: ox.Store, name: str, values: dict[str, str], shown: str) -> dict[str | None, int]:
    """Return the counts of a .rq file by what it shows."""
    return {entity_of(row[shown].value): int(row["count"].value) for row in asked(store, name, values)}


def test_places_of_team_agree(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    found = {tally.id: tally.count for tally in places_of_team(index, TEAM)}
    assert found
    assert counted(store, "places_of_team", {"team": term(TEAM)}, "place") == found


@pytest.mark.parametrize("place", ["640000", "640500", "100000"])
def test_teams_of_place_agree(both: tuple[RelationIndex, ox.Store], place: str) -> None:
    index, store = both
    found = {tally.id: tally.count for tally in teams_of_place(index, place)}
    assert found
    assert counted(store, "teams_of_place", {"inside": term(f"place/{place}")}, "team") == found


def test_matrix_agrees(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    found = matrix(index)
    cells = zip(found.row.tolist(), found.column.tolist(), found.count.tolist(), strict=True)
    rows = {(found.teams[row], found.provinces[column], count) for row, column, count in cells}
    assert rows == {
        (entity_of(row["team"].value), entity_of(row["province"].value), int(row["count"].value))
        for row in asked(store, "matrix", {})
    }


def test_leaders_agree(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    found = numbered(index, leaders(index, body="team/sent-1"))
    assert found
    assert fact_ids(asked(store, "leaders", {"org": term("team/sent-1")})) == found


def test_coverage_agrees(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    found = coverage(index)
    said: dict[tuple[str | None, str | None], dict[str, int]] = {}
    for row in asked(store, "coverage", {}):
        cell = said.setdefault((entity_of(row["team"].value), entity_of(row["province"].value)), {})
        cell[row["said"].value] = int(row["count"].value)
    columns = [found.row.tolist(), found.column.tolist(), found.state]
    columns += [counts.tolist() for counts in (found.reported, found.planned, found.denied)]
    cells = {
        (found.teams[row], found.places[column]): (state, counts)
        for row, column, state, *counts in zip(*columns, strict=True)
        if found.places[column] != "place/100000"  # is in no province
    }
    assert {
        key: [cell.get("done", 0) + cell.get("underway", 0), cell.get("planned", 0), cell.get("denied", 0)]
        for key, cell in said.items()
    } == {key: counts for key, (_, counts) in cells.items()}
    only_counted = {key for key, cell in said.items() if set(cell) <= {"counted"}}
    assert only_counted == {key for key, (state, _) in cells.items() if state == "counted"} != set()


def test_totals_agree(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    found = {(one.who, one.stated, len(one.known)) for one in totals(index, "teams", limit=1000).items}
    assert len(found) > 3
    assert {
        (entity_of(row["who"].value), int(row["stated"].value), int(row["known"].value))
        for row in asked(store, "totals", {})
    } == found


DIRECTIVES: dict[str, tuple[DirectiveFilter, dict[str, str]]] = {
    "all": (DirectiveFilter(), {}),
    "issuer": (DirectiveFilter(issuer=TEAM), {"issuer": term(TEAM)}),
    "province": (DirectiveFilter(place="640000"), {"inside": term("place/640000")}),
    "prefecture": (DirectiveFilter(place="640500"), {"inside": term("place/640500")}),
    "country": (DirectiveFilter(place="100000"), {"inside": term("place/100000")}),
    "status and series": (
        DirectiveFilter(limits=Limits(campaign="summer-policing", status="planned")),
        {"within": term("campaign/summer-policing"), "status": '"planned"'},
    ),
}
ENTITIES = {
    "team": TEAM,
    "body": BODIES[0],
    "province": "place/640000",
    "country": "place/100000",
    "campaign": f"campaign/{SUMMER.key}",
    "metric": "metric/cases-solved",
}


def entity_term(entity: str) -> str:
    """Return an entity's term; metrics of a vocabulary are concepts."""
    kind, _, key = entity.partition("/")
    return f"<{CONCEPT}{key}>" if kind == "metric" else term(entity)


@pytest.mark.parametrize(("wanted", "values"), DIRECTIVES.values(), ids=DIRECTIVES)
def test_directives_agree(
    both: tuple[RelationIndex, ox.Store], wanted: DirectiveFilter, values: dict[str, str]
) -> None:
    index, store = both
    found = numbered(index, directives(index, wanted))
    assert found
    assert fact_ids(asked(store, "directives", values)) == found


@pytest.mark.parametrize("entity", ENTITIES.values(), ids=ENTITIES)
def test_timelines_agree(both: tuple[RelationIndex, ox.Store], entity: str) -> None:
    index, store = both
    found = numbered(index, timeline(index, entity).facts)
    assert found
    assert fact_ids(asked(store, "timeline", {"entity": entity_term(entity)})) == found


PAIRS = [
    (TEAM, ENTITIES["body"]),
    *(("place/640000", ENTITIES[name]) for name in ("team", "campaign", "metric", "country")),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_shared_facts_agree(both: tuple[RelationIndex, ox.Store], one: str, other: str) -> None:
    index, store = both
    found = numbered(index, shared(index, one, other))
    assert found
    assert fact_ids(asked(store, "shared", {"one": entity_term(one), "other": entity_term(other)})) == found


@pytest.mark.parametrize(
    ("metric", "given"), [("cases-solved", f"<{CONCEPT}cases-solved>"), ("metric/出动警力", '"出动警力"')]
)
def test_metric_across_places_agrees(both: tuple[RelationIndex, ox.Store], metric: str, given: str) -> None:
    index, store = both
    found = {one.place.id: one.place.count for one in across_places(index, metric)}
    assert found
    assert counted(store, "across_places", {"metric": given}, "place") == found


@pytest.mark.parametrize("series", ["summer-policing", SUMMER.key])
def test_campaign_across_years_agrees(both: tuple[RelationIndex, ox.Store], series: str) -> None:
    index, store = both
    found = {one.campaign.id: one.campaign.count for one in across_years(index, series)}
    assert found
    assert counted(store, "across_years", {"series": term(f"campaign/{series}")}, "campaign") == found


def types(solutions: list[ox.QuerySolution]) -> dict[str, int]:
    """Return counts by type."""
    found: dict[str, int] = {}
    for row in solutions:
        name = row["type"].value.rpartition("#")[2].lower()
        found[name] = found.get(name, 0) + int(row["count"].value)
    return found


@pytest.mark.parametrize("code", ["640000", "640500", "100000"])
def test_what_a_place_saw_agrees(both: tuple[RelationIndex, ox.Store], code: str) -> None:
    index, store = both
    assert types(asked(store, "place", {"inside": term(f"place/{code}")})) == place(index, code).types


def test_campaigns_agree(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    for one in campaigns(index):
        assert types(asked(store, "campaigns", {"campaign": term(one.id)})) == one.types


def test_statistics_agree(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    found, rows = stats(index), asked(store, "stats", {})
    assert types(rows) == {name: count for name, count in found.types.items() if count}
    by_status: dict[str, int] = {}
    for row in rows:
        by_status[row["status"].value] = by_status.get(row["status"].value, 0) + int(row["count"].value)
    assert by_status == {name: count for name, count in found.statuses.items() if count}


def test_articles_agree(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    for name in ("a0", "a1", "a2", "a3"):
        rows = asked(store, "article", {"article": term(f"article/{name}")})
        assert fact_ids(rows) == sorted(line["id"] for line in article(index, name).facts)


def test_every_query_is_compared() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    names = {Path(str(file)).stem for file in ROOM.iterdir() if str(file).endswith(".rq")}
    assert {name for name in names if f'"{name}"' not in text} == set()


def test_rounds_agree(both: tuple[RelationIndex, ox.Store]) -> None:
    index, store = both
    found = rounds(index, SUMMER.key, "summer-policing-2023")
    sides = {f"campaign/{SUMMER.key}": "one", "campaign/summer-policing-2023": "other"}
    said = {
        (sides[campaign], entity_of(row["province"].value), int(row["count"].value))
        for row in asked(store, "rounds", {})
        if (campaign := entity_of(row["campaign"].value) or "") in sides
    }
    assert (
        said
        == {
            (name, place.id, side.count)
            for place in found.places
            for name, side in (("one", place.one), ("other", place.other))
            if side is not None
        }
        != set()
    )
