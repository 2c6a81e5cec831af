"""Examples of the insight answers for the OpenAPI page, as the sample articles give them."""

from typing import Any, Final

from api import examples
from graph.figures.labels import LABELS
from graph.questions.coverage import STATES

_TEAM: Final[str] = examples.TEAM["id"]

COVERAGE: Final[dict[str, Any]] = {
    "within": "place/100000",
    "teams": [_TEAM],
    "team_labels": ["公安部第九督察组"],
    "campaigns": ["summer-policing-2022"],
    "articles": [28],
    "naming": [3],
    "places": ["place/520000", "place/640000"],
    "place_labels": ["贵州省", "宁夏回族自治区"],
    "row": [0],
    "column": [1],
    "state": ["reported"],
    "reported": [2],
    "planned": [0],
    "denied": [0],
    "stories": [2],
    "totals": [],
    "states": list(STATES),
}

LOOKED: Final[dict[str, Any]] = {
    "id": "2022-08-03-ningxia",
    "title": "公安部第九督察组赴宁夏开展“百日行动”督察",
    "publisher": "中国警察网",
    "published": "2022-08-03",
    "url": None,
    "story": "2022-08-03-ningxia",
    "names_team": True,
    "names_place": False,
}

CELL: Final[dict[str, Any]] = {
    "teams": [_TEAM],
    "team_label": "公安部第九督察组",
    "place": "place/520000",
    "place_label": "贵州省",
    "state": "none found",
    "facts": examples.page(),
    "totals": [],
    "stories": 1,
    "articles": examples.page(LOOKED),
}

_FIGURE: Final[dict[str, Any]] = {
    "fact": "8f21d9094c209f7ed6e2",
    "metric": "破获刑事案件",
    "metric_id": "criminal-cases-solved",
    "value": 269800.0,
    "low": 269800.0,
    "high": 269800.0,
    "unit": "起",
    "stated_value": 269800,
    "stated_unit": "起",
    "modifier": "exact",
    "change": None,
    "part": False,
    "window": {"kind": "as_of", "since": None, "until": "2022-07-31", "says": "up to 2022-07-31"},
    "scope": "全国",
    "scope_code": "100000",
    "campaign": "summer-policing-2022",
    "agency": "全国公安机关",
    "status": "done",
    "article": "2022-08-05-mps-first-month",
    "published": "2022-08-05",
    "quote": "到7月底全国公安机关已破获刑事案件26.98万起",
    "stories": 1,
    "articles": 1,
    "facts": ["8f21d9094c209f7ed6e2"],
}

_ROUNDED: Final[dict[str, Any]] = _FIGURE | {
    "fact": "002ac38f0f2cfa0dffcb",
    "value": 270000.0,
    "low": 270000.0,
    "high": 280000.0,
    "stated_value": 270000,
    "modifier": "over",
    "article": "2022-08-26-mps-press-conference",
    "published": "2022-08-28",
    "quote": "全国公安机关破获刑事案件27万余起",
    "facts": ["002ac38f0f2cfa0dffcb"],
}

_MEASURE: Final[dict[str, Any]] = {
    "metric": "metric/criminal-cases-solved",
    "label": "破获刑事案件",
    "scope": "全国",
    "scope_code": "100000",
    "campaign": "summer-policing-2022",
    "unit": "起",
}

AGREEMENTS: Final[dict[str, Any]] = {
    "items": [
        _MEASURE
        | {
            "stories": 2,
            "articles": 2,
            "labels": ["rounds to"],
            "stated": 2,
            "statements": [_FIGURE, _ROUNDED],
            "pairs": [{"one": 0, "other": 1, "label": "rounds to", "reasons": []}],
        }
    ],
    "next": None,
    "total": 1,
    "labels": dict.fromkeys(LABELS, 0) | {"rounds to": 1},
}

SERIES: Final[dict[str, Any]] = {
    "items": [
        _MEASURE
        | {
            "words": "破获刑事案件",
            "change": None,
            "part": False,
            "window": "as_of",
            "days": None,
            "comparable": True,
            "reasons": [],
            "differs": [],
            "total": 2,
            "points": [_FIGURE, _ROUNDED],
        }
    ],
    "total": 1,
}

