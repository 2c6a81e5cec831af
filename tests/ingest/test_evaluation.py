"""Facts against gold: what agrees, what is missed, spurious or forbidden, and how sure each rule may be."""

import json
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bench.calibrate import shares
from ingest.agreement import alike, core, forbidden, full, name
from ingest.evaluation import Bin, Evaluation, Score, evaluate, measure
from ontology.errors import ArticleError

VISIT = {"team": "公安部第九督察组", "province_code": "640000", "place_code": "640100", "start": "2022-08-19"}
COUNT = {"metric": "破获刑事案件", "value": 12, "unit": "起", "modifier": "exact", "scope_code": "640100"}
OFFICE = {"person": "王小明", "role": "局长", "org": "银川市公安局"}
PRESS = {"name": "夏季行动新闻发布会", "date": "2022-08-19", "host": "公安部"}

AGREE: dict[str, tuple[str, dict[str, Any], dict[str, Any], str]] = {
    "same visit": ("inspection", VISIT, {**VISIT, "end": "2022-08-19"}, "full"),
    "ordinal in digits": ("inspection", VISIT, {**VISIT, "team": "公安部第9督察组"}, "full"),
    "finer place": ("inspection", {**VISIT, "place_code": "640000"}, VISIT, "full"),
    "coarser place": ("inspection", VISIT, {**VISIT, "place_code": "640000"}, "core"),
    "other day": ("inspection", VISIT, {**VISIT, "start": "2022-08-20"}, "core"),
    "other accepted day": ("inspection", {**VISIT, "start_alt": ["2022-08-20"]}, {**VISIT, "start": "2022-08-20"}, "full"),
    "other team": ("inspection", VISIT, {**VISIT, "team": "公安部第八督察组"}, ""),
    "other province": ("inspection", VISIT, {**VISIT, "province_code": "650000"}, ""),
    "planned, not done": ("inspection", {**VISIT, "status": "planned"}, {**VISIT, "status": "done"}, "core"),
    "denied, unasked": ("inspection", VISIT, {**VISIT, "status": "denied"}, "core"),
    "same number": ("result", COUNT, {**COUNT, "value": 12.0}, "full"),
    "respun metric": ("result", COUNT, {**COUNT, "metric": "侦破案件"}, "full"),
    "other metric": ("result", COUNT, {**COUNT, "metric": "收缴枪支"}, ""),
    "whole sentence as metric": ("result", COUNT, {**COUNT, "metric": "破获刑事案件" + "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃"}, ""),
    "other number": ("result", COUNT, {**COUNT, "value": 13}, ""),
    "no number": ("result", COUNT, {**COUNT, "value": "12"}, ""),
    "same unit": ("result", {**COUNT, "unit": "名"}, {**COUNT, "unit": "人"}, "full"),
    "other unit": ("result", COUNT, {**COUNT, "unit": "人"}, ""),
    "over": ("result", COUNT, {**COUNT, "modifier": "over"}, "core"),
    "other scope": ("result", COUNT, {**COUNT, "scope_code": "640000"}, "core"),
    "joint scope": ("result", {**COUNT, "scope_codes": ["1", "2"]}, {**COUNT, "scope_code": "2,1"}, "full"),
    "fall with either sign": ("result", {**COUNT, "value": -16.8, "unit": "%"}, {**COUNT, "value": 16.8, "unit": "％"}, "core"),
    "other year": ("result", {**COUNT, "campaign": "夏季行动", "year": 2023}, {**COUNT, "campaign_year": 2022}, "core"),
    "rival fits better": ("result", {**COUNT, "metric": "刑事警情", "rivals": ["治安警情"]}, {**COUNT, "metric": "治安警情"}, ""),
    "same office": ("role", OFFICE, OFFICE, "full"),
    "longer office": ("role", OFFICE, {**OFFICE, "role": "公安局局长"}, "full"),
    "deputy": ("role", OFFICE, {**OFFICE, "role": "副局长"}, ""),
    "one of two offices": ("role", {**OFFICE, "role": "副市长、局长"}, OFFICE, "full"),
    "other person": ("role", OFFICE, {**OFFICE, "person": "王小"}, ""),
    "blank in the name": ("role", OFFICE, {**OFFICE, "person": "王 小明"}, "full"),
    "shorter body": ("role", OFFICE, {**OFFICE, "org": "宁夏银川市公安局"}, "full"),
    "other body": ("role", OFFICE, {**OFFICE, "org": "吴忠日报社"}, "core"),
    "no body": ("role", OFFICE, {**OFFICE, "org": None}, "core"),
    "same meeting": ("meeting", PRESS, {"name": "“夏季行动”新闻发布会", "start": "2022-08-19", "host": "公安部"}, "full"),
    "meeting without host": ("meeting", {**PRESS, "host": None}, {**PRESS, "start": "2022-08-19"}, "full"),
    "meeting on another day": ("meeting", PRESS, {**PRESS, "date": None, "start": "2022-08-20"}, ""),
    "team": ("team", {"team": "公安部督察组", "count": 10}, {"team": "公安部督察组", "count": 10}, "full"),
    "team, other count": ("team", {"team": "公安部督察组", "count": 10}, {"team": "公安部督察组", "count": None}, "core"),
    "coverage": ("coverage", {"who": "督察组", "count": 25, "unit": "省"}, {"who": "督察组", "count": 25, "unit": "省"}, "full"),
    "coverage, other count": ("coverage", {"who": "督察组", "count": 25}, {"who": "督察组", "count": 31}, ""),
    "measure": ("measure", {"name": "一村一警"}, {"name": "“一村一警”机制", "agency": "x"}, "full"),
    "directive": ("directive", {"demand": "加强夜间巡逻"}, {"demand": "要加强夜间巡逻防控"}, "full"),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "gold", "found", "level"), AGREE.values(), ids=AGREE)
