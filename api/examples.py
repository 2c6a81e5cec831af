"""Examples for the OpenAPI page: one answer of each kind, as the sample articles give it."""

from typing import Any

Example = dict[str, Any]

COMMON: Example = {
    "schema": 1,
    "article": "2022-08-03-ningxia",
    "campaign": "summer-policing-2022",
    "campaign_name": "夏季治安打击整治“百日行动”",
    "campaign_year": 2022,
    "start": "2022-07-29",
    "end": "2022-07-29",
    "edtf": "2022-07-29",
    "date_text": "7月29日",
    "status": "done",
    "evidence": {"start": 212, "end": 237, "quote": "督察组一行先后深入银川市兴庆区解放西街派出所"},
    "context": [],
    "confidence": 0.9,
    "review": None,
    "why": None,
}
INSPECTION: Example = COMMON | {
    "id": "0f6c1b7a52e94d0c8e21",
    "type": "inspection",
    "rule": "inspection.clause",
    "team": "公安部第九督察组",
    "team_id": "team/mps-supervision-9@summer-policing-2022",
    "place": "宁夏回族自治区银川市兴庆区",
    "place_code": "640104",
    "province_code": "640000",
    "why": {"clue": "chain", "by": "640100", "lost": []},
    "sites": ["解放西街派出所"],
    "activities": [],
}
RESULT: Example = COMMON | {
    "id": "9b2d1f08c3a74e55d611",
    "type": "result",
    "rule": "result.quantity",
    "evidence": {"start": 88, "end": 107, "quote": "全国公安机关共破获刑事案件64万余起"},
    "metric": "破获刑事案件",
    "value": 640000,
    "unit": "起",
    "scope": "全国",
    "scope_code": "100000",
    "metric_id": "criminal-cases-solved",
    "modifier": "over",
    "change": None,
    "window": None,
    "part_of": None,
    "agency": None,
    "agency_id": None,
}
DIRECTIVE: Example = COMMON | {
    "id": "4c81e0b7d92f4a6b8a35",
    "type": "directive",
    "rule": "directive.demand",
    "evidence": {"start": 301, "end": 327, "quote": "督察组要求，要进一步加强夏夜治安巡查"},
    "issuer": "公安部第九督察组",
    "issuer_id": "team/mps-supervision-9@summer-policing-2022",
    "demand": "进一步加强夏夜治安巡查",
    "place_code": "640000",
    "topics": [],
    "org": None,
    "org_id": None,
}
ROLE: Example = COMMON | {
    "id": "71d5a9c3e8064f2f9b40",
    "type": "role",
    "rule": "role.title",
    "evidence": {"start": 140, "end": 156, "quote": "公安部第九督察组组长某某"},
    "person": "某某",
    "role": "组长",
    "org": "公安部第九督察组",
    "org_id": "team/mps-supervision-9@summer-policing-2022",
}
_SPAN: Example = {"first": "2022-07-29", "last": "2022-08-05"}
TEAM: Example = _SPAN | {
    "id": "team/mps-supervision-9@summer-policing-2022",
    "label": "公安部第九督察组",
    "campaign": "summer-policing-2022",
    "inspections": 5,
    "places": 4,
    "articles": 3,
    "stories": 2,
}
TEAM_VIEW: Example = {
    "summary": TEAM,
    "names": ["公安部第九督察组"],
    "sent_by": ["公安部"],
    "terms": [],
    "places": [
        _SPAN
        | {"id": "place/640104", "code": "640104", "label": "宁夏回族自治区银川市兴庆区", "count": 2, "stories": 1}
        | {"facts": ["0f6c1b7a52e94d0c8e21"]}
    ],
    "heads": [],
    "facts": [],
}
PLACE_VIEW: Example = _SPAN | {
    "id": "place/640000",
    "code": "640000",
    "label": "宁夏回族自治区",
    "within": ["100000"],
    "types": {"inspection": 1},
    "articles": 1,
    "stories": 1,
    "teams": [{"id": TEAM["id"], "label": TEAM["label"], "count": 1}],
    "campaigns": [{"id": "campaign/summer-policing-2022", "label": COMMON["campaign_name"], "count": 1}],
    "places": [{"id": "place/640104", "label": "宁夏回族自治区银川市兴庆区", "count": 1}],
    "facts": {"items": [INSPECTION], "next": None, "total": 1},
}
CAMPAIGN: Example = _SPAN | {
    "id": "campaign/summer-policing-2022",
    "key": "summer-policing-2022",
    "label": COMMON["campaign_name"],
    "label_en": "Hundred-Day Summer Policing Campaign 2022",
    "series": "summer-policing",
    "parent": None,
    "year": 2022,
    "start": "2022-06-25",
    "end": "2022-09",
    "types": {"inspection": 24, "result": 61},
    "articles": 18,
    "stories": 16,
    "teams": 9,
    "places": 31,
}
ARTICLE_VIEW: Example = {
    "id": "2022-08-03-ningxia",
    "row": {
        "id": "2022-08-03-ningxia",
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "title": "公安部第九督察组赴宁夏开展“百日行动”督察",
        "publisher": "中国警察网",
        "published": "2022-08-03",
        "url": None,
        "source": "articles/2022-08-03-ningxia.txt",
        "extractor": "1",
        "residue": [],
    },
    "same_story": [],
    "facts": [INSPECTION],
}
ARTICLE_IN: Example = {
    "id": "2022-08-03-ningxia",
    "title": "公安部第九督察组赴宁夏开展“百日行动”督察",
    "publisher": "中国警察网",
    "published": "2022-08-03",
    "url": "https://example.org/2022-08-03-ningxia.html",
    "text": "7月29日，公安部第九督察组到宁夏回族自治区银川市兴庆区，对夏季治安打击整治“百日行动”开展专项督察。",
}
CHANGE: Example = {
    "id": "2022-08-03-ningxia",
    "outcome": "added",
    "dry_run": False,
    "generation": 7,
    "facts": 1,
    "added": [INSPECTION],
    "removed": [],
    "lost": [],
    "gained": [INSPECTION],
    "support": [],
    "cells": [
        {
            "team": TEAM["id"],
            "team_label": INSPECTION["team"],
            "place": "place/640000",
            "place_label": "宁夏回族自治区",
            "before": {"state": "none found", "reported": 0, "planned": 0, "denied": 0, "stories": 0},
            "after": {"state": "reported", "reported": 1, "planned": 0, "denied": 0, "stories": 1},
        }
    ],
    "totals": [{"of": None, "name": "articles", "before": 79, "after": 80}],
}
_ENDS: Example = {"source": TEAM["id"], "target": "place/640104"}
DIAGRAM: Example = {
    "schema": 1,
    "directed": True,
    "multigraph": True,
    "graph": {
        "question": "neighborhood",
        "layout": "layers",
        "canvas": [2600.0, 2400.0],
        "truncated": False,
        "start": TEAM["id"],
        "depth": 1,
    },
    "kinds": [
        {"id": "place", "label": "地区", "label_en": "Place", "color": "#009e73"},
        {"id": "team", "label": "督察组", "label_en": "Team", "color": "#0072b2"},
    ],
    "link_kinds": [{"id": "inspected", "label": "督察", "label_en": "inspected", "color": "#0072b2"}],
    "layers": [
        {"id": "team", "label": "督察组", "label_en": "Teams", "x": 650.0},
        {"id": "county", "label": "区县", "label_en": "Counties", "x": 1690.0},
    ],
    "nodes": [
        {"id": TEAM["id"], "kind": "team", "label": TEAM["label"], "size": 5, "depth": 0}
        | {"label_en": "Supervision team 9, Ministry of Public Security", "layer": "team"}
        | {"x": 672.4, "y": 1046.9, "radius": 11.2, "color": "#0072b2"},
        {"id": "place/640104", "kind": "place", "label": "宁夏回族自治区银川市兴庆区", "size": 2, "depth": 1}
        | {"label_en": None, "layer": "county", "x": 1648.3, "y": 2110.5, "radius": 9.2, "color": "#009e73"},
    ],
    "links": [
        {"id": f"{TEAM['id']} inspected place/640104", **_ENDS, **_SPAN}
        | {"kind": "inspected", "count": 2, "stories": 1, "status": "done", "facts": [INSPECTION["id"]]}
        | {"confidence": 0.9, "width": 2.0, "color": "#0072b2", "line": "solid"}
    ],
}


