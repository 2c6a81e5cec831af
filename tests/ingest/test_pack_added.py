"""A new campaign type is a folder with a pack.ttl: the reader knows its campaigns, teams, operations and metrics without code."""

import sys

import pytest

import ontology.packs
from ingest.pipeline import read
from ontology.model import Article, Fact, Inspection, Operation, Result, Team

PACK = """
@prefix cg: <https://w3id.org/campaign-graph/ontology#> .
@prefix cgc: <https://w3id.org/campaign-graph/concept/> .
@prefix campaign: <https://w3id.org/campaign-graph/campaign/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

campaign:grain-patrol a cg:CampaignSeries ;
    skos:prefLabel "“颗粒归仓”专项行动"@zh, "Grain patrols"@en .

campaign:grain-patrol-2030 a cg:Campaign ;
    cg:series campaign:grain-patrol ;
    cg:year 2030 ;
    cg:begins "2030-09-01" ; cg:ends "2030-11" ;
    skos:prefLabel "2030年“颗粒归仓”专项行动"@zh, "Grain patrol 2030"@en .

cgc:grain-office a cg:Sender ;
    cg:jurisdiction "100000" ;
    skos:prefLabel "全国储粮巡防办"@zh, "National grain patrol office"@en .

cgc:grain-patrol a cg:TeamKind ;
    cg:usualSender cgc:grain-office ;
    cg:forSeries campaign:grain-patrol ;
    cg:ordinalBefore "巡查组" ;
    skos:prefLabel "储粮巡查组"@zh, "Grain patrol team"@en .

cgc:moonlit-granary a cg:NamedOperation ;
    dcterms:isPartOf campaign:grain-patrol ;
    skos:prefLabel "“月照粮仓”行动"@zh, "Moonlit granary"@en .

cgc:granaries-repaired a cg:Metric ;
    skos:prefLabel "修缮粮仓"@zh, "Granaries repaired"@en ;
    cg:verb "修缮" ; cg:object "粮仓" ; cg:expectedUnit "座" .
"""
TEXT = (
    "“颗粒归仓”专项行动开展以来，全国储粮巡防办派出6个储粮巡查组。\n"
    "10月9日，全国储粮巡防办储粮第三巡查组进驻黑龙江省，走访农户。\n"
    "10月10日，黑龙江省政府通报，“月照粮仓”行动期间，各地修缮粮仓420座。"
)


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fact, ...]:
    """What the text gives with one more pack beside ours, in a folder of its own."""
    folder = tmp_path_factory.mktemp("packs")
    for pack in ontology.packs.FOLDER.glob("*/pack.ttl"):
        (folder / pack.parent.name).symlink_to(pack.parent)
    (folder / "grain-patrol").mkdir()
    (folder / "grain-patrol" / "pack.ttl").write_text(PACK, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ontology.packs, "FOLDER", folder)
        _forget()
        facts = _facts()
    _forget()
    return facts


def test_added_team_and_campaign_are_read(added: tuple[Fact, ...]) -> None:
    inspections = [fact for fact in added if isinstance(fact, Inspection)]
    assert [(fact.team, fact.team_id, fact.place_code, fact.when.start) for fact in inspections] == [
        ("全国储粮巡防办储粮第三巡查组", "team/grain-office-grain-patrol-3@grain-patrol-2030", "230000", "2030-10-09")
    ]


def test_added_body_is_counted(added: tuple[Fact, ...]) -> None:
    teams = [(fact.team_id, fact.count) for fact in added if isinstance(fact, Team)]
    assert ("team/grain-office-grain-patrol@grain-patrol-2030", 6) in teams


def test_added_metric_is_read(added: tuple[Fact, ...]) -> None:
    results = [fact for fact in added if isinstance(fact, Result)]
    assert [(fact.metric_id, fact.value, fact.unit) for fact in results] == [("granaries-repaired", 420, "座")]


def test_added_operation_is_read(added: tuple[Fact, ...]) -> None:
    assert [fact.parent for fact in added if isinstance(fact, Operation)] == ["grain-patrol-2030"]


def test_without_the_pack_its_words_mean_nothing(added: tuple[Fact, ...]) -> None:
    facts = _facts()
    assert facts != added
    assert all(fact.campaign is None for fact in facts)
    assert [fact for fact in facts if isinstance(fact, Inspection)] == []
    assert [fact.metric_id for fact in facts if isinstance(fact, Result)] == [None]


def _forget() -> None:
    """Empty the reader's caches of what they hold of the vocabulary."""
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "ingest"]
    for value in [value for module in modules for value in vars(module).values()]:
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def _facts() -> tuple[Fact, ...]:
    return read(Article("a1", TEXT, "a1.txt", published="2030-10-12")).facts