def test_agreement(kind: str, gold: dict[str, Any], found: dict[str, Any], level: str) -> None:
    assert core(kind, gold, found) == (level != "")
    assert full(kind, gold, found) == (level == "full")


RULES: dict[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "any of a type": ({"type": "inspection", "team": "*", "why": "none"}, {"type": "inspection", **VISIT}, True),
    "other type": ({"type": "inspection", "team": "*"}, {"type": "result", **COUNT}, False),
    "value and unit": ({"type": "result", "value": 24, "unit": "小时"}, {"type": "result", "value": 24.0, "unit": "小时"}, True),
    "other value": ({"type": "result", "value": 24}, {"type": "result", "value": 25}, False),
    "no value": ({"type": "result", "value": 24}, {"type": "result"}, False),
    "metric in part": ({"type": "result", "metric": "破获案件"}, {"type": "result", "metric": "破获刑事案件"}, True),
    "private person in any text": ({"type": "person", "person": "张某海"}, {"type": "role", "evidence": {"quote": "抓获张某 海"}}, True),
    "private person elsewhere": ({"type": "person", "person": "张某海"}, {"type": "role", "person": "张海"}, False),
    "place code": ({"type": "inspection", "place_code": "640000"}, {"type": "inspection", **VISIT}, False),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "found", "broken"), RULES.values(), ids=RULES)
def test_what_gold_rules_out(rule: dict[str, Any], found: dict[str, Any], broken: bool) -> None:
    assert forbidden(rule, found) == broken


def test_names_are_compared_in_one_form() -> None:
    assert name("公安部第 十二 督察组") == name("公安部第12督察组") == "公安部第12督察组"
    assert name("第二十一组") == "第21组"
    assert not alike("", "案件")


