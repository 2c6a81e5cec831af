"""Positions: the same at every call and for whoever asks, inside the canvas, apart from each other."""

from itertools import combinations, pairwise

import pytest

from graph.diagram.layers import HEIGHT, LAYERS, WIDTH, layer_of, layer_x, position
from ontology.places import load_gazetteer

IN_LAYERS = {
    "campaign": "campaign/summer-policing-2022",
    "sender": "org/100000-mps",
    "team": "team/mps-supervision-9@summer-policing-2022",
    "person": "person/李明@640000-public-security-bureau",
    "province": "place/640000",
    "prefecture": "place/640100",
    "county": "place/640104",
    "body": "org/640000-public-security-bureau",
    "work": "operation/夏夜行动@640000-public-security-bureau",
    "result": "metric/criminal-cases-solved",
}


@pytest.mark.parametrize(("layer", "entity"), IN_LAYERS.items())
def test_entity_stands_in_its_layer(layer: str, entity: str) -> None:
    assert layer_of(entity) == layer
    assert abs(position(entity)[0] - layer_x(layer)) < WIDTH / len(LAYERS) / 2


def test_position_never_changes() -> None:
    """These numbers are in answers that people keep and share; a new layout needs a name of its own."""
    assert position("team/mps-supervision-9@summer-policing-2022") == (672.4, 1046.9)
    assert position("place/640000") == (1170.0, 2033.3)
    assert position("metric/criminal-cases-solved") == position.__wrapped__("metric/criminal-cases-solved")


def test_all_places_are_on_the_canvas_and_none_on_another() -> None:
    points = {one.code: position(f"place/{one.code}") for one in load_gazetteer()}
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in points.values())
    assert len(set(points.values())) == len(points)


def test_provinces_come_in_the_order_of_their_codes() -> None:
    codes = sorted(one.code for one in load_gazetteer() if one.level == "province")
    assert all(position(f"place/{one}")[1] <= position(f"place/{other}")[1] for one, other in pairwise(codes))


def test_teams_of_a_campaign_stand_apart() -> None:
    heights = [position(f"team/mps-supervision-{n}@summer-policing-2022")[1] for n in range(1, 32)]
    assert min(abs(one - other) for one, other in combinations(heights, 2)) > 28


ODD = ("place/unknown", "place/999999", "org/", "team/", "person/李明@unknown", "person/李明", "metric/政府", "x", "")


@pytest.mark.parametrize("entity", ODD)
def test_odd_id_has_a_position_too(entity: str) -> None:
    x, y = position(entity)
    assert 0 < x < WIDTH
    assert 0 < y < HEIGHT
