"""A clause's campaign is the one it names, else the last named, the title's, the page's only one; its year must be sure."""

import pytest

from ingest.campaigns import operation_ref, text_year
from ingest.document import Document, read_document
from ingest.scan import load_scanner
from ontology.model import Article

YEARS: dict[str, tuple[str, str | None, str, int | None]] = {
    "name used again, dated": ("夏季行动开展以来", "2022-09-16", "summer-policing-2022", 2022),
    "the same in another year": ("夏季行动开展以来", "2023-08-01", "summer-policing-2023", 2023),
    "the same in quotes": ("“百日行动”开展以来", "2023-08-01", "summer-policing-2023", 2023),
    "the same in a year that the vocabulary lacks": ("夏季行动开展以来", "2021-07-01", "summer-policing-2021", 2021),
    "name used again, undated": ("夏季行动开展以来", None, "summer-policing", None),
    "written with its year, undated": ("2022年“百日行动”成效显著", None, "summer-policing-2022", 2022),
    "written with its year, later": ("2022年“百日行动”成效显著", "2023-08-01", "summer-policing-2022", 2022),
    "year before the name": ("2021年夏季行动成效显著", "2023-08-01", "summer-policing-2021", 2021),
    "ran once": (
        "学习贯彻习近平新时代中国特色社会主义思想主题教育开展以来",
        None,
        "theme-education-2023",
        2023,
    ),
    "round and batch": ("第三轮第二批中央生态环境保护督察启动", None, "ecological-inspection-3-2-2024", 2024),
    "round and batch against the date": (
        "第二轮第一批中央生态环境保护督察启动",
        "2024-05-10",
        "ecological-inspection-2-1-2019",
        2019,
    ),
    "batch named before, posted again in another's days": (
        "第三轮第二批中央生态环境保护督察启动。中央第一生态环境保护督察组进驻上海",
        "2024-11-18",
        "ecological-inspection-3-2-2024",
        2024,
    ),
    "batch named before, undated": (
        "第三轮第二批中央生态环境保护督察启动。中央第一生态环境保护督察组进驻上海",
        None,
        "ecological-inspection-3-2-2024",
        2024,
    ),
    "the batch of the day, beside an older one that the page names too": (
        "第三轮第三批中央生态环境保护督察启动。第三轮第二批中央生态环境保护督察已反馈。中央生态环境保护督察组进驻江苏",
        "2024-11-18",
        "ecological-inspection-3-3-2024",
        2024,
    ),
    "batch that ran on the date": (
        "中央生态环境保护督察启动",
        "2024-05-10",
        "ecological-inspection-3-2-2024",
        2024,
    ),
    "last year's": (
        "去年夏季行动成效显著",
        "2023-08-01",
        "summer-policing-2022",
        2022,
    ),
    "looked back on in January": (
        "夏季行动成效显著",
        "2023-01-10",
        "summer-policing-2022",
        2022,
    ),
}


@pytest.mark.parametrize(("text", "published", "key", "year"), YEARS.values(), ids=YEARS)
def test_find_campaigns(text: str, published: str | None, key: str, year: int | None) -> None:
    *_, mention = _read(text, published=published).campaigns.mentions
    assert (mention.ref.key, mention.ref.year, mention.operation) == (key, year, False)


CLAUSES: dict[str, tuple[str, str | None, str | None]] = {
    "named in the clause": ("冬季行动结束。夏季行动破案36起。", None, "summer-policing-2022"),
    "last named before": ("冬季行动结束。夏季行动开始。警方破案36起。", None, "summer-policing-2022"),
    "before a sub-action": ("夏季行动开始。云剑行动抓获2人。警方破案36起。", None, "summer-policing-2022"),
    "sub-action's own clause": ("夏季行动开始。云剑行动破案36起。", None, "cloud-sword-2022"),
    "title's": ("警方破案36起。", "夏季行动见成效", "summer-policing-2022"),
    "title's before one named later": ("警方破案36起。冬季行动启动。", "夏季行动见成效", "summer-policing-2022"),
    "the only one of the page": ("警方破案36起。夏季行动仍在继续。", None, "summer-policing-2022"),
    "two, both later": ("警方破案36起。夏季行动结束，冬季行动启动。", None, None),
    "none": ("警方破案36起。", None, None),
    "another field's in the same season": ("根治欠薪冬季行动启动。警方破案36起。", None, None),
    "another field's in quotes": ("消防安全“夏季行动”启动。警方破案36起。", None, None),
    "its own words before the season": ("公安机关冬季行动启动。警方破案36起。", None, "winter-policing-2022"),
}


@pytest.mark.parametrize(("text", "title", "expected"), CLAUSES.values(), ids=CLAUSES)
def test_campaign_of_a_clause(text: str, title: str | None, expected: str | None) -> None:
    document = _read(text, published="2022-09-16", title=title)
    ref = document.campaign(*document.clause(*_find(document, "破案36起")))
    assert (ref.key if ref else None) == expected


def test_campaign_does_not_reach_into_another_section() -> None:
    text = "夏季行动开始，警方加强巡逻。\n责任编辑：某\n公园里的荷花开了，警方破案36起。冬季行动启动。"
    document = _read(text, published="2022-09-16")
    assert len(document.sections) == 2
    assert document.campaign(*_find(document, "破案36起")) is None


NAMED: dict[str, tuple[str, int | None]] = {
    "campaign that ran once": ("学习贯彻习近平新时代中国特色社会主义思想主题教育开展以来", 2023),
    "only full year": ("2021年以来，警方破案36起。", 2021),
    "two years": ("2021年和2022年，警方破案36起。", None),
    "name used again": ("夏季行动开展以来", None),
    "none": ("7月29日晚，警方上街。", None),
}


@pytest.mark.parametrize(("text", "expected"), NAMED.values(), ids=NAMED)
def test_text_year(text: str, expected: int | None) -> None:
    assert text_year(load_scanner().scan(text), text) == expected


def test_operation_ref_takes_the_articles_year() -> None:
    assert operation_ref("cloud-sword", "2022-09-16", None).key == "cloud-sword-2022"
    assert operation_ref("cloud-sword", None, 2021).key == "cloud-sword-2021"
    assert operation_ref("cloud-sword", None, None).key == "cloud-sword"


def _read(text: str, published: str | None = None, title: str | None = None) -> Document:
    return read_document(Article("a1", text, "a1.txt", title=title, published=published))


def _find(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)