def line(kind: str, fact: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": kind, "article": "a", "rule": f"{kind}.x", "confidence": 0.5, **fact, **more}


def gold(*facts: dict[str, Any], must_not: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"a": {"id": "a", "facts": list(facts), "must_not": list(must_not)}}


def counts(found: Evaluation, kind: str, level: Any = "core") -> tuple[int, int, int]:
    score = found.scores[kind][level]
    return score.matched, score.gold, score.found


def test_each_gold_fact_is_found_once() -> None:
    documents = gold({"type": "result", **COUNT}, {"type": "result", **COUNT, "value": 20})
    found = measure(documents, [line("result", COUNT), line("result", COUNT, metric="破获案件"), line("result", COUNT)])
    assert counts(found, "result") == (1, 2, 2)
    assert sorted((one.kind, one.level) for one in found.errors) == [
        ("missed", "core"),
        ("missed", "full"),
        ("spurious", "core"),
        ("spurious", "full"),
    ]


def test_the_matching_is_the_largest() -> None:
    broad = {"type": "result", **COUNT, "metric": "破获案件", "metric_alt": ["侦办毒品"]}
    documents = gold(broad, {"type": "result", **COUNT})
    found = measure(documents, [line("result", COUNT), line("result", COUNT, metric="侦办毒品")])
    assert counts(found, "result") == (2, 2, 2)


def test_optional_facts_neither_reward_nor_punish() -> None:
    documents = gold({"type": "role", **OFFICE, "optional": True})
    assert counts(measure(documents, []), "role") == (0, 0, 0)
    assert counts(measure(documents, [line("role", OFFICE)]), "role") == (0, 0, 0)


def test_inspections_count_once_a_province_at_core() -> None:
    visits = [VISIT, {**VISIT, "place_code": "640300"}]
    found = measure(gold(*({"type": "inspection", **one} for one in visits)), [line("inspection", VISIT)])
    assert counts(found, "inspection") == (1, 1, 1)
    assert counts(found, "inspection", "full") == (1, 2, 1)


def test_types_without_gold_are_not_scored() -> None:
    found = measure(gold(), [line("target", {"target": "黄赌毒"}), line("role", OFFICE)])
    assert list(found.scores) == ["inspection", "meeting", "result", "role"]
    assert counts(found, "role") == (0, 0, 1)
    assert list(measure(gold({"type": "target", "target": "黄赌毒"}), []).scores) == [
        "inspection",
        "meeting",
        "target",
        "result",
        "role",
    ]


def test_forbidden_facts_and_stray_articles_are_listed() -> None:
    documents = gold(must_not=({"type": "role", "person": "*", "why": "none here"},))
    found = measure(documents, [line("role", OFFICE), line("role", OFFICE, article="b")])
    assert found.forbidden == 1
    assert [one.why for one in found.errors if one.kind == "forbidden"] == ["none here"]
    assert found.stray == ("b",)


def test_calibration_says_how_often_each_rule_is_right() -> None:
    documents = gold({"type": "role", **OFFICE}, {"type": "result", **COUNT})
    lines = [line("role", OFFICE, confidence=0.75), line("role", OFFICE, person="李小红", confidence=0.75)]
    found = measure(documents, [*lines, line("result", COUNT), line("target", {"target": "x"})])
    assert found.calibration == (Bin("result.x", 1, 1, 0.5), Bin("role.x", 2, 1, 0.75))
    assert [one.share for one in found.calibration] == [pytest.approx(2 / 3), 0.5]
    assert shares([*found.calibration, Bin("role.x", 2, 2, 0.8)]) == {"result.x": 0.6667, "role.x": 0.6667}


def test_scores_of_nothing() -> None:
    assert (Score(0, 0, 0).precision, Score(0, 0, 0).recall, Score(0, 0, 0).f1) == (1, 1, 1)
    assert (Score(0, 0, 3).precision, Score(0, 3, 0).recall, Score(0, 3, 3).f1) == (0, 0, 0)
    assert Score(1, 2, 1).f1 == pytest.approx(2 / 3)


def test_files_are_evaluated_and_the_figures_written(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(gold({"type": "role", **OFFICE})["a"]))
    lines = [line("role", OFFICE), line("role", OFFICE, person="李小红")]
    (tmp_path / "facts.jsonl").write_bytes(b"\n".join(map(orjson.dumps, lines)))
    pq.write_table(pa.Table.from_pylist(lines), tmp_path / "facts.parquet")
    found = evaluate(tmp_path, tmp_path / "facts.jsonl")
    assert found == evaluate(tmp_path, tmp_path / "facts.parquet")
    figures = json.loads(found.to_json(errors=True))
    assert figures["scores"]["role"]["core"] == {
        "matched": 1,
        "gold": 1,
        "found": 2,
        "precision": 0.5,
        "recall": 1.0,
        "f1": 0.6667,
    }
    assert [one["kind"] for one in figures["errors"]] == ["spurious", "spurious"]
    assert "errors" not in json.loads(found.to_json())


BROKEN: dict[str, tuple[str, str, str]] = {
    "no gold": ("", "", "holds no gold"),
    "gold is no JSON": ("{", "", "is no gold file"),
    "gold without facts": ('{"id": "a"}', "", "is no gold file"),
    "gold of a strange type": ('{"facts": [{"type": "visit"}]}', "", "has a fact of type 'visit'"),
    "facts are no JSON": ('{"facts": []}', "{", "Line 1 of .* is no fact"),
    "facts without article": ('{"facts": []}', '{"type": "role"}', "Line 1 of .* is no fact"),
    "facts that are no objects": ('{"facts": []}', "[1]", "Line 1 of .* is no fact"),
}


@pytest.mark.parametrize(("document", "facts", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_files_are_one_clear_sentence(tmp_path: Path, document: str, facts: str, message: str) -> None:
    if document:
        (tmp_path / "a.json").write_text(document)
    (tmp_path / "facts.jsonl").write_text(facts)
    with pytest.raises(ArticleError, match=message):
        evaluate(tmp_path, tmp_path / "facts.jsonl")
