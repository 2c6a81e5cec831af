"""Every route: what it answers, and what it says to a request that cannot be meant."""

import pytest
from fastapi.testclient import TestClient

CAMPAIGN = "summer-policing-2022"
TEAM = f"team/mps-supervision-9@{CAMPAIGN}"

INSPECTIONS = {
    "all, newest first": ("", ["520102", "640104"]),
    "team by id": (f"team={TEAM}", ["640104"]),
    "team by label": ("team=公安部第九督察组", ["640104"]),
    "team by end of label": ("team=第七督察组", ["520102"]),
    "place by code": ("place=640104", ["640104"]),
    "place with all inside it": ("place=640000", ["640104"]),
    "place by name": ("place=贵州", ["520102"]),
    "country": ("place=100000", ["520102", "640104"]),
    "known place without facts": ("place=上海市", []),
    "campaign by key": (f"campaign={CAMPAIGN}", ["520102", "640104"]),
    "series": ("campaign=summer-policing", ["520102", "640104"]),
    "known campaign without facts": ("campaign=summer-policing-2024", []),
    "from": ("from=2022-08", ["520102"]),
    "to": ("to=2022-07-29", ["640104"]),
    "from and to": ("from=2022-07&to=2022", ["520102", "640104"]),
    "status": ("status=planned", []),
    "several": ("team=第九督察组&place=宁夏&campaign=百日行动&from=2022", ["640104"]),
}


@pytest.mark.parametrize(("query", "codes"), INSPECTIONS.values(), ids=INSPECTIONS)
def test_list_inspections(client: TestClient, query: str, codes: list[str]) -> None:
    found = client.get(f"/v1/inspections?{query}").json()
    assert [item["place_code"] for item in found["items"]] == codes
    assert (found["total"], found["next"]) == (len(codes), None)
    assert all(item["evidence"]["quote"] for item in found["items"])


RESULTS = {
    "all": ("", [21000]),
    "metric by words": ("metric=破获刑事案件", [21000]),
    "scope": ("scope=贵州省", [21000]),
    "scope elsewhere": ("scope=宁夏", []),
    "campaign": (f"campaign={CAMPAIGN}", [21000]),
    "dated only": ("from=2022", []),
}


@pytest.mark.parametrize(("query", "values"), RESULTS.values(), ids=RESULTS)
def test_list_results(client: TestClient, query: str, values: list[int]) -> None:
    assert [item["value"] for item in client.get(f"/v1/results?{query}").json()["items"]] == values


@pytest.mark.parametrize("path", ["/v1/inspections", "/v1/teams", "/v1/campaigns"])
def test_list_in_pages(client: TestClient, path: str) -> None:
    whole = client.get(path).json()["items"]
    items: list[object] = []
    cursor: str | None = None
    while len(items) < len(whole):
        shown = client.get(path, params={"limit": "1"} | ({"cursor": cursor} if cursor else {})).json()
        items += shown["items"]
        cursor = shown["next"]
        assert (cursor is None) == (len(items) == shown["total"])
    assert items == whole


@pytest.mark.parametrize("name", [TEAM, TEAM.removeprefix("team/")], ids=["prefix", "bare"])
def test_get_team(client: TestClient, name: str) -> None:
    team = client.get(f"/v1/teams/{name}").json()
    assert (team["summary"]["id"], team["summary"]["campaign"]) == (TEAM, CAMPAIGN)
    assert [place["code"] for place in team["places"]] == ["640104"]
    assert [head["person"] for head in team["heads"]] == ["李明"]


def test_list_teams_of_a_campaign(client: TestClient) -> None:
    assert client.get(f"/v1/teams?campaign={CAMPAIGN}").json()["total"] == 2
    assert client.get("/v1/teams?campaign=summer-policing-2024").json()["items"] == []


def test_get_place_includes_what_is_inside(client: TestClient) -> None:
    place = client.get("/v1/places/520000").json()
    assert (place["label"], [team["label"] for team in place["teams"]]) == ("贵州省", ["公安部第七督察组"])
    assert {fact["type"] for fact in place["facts"]["items"]} == {"inspection", "result"}
    assert place["facts"]["total"] == 2


def test_get_place_without_facts(client: TestClient) -> None:
    place = client.get("/v1/places/310000").json()
    assert (place["label"], place["facts"]) == ("上海市", {"items": [], "next": None, "total": 0})


