"""Routes between entities: who was where, what was demanded, what joins what."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

CAMPAIGN = "summer-policing-2022"
NINTH, SEVENTH = (f"team/mps-supervision-{number}@{CAMPAIGN}" for number in (9, 7))


def ids(client: TestClient, path: str) -> list[str]:
    """Return the ids of a list's items."""
    return [item["id"] for item in client.get(path).json()["items"]]


TALLIES = {
    "places of a team": (f"/v1/teams/{NINTH}/places", ["place/640104"]),
    "places of a team by its bare id": (f"/v1/teams/{NINTH.removeprefix('team/')}/places", ["place/640104"]),
    "in a campaign": (f"/v1/teams/{NINTH}/places?campaign=summer-policing", ["place/640104"]),
    "before it came": (f"/v1/teams/{NINTH}/places?to=2022-06", []),
    "told by two stories": (f"/v1/teams/{NINTH}/places?stories=2", []),
    "teams of a place": ("/v1/places/640104/teams", [NINTH]),
    "teams of what is inside": ("/v1/places/520000/teams", [SEVENTH]),
    "teams of a place without any": ("/v1/places/310000/teams", []),
    "teams since": ("/v1/places/100000/teams?from=2022-08", [SEVENTH]),
    "connected teams": ("/v1/connected?kind=team&limit=1", [NINTH]),
}


@pytest.mark.parametrize(("path", "found"), TALLIES.values(), ids=TALLIES)
def test_list_entities(client: TestClient, path: str, found: list[str]) -> None:
    assert ids(client, path) == found


def test_tally_names_its_facts(client: TestClient) -> None:
    (place,) = client.get(f"/v1/teams/{NINTH}/places").json()["items"]
    (fact,) = client.get("/v1/inspections?team=第九督察组").json()["items"]
    assert (place["count"], place["stories"], place["first"], place["last"]) == (1, 1, "2022-07-29", "2022-07-29")
    assert place["facts"] == [fact["id"]]


QUOTES: dict[str, tuple[str, list[str]]] = {
    "results of a place": ("/v1/places/520000/results", ["全省破获刑事案件2.1万起"]),
    "results of a metric": ("/v1/places/520000/results?metric=破获刑事案件", ["全省破获刑事案件2.1万起"]),
    "results of another place": ("/v1/places/640000/results", []),
    "results told by two stories": ("/v1/results?stories=2", []),
    "inspections told by two stories": ("/v1/inspections?stories=2", []),
    "directives": ("/v1/directives", ["要求加强夏夜巡查"]),
    "directives to a place": ("/v1/directives?place=宁夏", ["要求加强夏夜巡查"]),
    "directives to another": ("/v1/directives?place=贵州", []),
    "directives of a team": (f"/v1/directives?issuer={NINTH}&campaign={CAMPAIGN}", ["要求加强夏夜巡查"]),
    "leaders": ("/v1/leaders", ["公安部第九督察组组长李明"]),
    "leaders of a team": (f"/v1/leaders?body={NINTH}", ["公安部第九督察组组长李明"]),
    "leaders of another": (f"/v1/leaders?body={SEVENTH}", []),
    "leaders in a place": ("/v1/leaders?place=贵州", []),
    "shared": (f"/v1/shared?a={NINTH}&b=place/640000", ["第九督察组到银川市兴庆区", "要求加强夏夜巡查"]),
    "shared, dated": (f"/v1/shared?a={NINTH}&b=place/640000&from=2022", ["第九督察组到银川市兴庆区"]),
    "nothing shared": (f"/v1/shared?a={NINTH}&b={SEVENTH}", []),
}


@pytest.mark.parametrize(("path", "quotes"), QUOTES.values(), ids=QUOTES)
def test_list_facts(client: TestClient, path: str, quotes: list[str]) -> None:
    found = client.get(path).json()
    assert [item["evidence"]["quote"] for item in found["items"]] == quotes
    assert (found["total"], found["next"]) == (len(quotes), None)


def test_show_matrix(client: TestClient) -> None:
    found = client.get("/v1/matrix").json()
    cells = zip(found["row"], found["column"], found["count"], strict=True)
    named = {(found["teams"][row], found["provinces"][column]): count for row, column, count in cells}
    assert named == {(SEVENTH, "place/520000"): 1, (NINTH, "place/640000"): 1}
    assert found["province_labels"] == ["贵州省", "宁夏回族自治区"]