COMPARISON: Final[dict[str, Any]] = {
    "one": _FIGURE,
    "other": _ROUNDED,
    "label": "rounds to",
    "reasons": [],
    "says": [],
    "least": 200.0,
    "most": 10200.0,
}

CHECKS: Final[dict[str, Any]] = examples.page(
    {
        "kind": "teams",
        "who": "team/mps-supervision@summer-policing-2022",
        "who_label": "公安部督察组",
        "campaign": "summer-policing-2022",
        "stated": 2,
        "unit": "组",
        "place": None,
        "place_label": None,
        "known": [{"id": _TEAM, "label": "公安部第九督察组"}],
        "planned": [],
        "difference": 1,
        "missing": None,
        "verdict": "fewer known",
        "stories": 3,
        "articles": 3,
        "facts": ["4c81e0b7d92f4a6b8a35"],
        "said": examples.COMMON | {"id": "4c81e0b7d92f4a6b8a35", "type": "team", "rule": "team.count"},
    }
)

SUMS: Final[dict[str, Any]] = examples.page(
    {
        "metric": "metric/criminal-cases-solved",
        "label": "破获刑事案件",
        "campaign": "summer-policing-2022",
        "national": _FIGURE,
        "parts": [{"scope_code": "360000", "label": "江西省", "low": 17000, "high": 18000, "statements": [_FIGURE]}],
        "low": 17000,
        "high": 18000,
        "least": 251800,
        "most": 252800,
        "missing": ["place/110000"],
        "missing_labels": ["北京市"],
        "left_out": [],
        "verdict": "fewer known",
        "reasons": [],
    }
)

_SIDE: Final[dict[str, Any]] = {
    "id": "campaign/ecological-inspection-2-4-2021",
    "key": "ecological-inspection-2-4-2021",
    "label": "第二轮第四批中央生态环境保护督察",
    "start": "2021-08-25",
    "end": "2021-09",
    "articles": 2,
    "stories": 2,
    "facts": 43,
}

_SAID: Final[dict[str, Any]] = {"count": 1, "stories": 1, "planned": True, "facts": ["2f7968978e5573020350"]}

ROUNDS: Final[dict[str, Any]] = {
    "one": _SIDE,
    "other": _SIDE | {"id": "campaign/ecological-inspection-2-5-2021", "key": "ecological-inspection-2-5-2021"},
    "counts": {"places": {"added": 1, "dropped": 0, "kept": 0}},
    "places": [{"id": "place/230000", "label": "黑龙江省", "change": "added", "one": None, "other": _SAID}],
    "teams": [],
    "heads": [],
    "measures": [],
    "metrics": [
        _MEASURE
        | {
            "words": "破获刑事案件",
            "change": None,
            "window": "unstated",
            "direction": "down",
            "least": -84000.0,
            "most": -74000.0,
            "comparable": False,
            "assumed": True,
            "reasons": ["window not stated"],
            "one": [_FIGURE],
            "other": [_ROUNDED],
        }
    ],
}

_ARTICLE: Final[dict[str, Any]] = {
    "title": "公安部通报“百日行动”首月战果",
    "publisher": "中国警察网",
    "published": "2022-08-05",
    "url": None,
    "articles": 3,
}

SOURCES: Final[dict[str, Any]] = {
    "items": [
        {
            "fact": examples.RESULT,
            "stories": 1,
            "articles": 3,
            "earliest": "2022-08-05-mps-first-month",
            "told": [
                _ARTICLE
                | {
                    "story": "2022-08-05-mps-first-month",
                    "article": "2022-08-05-mps-first-month",
                    "fact": _FIGURE["fact"],
                }
                | {"quote": _FIGURE["quote"]}
            ],
        }
    ]
}

STORIES: Final[dict[str, Any]] = examples.page(_ARTICLE | {"id": "2022-08-05-mps-first-month", "facts": 27})