def test_get_campaign(client: TestClient) -> None:
    campaign = client.get(f"/v1/campaigns/{CAMPAIGN}").json()
    assert (campaign["year"], campaign["teams"], campaign["types"]["inspection"]) == (2022, 2, 2)


def test_get_article_in_the_order_of_the_text(client: TestClient) -> None:
    article = client.get("/v1/articles/ningxia").json()
    assert [fact["evidence"]["start"] for fact in article["facts"]] == [0, 20, 40, 60]
    assert article["row"]["publisher"] == "中国警察网"
    assert "text" not in article["row"]


def test_get_article_without_facts(client: TestClient) -> None:
    assert client.get("/v1/articles/silent").json()["facts"] == []


def test_show_neighborhood(client: TestClient) -> None:
    found = client.get(f"/v1/graph/neighborhood?node={TEAM}").json()
    ids = {node["id"] for node in found["nodes"]}
    assert {TEAM, "place/640104", f"campaign/{CAMPAIGN}"} <= ids
    assert all({link["source"], link["target"]} <= ids for link in found["links"])


@pytest.mark.parametrize("kinds", ["kinds=place,team", "kinds=place&kinds=team"])
def test_show_neighborhood_of_kinds(client: TestClient, kinds: str) -> None:
    found = client.get(f"/v1/graph/neighborhood?node={TEAM}&{kinds}").json()
    assert {node["kind"] for node in found["nodes"]} == {"team", "place"}


def test_show_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "generation": 1, "facts": 7}


WRONG = {
    "no such address": (404, "/v1/nothing", "'/v1/nothing'"),
    "unknown team in a path": (404, "/v1/teams/mps-99", "'mps-99'"),
    "unknown place in a path": (404, "/v1/places/999999", "'999999'"),
    "place that is no code": (404, "/v1/places/here", "'here'"),
    "unknown campaign in a path": (404, "/v1/campaigns/spring", "'spring'"),
    "unknown article": (404, "/v1/articles/nothing", "'nothing'"),
    "unknown node": (404, "/v1/graph/neighborhood?node=team/mps-99", "'team/mps-99'"),
    "person as node": (404, "/v1/graph/neighborhood?node=person/李明@x", "person"),
    "unknown team": (422, "/v1/inspections?team=第九十九督察组", "'第九十九督察组'"),
    "unknown place": (422, "/v1/inspections?place=999999", "'999999'"),
    "place of several": (422, "/v1/inspections?place=鼓楼区", "320106"),
    "unknown campaign": (422, "/v1/inspections?campaign=百日行冻", "'百日行冻'"),
    "unknown metric": (422, "/v1/results?metric=数星星", "'数星星'"),
    "no date": (422, "/v1/inspections?from=2022-02-30", "'2022-02-30'"),
    "no status": (422, "/v1/inspections?status=gone", "'status'"),
    "no cursor": (422, "/v1/inspections?cursor=x", "'x'"),
    "no cursor of a short list": (422, "/v1/teams?cursor=x", "'x'"),
    "limit too small": (422, "/v1/inspections?limit=0", "'limit'"),
    "limit too large": (422, "/v1/inspections?limit=100000", "'limit'"),
    "limit that is no number": (422, "/v1/inspections?limit=many", "'many'"),
    "empty value": (422, "/v1/inspections?team=", "'team'"),
    "missing parameter": (422, "/v1/graph/neighborhood", "'node' is missing"),
    "depth too large": (422, f"/v1/graph/neighborhood?node={TEAM}&depth=9", "'depth'"),
    "unknown kind": (422, f"/v1/graph/neighborhood?node={TEAM}&kinds=dog", "'dog'"),
    "unknown parameter": (
        422,
        "/v1/inspections?tean=9",
        "'tean'; possible are team, place, cursor, limit, campaign, from, to,",
    ),
    "parameter where there is none": (422, "/healthz?x=1", "there are none"),
    "parameter twice": (422, "/v1/inspections?team=a&team=b", "'team' is given twice"),
}


@pytest.mark.parametrize(("status", "path", "said"), WRONG.values(), ids=WRONG)
def test_wrong_request_is_a_problem(client: TestClient, status: int, path: str, said: str) -> None:
    answer = client.get(path)
    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (problem["status"], problem["instance"]) == (status, answer.url.path)
    assert said in problem["detail"]
    assert problem["detail"].endswith(".")


def test_wrong_method_is_a_problem(client: TestClient) -> None:
    answer = client.delete("/v1/inspections")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.headers["content-type"] == "application/problem+json"
