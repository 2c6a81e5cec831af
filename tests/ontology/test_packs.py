"""The packs load whole, their labels lead where they should, and a broken pack says what is wrong with it."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ontology.errors import ValueUnknown, VocabularyError
from ontology.packs import FOLDER, load_vocabulary
from ontology.vocabulary import Vocabulary

HEAD = """
@prefix cg: <https://w3id.org/campaign-graph/ontology#> .
@prefix cgc: <https://w3id.org/campaign-graph/concept/> .
@prefix campaign: <https://w3id.org/campaign-graph/campaign/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
NAMES = 'skos:prefLabel "甲"@zh, "A"@en'
OTHER = 'cgc:n a cg:Metric ; cg:verb "破" ; cg:object "案" ; skos:prefLabel "乙"@zh, "B"@en .'
SERIES = f"campaign:a a cg:CampaignSeries ; {NAMES} .\n"
FLOOD = """
campaign:flood a cg:CampaignSeries ;
    skos:prefLabel "防汛督导"@zh, "Flood supervision"@en .
campaign:flood-2025 a cg:Campaign ; cg:series campaign:flood ; cg:year 2025 ;
    skos:prefLabel "2025年防汛督导"@zh, "Flood supervision 2025"@en .
cgc:flood-supervision a cg:TeamKind ; cg:usualSender cgc:mem ;
    skos:prefLabel "防汛督导组"@zh, "Flood team"@en .
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def test_packs_are_those_of_the_project(vocabulary: Vocabulary) -> None:
    assert [pack.name for pack in vocabulary.packs] == [
        "anti-gang-supervision",
        "disciplinary-inspection",
        "ecological-inspection",
        "summer-policing",
        "work-safety-supervision",
    ]
    assert all(pack.path.is_dir() for pack in vocabulary.packs)


def test_vocabulary_is_rich(vocabulary: Vocabulary) -> None:
    sizes = {
        name: len(getattr(vocabulary, name)) for name in ("campaigns", "metrics", "topics", "measures", "operations")
    }
    assert sizes["metrics"] >= 60
    assert sizes["campaigns"] >= 50
    assert all(size >= 20 for size in sizes.values()), sizes


def test_ids_are_unique_across_kinds(vocabulary: Vocabulary) -> None:
    """Concepts share one namespace; campaigns have their own."""
    tables = (vocabulary.metrics, vocabulary.topics, vocabulary.measures, vocabulary.operations)
    ids = [key for table in (*tables, vocabulary.senders, vocabulary.team_kinds, vocabulary.cues) for key in table]
    assert len(ids) == len(set(ids))


def test_every_file_of_packs_parses_fast() -> None:
    """Loading takes less than 60 ms of processor time in a fresh process (best of three; imports not counted)."""
    code = (
        "from time import process_time as now; from ontology.packs import load_vocabulary as load\n"
        "start = now(); load(); print(now() - start)"
    )
    root = FOLDER.parents[1]
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    assert min(float(run.stdout) for run in runs) < 0.06


def test_vocabulary_is_cached() -> None:
    start = time.process_time()
    assert load_vocabulary() is load_vocabulary()
    assert time.process_time() - start < 0.5


CAMPAIGNS = {
    "key": ("summer-policing-2022", "summer-policing-2022"),
    "used every year": ("百日行动", "summer-policing"),
    "quotation marks": ("夏季治安打击整治“百日行动”", "summer-policing"),
    "straight quotation marks": ('夏季治安打击整治"百日行动"', "summer-policing"),
    "short": ("夏季行动", "summer-policing"),
    "year in the name": ("2023年夏季治安打击整治行动", "summer-policing-2023"),
    "English": ("Summer policing campaign 2024", "summer-policing-2024"),
    "theme education": ("学习贯彻习近平新时代中国特色社会主义思想主题教育", "theme-education-2023"),
    "three governances": ("三项治理", "three-governance"),
    "round and batch": ("第三轮第二批中央生态环境保护督察", "ecological-inspection-3-2-2024"),
    "older name": ("中央环保督察", "ecological-inspection"),
    "look-back": ("第一批中央环境保护督察“回头看”", "ecological-inspection-lookback-1-2018"),
    "anti-gang round": ("中央扫黑除恶第三轮督导", "anti-gang-supervision-3-2019"),
    "disciplinary round": ("二十届中央第三轮巡视", "disciplinary-inspection-20-3-2024"),
    "assessment": ("2023年度省级政府安全生产和消防工作考核巡查", "work-safety-assessment-2023"),
}


@pytest.mark.parametrize(("text", "key"), CAMPAIGNS.values(), ids=CAMPAIGNS)
def test_campaign_by_label(vocabulary: Vocabulary, text: str, key: str) -> None:
    assert vocabulary.campaign(text).key == key


def test_unknown_campaign_is_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(ValueUnknown, match="'冬泳行动'"):
        vocabulary.campaign("冬泳行动")


RUNNING = {
    "inside": ("summer-policing", "2022-08-14", "summer-policing-2022"),
    "after it ended": ("summer-policing", "2023-10-10", "summer-policing-2023"),
    "month": ("ecological-inspection", "2017-08", "ecological-inspection-1-4-2017"),
    "next year": ("ecological-inspection", "2022-01-02", "ecological-inspection-2-5-2021"),
    "several that year": ("ecological-inspection", "2024", None),
    "before the first": ("summer-policing", "2019-08-14", None),
    "round of a series": ("ecological-inspection-3", "2025-06-01", "ecological-inspection-3-4-2025"),
}


@pytest.mark.parametrize(("series", "date", "key"), RUNNING.values(), ids=RUNNING)
def test_running(vocabulary: Vocabulary, series: str, date: str, key: str | None) -> None:
    found = vocabulary.running(series, date)
    assert (found.key if found else None) == key


def test_of_term(vocabulary: Vocabulary) -> None:
    found = vocabulary.of_term("ecological-inspection", 3, 2)
    assert found is not None
    assert found.key == "ecological-inspection-3-2-2024"
    assert vocabulary.of_term("ecological-inspection", 3, None) is None
    assert vocabulary.of_term("ecological-inspection", 9, 9) is None


def test_members_of_a_series(vocabulary: Vocabulary) -> None:
    keys = [campaign.key for campaign in vocabulary.members("summer-policing")]
    assert keys == [f"summer-policing-{year}" for year in range(2022, 2026)]


def test_sub_actions_belong_together(vocabulary: Vocabulary) -> None:
    assert vocabulary.campaigns["three-governance-2023"].parent == "theme-education-2023"
    assert vocabulary.operations["summer-night-patrol"].parents == ("summer-policing",)
    assert {"cloud-sword", "card-cutting", "flow-cutting", "nail-pulling"} <= set(vocabulary.operations)


def test_bare_quotation_keeps_its_marks(vocabulary: Vocabulary) -> None:
    """Rivers run dry (断流), too."""
    labels = vocabulary.operations["flow-cutting"].labels
    assert "“断流”" in labels
    assert "断流行动" in labels
    assert "断流" not in labels


METRICS = {
    "id": ("criminal-cases-solved", "criminal-cases-solved"),
    "name": ("破获刑事案件", "criminal-cases-solved"),
    "synonym": ("侦破刑事案件", "criminal-cases-solved"),
    "object first": ("刑事案件破获", "criminal-cases-solved"),
    "filler": ("破获各类案件", "cases-solved"),
    "kind of the object": ("抓获流窜作案嫌疑人", "suspects-caught"),
    "longest object": ("破获入室盗窃案件", "theft-cases-solved"),
    "label alone": ("刑事警情", "criminal-calls"),
    "English": ("Criminal cases solved", "criminal-cases-solved"),
    "ecological": ("受理群众举报", "reports-received"),
    "anti-gang": ("打掉涉黑组织", "mafia-groups-broken"),
}


@pytest.mark.parametrize(("words", "metric"), METRICS.values(), ids=METRICS)
def test_metric_by_words(vocabulary: Vocabulary, words: str, metric: str) -> None:
    assert vocabulary.metric(words).id == metric


@pytest.mark.parametrize("words", ["减少群众办事成本", "冲击犯罪怀疑", "破获", "", "案件", "破坏电力设备案件"])
def test_words_without_a_metric(vocabulary: Vocabulary, words: str) -> None:
    assert vocabulary.metric_of(words) is None
    with pytest.raises(ValueUnknown):
        vocabulary.metric(words)


FORMS = {
    "whole name after the ordinal": ("ecological-inspection", ("", "生态环境保护督察组")),
    "ordinal inside": ("anti-gang-supervision", ("扫黑除恶", "督导组")),
    "plain": ("supervision", ("", "督察组")),
}


@pytest.mark.parametrize(("kind", "form"), FORMS.values(), ids=FORMS)
def test_team_kind_forms(vocabulary: Vocabulary, kind: str, form: tuple[str, str]) -> None:
    assert form in vocabulary.team_kinds[kind].forms


def test_team_kinds_end_in_zu(vocabulary: Vocabulary) -> None:
    assert all(label.endswith("组") for kind in vocabulary.team_kinds.values() for label in kind.labels)


def test_a_new_campaign_type_is_a_folder(tmp_path: Path, vocabulary: Vocabulary) -> None:
    shutil.copytree(FOLDER, tmp_path / "packs")
    pack = tmp_path / "packs" / "flood-supervision" / "pack.ttl"
    pack.parent.mkdir()
    pack.write_text(
        HEAD + FLOOD,
        encoding="utf-8",
    )
    wider = load_vocabulary(tmp_path / "packs")
    assert wider.campaign("防汛督导").key == "flood"
    assert wider.team_kinds["flood-supervision"].pack == "flood-supervision"
    assert len(wider.campaigns) == len(vocabulary.campaigns) + 2


DEFECTS = {
    "not Turtle": ("campaign:a a", "is not Turtle"),
    "blank node": ("campaign:a dcterms:source [] .", "blank node"),
    "no Chinese name": ('cgc:t a cg:Topic ; skos:prefLabel "A"@en .', "no skos:prefLabel in @zh"),
    "no English name": ('cgc:t a cg:Topic ; skos:prefLabel "甲"@zh .', "no skos:prefLabel in @en"),
    "two names": ('cgc:t a cg:Topic ; skos:prefLabel "甲"@zh, "乙"@zh, "A"@en .', "2 values of prefLabel"),
    "no year": (
        SERIES + 'campaign:a-1 a cg:Campaign ; cg:series campaign:a ; skos:prefLabel "乙"@zh, "B"@en .',
        "no cg:year",
    ),
    "year not in the key": (
        SERIES + 'campaign:a-x a cg:Campaign ; cg:series campaign:a ; cg:year 2020 ; skos:prefLabel "乙"@zh, "B"@en .',
        "must end with -2020",
    ),
    "year not a number": (f'campaign:a a cg:Campaign ; cg:year "x" ; {NAMES} .', "whole number"),
    "series with a year": (f"campaign:a a cg:CampaignSeries ; cg:year 2020 ; {NAMES} .", "is a series"),
    "unknown series": (
        f"campaign:a-2020 a cg:Campaign ; cg:series campaign:b ; cg:year 2020 ; {NAMES} .",
        "cg:series 'b'",
    ),
    "unknown parent": (f"cgc:o a cg:NamedOperation ; dcterms:isPartOf campaign:b ; {NAMES} .", "dcterms:isPartOf 'b'"),
    "ends first": (
        f'campaign:a a cg:CampaignSeries ; cg:begins "2020-02" ; cg:ends "2020-01" ; {NAMES} .',
        "after it ends",
    ),
    "unknown broader": (f"cgc:t a cg:Topic ; skos:broader cgc:u ; {NAMES} .", "skos:broader 'u'"),
    "broader than itself": (f"cgc:t a cg:Topic ; skos:broader cgc:t ; {NAMES} .", "broader than itself"),
    "verb alone": (f'cgc:m a cg:Metric ; cg:verb "破" ; {NAMES} .', "they go together"),
    "same words, two metrics": (
        f'cgc:m a cg:Metric ; cg:verb "破" ; cg:object "案" ; {NAMES} .\n{OTHER}',
        "verb and object mean one metric",
    ),
    "same label, two topics": (f"cgc:t a cg:Topic ; {NAMES} .\ncgc:u a cg:Topic ; {NAMES} .", "must mean one topic"),
    "unknown sender": (f"cgc:k a cg:TeamKind ; cg:usualSender cgc:s ; {NAMES} .", "cg:usualSender 's'"),
    "unknown series of a kind": (f"cgc:k a cg:TeamKind ; cg:forSeries campaign:s ; {NAMES} .", "cg:forSeries 's'"),
    "cue of nothing": (f"cgc:c a cg:Cue ; {NAMES} .", "no cg:cueOf"),
}


@pytest.mark.parametrize(("turtle", "message"), DEFECTS.values(), ids=DEFECTS)
def test_broken_pack_says_what_is_wrong(tmp_path: Path, turtle: str, message: str) -> None:
    pack = tmp_path / "broken" / "pack.ttl"
    pack.parent.mkdir()
    pack.write_text(HEAD + turtle, encoding="utf-8")
    with pytest.raises(VocabularyError, match=message.replace("(", r"\(")):
        load_vocabulary(tmp_path)


def test_declared_twice(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pack.ttl").write_text(HEAD + SERIES, encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"two/pack\.ttl: 'a' is declared twice, also in pack 'one'"):
        load_vocabulary(tmp_path)


def test_folder_without_packs(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="No pack in"):
        load_vocabulary(tmp_path)