def test_show_matrix_of_a_campaign_without_inspections(client: TestClient) -> None:
    found = client.get("/v1/matrix?campaign=summer-policing-2024").json()
    assert set(map(len, found.values())) == {0}


def test_show_coverage(client: TestClient) -> None:
    found = client.get(f"/v1/coverage?campaign={CAMPAIGN}").json()
    cells = zip(found["row"], found["column"], found["state"], strict=True)
    named = {(found["teams"][row], found["places"][column]): state for row, column, state in cells}
    assert named == {(SEVENTH, "place/520000"): "reported", (NINTH, "place/640000"): "reported"}
    assert (len(found["places"]), found["articles"], found["naming"]) == (31, [2, 2], [1, 1])


def test_show_coverage_of_a_place(client: TestClient) -> None:
    found = client.get(f"/v1/coverage?team={NINTH}&place=银川市").json()
    assert found["within"] == "place/640100"
    assert [found["places"][column] for column in found["column"]] == ["place/640104"]


def test_blank_names_the_articles_looked_through(client: TestClient) -> None:
    address = f"/v1/coverage/cell?team={NINTH}&place=贵州&limit=1"
    found = client.get(address).json()
    assert (found["state"], found["facts"]["total"], found["stories"]) == ("none found", 0, 2)
    (looked,) = found["articles"]["items"]
    assert (looked["id"], looked["names_team"], looked["names_place"]) == ("ningxia", True, False)
    after = client.get(f"{address}&cursor={found['articles']['next']}").json()["articles"]
    assert ([item["id"] for item in after["items"]], after["next"]) == (["guizhou"], None)


def test_show_timeline(client: TestClient) -> None:
    found = client.get(f"/v1/timeline?entity={NINTH}&limit=1").json()
    assert (found["label"], found["undated"]) == ("公安部第九督察组", 3)
    assert found["months"] == [{"month": "2022-07", "count": 1}]
    assert (len(found["facts"]["items"]), found["facts"]["total"]) == (1, 4)
    after = client.get(f"/v1/timeline?entity={NINTH}&cursor={found['facts']['next']}").json()
    assert len(after["facts"]["items"]) == 3


def test_list_paths_with_their_sentences(client: TestClient) -> None:
    (path,) = client.get(f"/v1/paths?from={NINTH}&to=place/640000&limit=1").json()["items"]
    assert path["ids"] == [NINTH, path["steps"][0]["target"]]
    assert all(step["facts"][0]["evidence"]["quote"] for step in path["steps"])


def test_paths_lead_through_campaigns_if_asked(client: TestClient) -> None:
    address = f"/v1/paths?from={NINTH}&to={SEVENTH}"
    assert client.get(address).json()["items"] == []
    (path,) = client.get(f"{address}&hubs=true").json()["items"]
    assert path["ids"] == [NINTH, f"campaign/{CAMPAIGN}", SEVENTH]


def test_list_places_of_a_metric(client: TestClient) -> None:
    (found,) = client.get("/v1/metrics/破获刑事案件/places").json()["items"]
    assert (found["place"]["id"], found["newest"]["value"]) == ("place/520000", 21000)


@pytest.mark.parametrize("key", ["summer-policing", CAMPAIGN], ids=["series", "year"])
def test_list_years_of_a_campaign(client: TestClient, key: str) -> None:
    (year,) = client.get(f"/v1/campaigns/{key}/years").json()["items"]
    assert (year["campaign"]["id"], year["campaign"]["count"]) == (f"campaign/{CAMPAIGN}", 7)
    assert [metric["label"] for metric in year["metrics"]] == ["破获刑事案件"]


def test_list_communities(client: TestClient) -> None:
    found = client.get("/v1/communities").json()["items"]
    assert {tuple(community["provinces"]) for community in found} == {("place/520000",), ("place/640000",)}
    assert client.get("/v1/communities?by=measures").json()["items"] == []


