"""Inspections by team, place with everything inside it, campaign or series, and status."""

import pytest

from graph.index.narrow import Limits
from graph.index.relation import RelationIndex
from graph.index.select import page
from graph.questions.inspections import InspectionFilter, inspections
from ontology.errors import ValueUnknown
from ontology.model import CampaignRef, Fact
from tests.graph.conftest import MakeIndex
from tests.helpers import day, inspection, result

NEXT = CampaignRef("summer-policing-2023", "夏季治安打击整治行动", 2023)
SERIES = CampaignRef("summer-policing", "夏季行动", None)
OTHER = CampaignRef("winter-2023", "冬季行动", 2023)
FACTS: list[Fact] = [
    inspection("ningxia", 9, "640000"),
    inspection("zhongwei", 9, "640500", status="planned"),
    inspection("xinjiang", 9, "650000", when=day("2022-08")),
    inspection("nanming", 7, "520102", when=day(None)),
    inspection("next", 9, "640500", campaign=NEXT, when=day("2023-07")),
    inspection("series", 8, "440000", campaign=SERIES),
    inspection("other", 8, "440100", campaign=OTHER),
    inspection("none", 8, "440300", campaign=None),
    result("result", scope="640000"),
]
CASES: dict[str, tuple[InspectionFilter, set[str]]] = {
    "all": (
        InspectionFilter(),
        {"ningxia", "zhongwei", "xinjiang", "nanming", "next", "series", "other", "none"},
    ),
    "team id": (InspectionFilter(team="team/mps-supervision-7@summer-policing-2022"), {"nanming"}),
    "team key": (InspectionFilter(team="mps-supervision-9@summer-policing-2023"), {"next"}),
    "team label, all campaigns": (
        InspectionFilter(team="公安部第9督察组"),
        {"ningxia", "zhongwei", "xinjiang", "next"},
    ),
    "team by the end of its label": (InspectionFilter(team="第7督察组"), {"nanming"}),
    "place with all inside": (InspectionFilter(place="640000"), {"ningxia", "zhongwei", "next"}),
    "prefecture of a county": (InspectionFilter(place="520100"), {"nanming"}),
    "place by name": (InspectionFilter(place="宁夏"), {"ningxia", "zhongwei", "next"}),
    "place by path": (InspectionFilter(place="贵州省贵阳市南明区"), {"nanming"}),
    "place known, nothing found": (InspectionFilter(place="110000"), set()),
    "country": (
        InspectionFilter(place="100000", team="第8督察组"),
        {"series", "other", "none"},
    ),
    "campaign key": (InspectionFilter(limits=Limits(campaign="summer-policing-2023")), {"next"}),
    "series": (
        InspectionFilter(limits=Limits(campaign="summer-policing")),
        {"ningxia", "zhongwei", "xinjiang", "nanming", "next", "series"},
    ),
    "campaign outside the vocabulary": (InspectionFilter(limits=Limits(campaign="winter-2023")), {"other"}),
    "series outside the vocabulary": (InspectionFilter(limits=Limits(campaign="winter")), {"other"}),
    "campaign label": (InspectionFilter(limits=Limits(campaign="冬季行动")), {"other"}),
    "status": (InspectionFilter(limits=Limits(status="planned")), {"zhongwei"}),
    "period": (InspectionFilter(limits=Limits(since="2022-08-20", until="2022-08-20")), {"xinjiang"}),
    "all at once": (
        InspectionFilter("第9督察组", "宁夏", Limits("summer-policing-2022", "2022", "2022", "done")),
        {"ningxia"},
    ),
}


def articles(index: RelationIndex, wanted: InspectionFilter) -> set[str]:
    return {line["article"] for line in index.facts(inspections(index, wanted).numbers)}


@pytest.mark.parametrize(("wanted", "expected"), CASES.values(), ids=CASES)
def test_inspections_pass_filters(make_index: MakeIndex, wanted: InspectionFilter, expected: set[str]) -> None:
    index = make_index(FACTS)
    assert articles(index, wanted) == expected
    assert inspections(index, wanted).total == len(expected)


UNKNOWN = {
    "team": InspectionFilter(team="mps-99"),
    "code": InspectionFilter(place="999999"),
    "ambiguous place": InspectionFilter(place="鼓楼区"),
    "campaign": InspectionFilter(limits=Limits(campaign="none")),
    "status": InspectionFilter(limits=Limits(status="finished")),
    "date": InspectionFilter(limits=Limits(since="2022-13")),
}


@pytest.mark.parametrize("wanted", UNKNOWN.values(), ids=UNKNOWN)
def test_unknown_values_are_refused(make_index: MakeIndex, wanted: InspectionFilter) -> None:
    with pytest.raises(ValueUnknown):
        inspections(make_index(FACTS), wanted)


def test_pages_of_inspections_carry_evidence(make_index: MakeIndex) -> None:
    index = make_index(FACTS)
    shown = page(index, inspections(index, InspectionFilter()), None, 1)
    assert index.fact(int(shown.numbers[0]))["evidence"] == {"start": 0, "end": 5, "quote": "督察组到达"}
