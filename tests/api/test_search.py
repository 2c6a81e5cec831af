"""Search over HTTP: suggestions and sentences, and requests that cannot be meant."""

import pytest
from fastapi.testclient import TestClient

NINTH = "team/mps-supervision-9@summer-policing-2022"

SUGGESTED = {
    "characters": ("q=第九督察组", [NINTH]),
    "pinyin": ("q=nanming", ["place/520102"]),
    "initials": ("q=xqq", ["place/640104"]),
    "kinds": ("q=百日行动&kinds=campaign,team", ["campaign/summer-policing-2022"]),
    "kind repeated": ("q=第九&kinds=team&kinds=place", [NINTH]),
    "limit": ("q=督察组&limit=1&kinds=team", None),
    "nothing": ("q=乌有乡", []),
    "person": ("q=李明", []),
}


@pytest.mark.parametrize(("query", "ids"), SUGGESTED.values(), ids=SUGGESTED)
def test_suggest(client: TestClient, query: str, ids: list[str] | None) -> None:
    items = client.get(f"/v1/suggest?{query}").json()["items"]
    assert len(items) == 1 if ids is None else [item["id"] for item in items] == ids


FOUND = {
    "words": ("q=督察组", 4),
    "two words": ("q=督察 南明", 1),
    "type": ("q=督察组&type=role", 1),
    "place": ("q=督察组&place=宁夏", 1),
    "campaign": ("q=督察组&campaign=summer-policing", 4),
    "dates": ("q=督察组&from=2022-08&to=2022", 1),
    "status": ("q=督察组&status=planned", 0),
    "nothing": ("q=乌有", 0),
}


@pytest.mark.parametrize(("query", "total"), FOUND.values(), ids=FOUND)
def test_search(client: TestClient, query: str, total: int) -> None:
    found = client.get(f"/v1/search?{query}").json()
    assert (found["total"], len(found["items"]), found["near"]) == (total, total, False)


WRONG = ["/v1/suggest", "/v1/suggest?q=", "/v1/suggest?q=a&kinds=person", "/v1/suggest?q=a&limit=0"]
WRONG += ["/v1/search?q=a&type=visit", "/v1/search?q=a&place=nowhere", "/v1/search?q=a&from=soon", "/v1/search?q=a&x=1"]


@pytest.mark.parametrize("address", WRONG)
def test_search_refuses(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


@pytest.mark.parametrize("address", ["/v1/suggest?q=督察", "/v1/search?q=督察"])
def test_search_is_not_sent_twice(client: TestClient, address: str) -> None:
    tag = client.get(address).headers["etag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