WRONG: dict[str, tuple[int, str, str]] = {
    "places of an unknown team": (404, "/v1/teams/mps-99/places", "mps-99"),
    "teams of an unknown place": (404, "/v1/places/999999/teams", "999999"),
    "results of an unknown place": (404, "/v1/places/here/results", "here"),
    "places of an unknown metric": (404, "/v1/metrics/数星星/places", "'数星星'"),
    "years of an unknown campaign": (404, "/v1/campaigns/spring/years", "'spring'"),
    "timeline of nothing": (404, "/v1/timeline?entity=team/mps-99", "'team/mps-99'"),
    "timeline of a person": (404, "/v1/timeline?entity=person/李明@x", "person"),
    "path from a person": (404, f"/v1/paths?from=person/李明@x&to={NINTH}", "person"),
    "shared with nothing": (404, f"/v1/shared?a={NINTH}&b=org/x", "'org/x'"),
    "unknown campaign": (422, f"/v1/teams/{NINTH}/places?campaign=spring", "'spring'"),
    "unknown metric": (422, "/v1/campaigns/summer-policing/years?metric=数星星", "'数星星'"),
    "unknown issuer": (422, "/v1/directives?issuer=team/mps-99", "'team/mps-99'"),
    "unknown body": (422, "/v1/leaders?body=org/x", "'org/x'"),
    "person as body": (422, "/v1/leaders?body=person/李明@x", "person"),
    "unknown place": (422, "/v1/leaders?place=999999", "'999999'"),
    "persons ranked": (422, "/v1/connected?kind=person", "'person'"),
    "unknown bond": (422, "/v1/communities?by=stars", "'by'"),
    "no stories": (422, "/v1/matrix?stories=0", "'stories'"),
    "date that is none": (422, "/v1/matrix?from=2022-02-30", "'2022-02-30'"),
    "coverage of an unknown team": (422, "/v1/coverage?team=第九十九督察组", "'第九十九督察组'"),
    "cell without a place": (422, f"/v1/coverage/cell?team={NINTH}", "'place' is missing"),
    "cursor of no cell": (422, f"/v1/coverage/cell?team={NINTH}&place=贵州&cursor=silent", "'silent'"),
    "missing entity": (422, "/v1/timeline", "'entity' is missing"),
    "unknown parameter": (422, "/v1/matrix?stroies=2", "possible are campaign, from, to, status, stories"),
}


@pytest.mark.parametrize(("status", "path", "said"), WRONG.values(), ids=WRONG)
def test_wrong_question_is_a_problem(client: TestClient, status: int, path: str, said: str) -> None:
    answer = client.get(path)
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in problem["detail"]


def test_show_rounds(client: TestClient) -> None:
    found = client.get(f"/v1/rounds?a={CAMPAIGN}&b=summer-policing-2023").json()
    assert {place["id"]: place["change"] for place in found["places"]} == {
        "place/520000": "dropped",
        "place/640000": "dropped",
    }
    assert (found["one"]["articles"], found["other"]["articles"]) == (2, 0)
    (heads,) = found["heads"]
    assert [post["person"] for post in heads["one"]] == ["李明"]


def test_list_sources(client: TestClient) -> None:
    ids = [item["id"] for item in client.get("/v1/inspections").json()["items"]]
    found = client.get("/v1/sources", params={"fact": ids}).json()["items"]
    assert [one["fact"]["id"] for one in found] == ids
    assert [(one["stories"], one["earliest"]) for one in found] == [(1, "guizhou"), (1, "ningxia")]


def test_list_stories(client: TestClient) -> None:
    assert client.get("/v1/stories").json()["items"] == []
    found = client.get("/v1/stories?articles=1&limit=2").json()
    assert (len(found["items"]), found["total"], found["next"]) == (2, 3, "2")


MORE_WRONG = {
    "rounds of a series": (422, "/v1/rounds?a=spring&b=summer-policing-2022", "'spring'"),
    "rounds of one": (422, f"/v1/rounds?a={CAMPAIGN}", "'b' is missing"),
    "sources of no fact": (404, "/v1/sources?fact=0000", "'0000'"),
    "sources of nothing": (422, "/v1/sources", "'fact' is missing"),
    "stories of no article": (422, "/v1/stories?articles=0", "'articles'"),
}


@pytest.mark.parametrize(("status", "path", "said"), MORE_WRONG.values(), ids=MORE_WRONG)
def test_wrong_insight_is_a_problem(client: TestClient, status: int, path: str, said: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, said in answer.json()["detail"]) == (status, True), answer.text


def test_answers_carry_a_tag(client: TestClient) -> None:
    tag = client.get("/v1/matrix").headers["etag"]
    assert client.get("/v1/matrix", headers={"If-None-Match": tag}).status_code == 304