_TALLY: Example = _SPAN | {"count": 2, "stories": 1, "facts": [INSPECTION["id"]]}
PLACE_TALLY: Example = {"id": "place/640104", "label": "宁夏回族自治区银川市兴庆区"} | _TALLY
TEAM_TALLY: Example = {"id": TEAM["id"], "label": TEAM["label"]} | _TALLY
MATRIX: Example = {
    "teams": [TEAM["id"]],
    "team_labels": [TEAM["label"]],
    "provinces": ["place/640000"],
    "province_labels": ["宁夏回族自治区"],
    "row": [0],
    "column": [0],
    "count": [5],
}
TIMELINE: Example = {
    "id": TEAM["id"],
    "label": TEAM["label"],
    "months": [{"month": "2022-07", "count": 1}],
    "undated": 0,
    "facts": {"items": [INSPECTION], "next": None, "total": 1},
}
PATH: Example = {
    "ids": [TEAM["id"], "place/640104"],
    "labels": [TEAM["label"], "宁夏回族自治区银川市兴庆区"],
    "steps": [_ENDS | {"kind": "inspected", "count": 2, "facts": [INSPECTION]}],
}
PLACE_NUMBER: Example = {
    "place": {"id": "place/100000", "label": "全国"} | _TALLY | {"facts": [RESULT["id"]]},
    "newest": RESULT,
}
CAMPAIGN_YEAR: Example = {
    "campaign": {"id": "campaign/summer-policing-2022", "label": COMMON["campaign_name"]} | _TALLY,
    "metrics": [{"id": "metric/criminal-cases-solved", "label": "破获刑事案件"} | _TALLY | {"facts": [RESULT["id"]]}],
}
CONNECTED: Example = {"id": TEAM["id"], "label": TEAM["label"], "links": 7, "facts": 12}
COMMUNITY: Example = {
    "provinces": ["place/520000", "place/640000"],
    "labels": ["贵州省", "宁夏回族自治区"],
    "weight": 1.5,
}


def page(*items: Example) -> Example:
    """Return a list's only page."""
    return {"items": list(items), "next": None, "total": len(items)}
