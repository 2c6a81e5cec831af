"""What is said above a list of teams holds for its lines: date and status."""

import pytest

from ingest.document import read_document
from ingest.extractors.inspection import extract
from ontology.model import Article

Found = list[tuple[str, str, str | None, str | None, str]]

LINES = "省委第二巡视组：巡视滁州市、定远县。\n省委第三巡视组：巡视砀山县。"
BELOW = [("省委第二巡视组", "341100"), ("省委第二巡视组", "341125"), ("省委第三巡视组", "341321")]
CASES: dict[str, tuple[str, Found]] = {
    "dates and plan": (
        f"本轮巡视共派出8个巡视组，9月上旬进驻，11月上旬驻点巡视结束。\n{LINES}",
        [(*line, "2022-09", "2022-11", "planned") for line in BELOW],
    ),
    "still to come": (
        f"8个巡视组将于10月8日陆续进驻。各组安排如下：\n{LINES}",
        [(*line, "2022-10-08", "2022-10-08", "planned") for line in BELOW],
    ),
    "done": (
        f"截至8月6日，8个巡视组已于8月2日至6日全部进驻到位。\n{LINES}",
        [(*line, "2022-08-02", "2022-08-06", "done") for line in BELOW],
    ),
    "no date": (f"各巡视组安排如下：\n{LINES}", [(*line, None, None, "done") for line in BELOW]),
    "launch is no posting": (
        f"本轮巡视8月2日启动。各巡视组安排如下：\n{LINES}",
        [(*line, None, None, "done") for line in BELOW],
    ),
    "bare ordinals": (
        "组建2个中央生态环境保护督察组，于8月9日陆续进驻，进驻时间约1个月。\n第一组：上海市；\n第二组：浙江省。",
        [
            ("中央第一生态环境保护督察组", "310000", "2022-08-09", "2022-08-09", "underway"),
            ("中央第二生态环境保护督察组", "330000", "2022-08-09", "2022-08-09", "underway"),
        ],
    ),
    "its own date": (
        "8个巡视组8月2日进驻。\n省委第二巡视组8月3日进驻滁州市。\n省委第三巡视组进驻砀山县。",
        [
            ("省委第二巡视组", "341100", "2022-08-03", "2022-08-03", "done"),
            ("省委第三巡视组", "341321", "2022-08-02", "2022-08-02", "done"),
        ],
    ),
    "no list": (
        "8个巡视组8月2日进驻各地。\n省委第二巡视组在滁州市发现问题。",
        [("省委第二巡视组", "341100", "2022-08-02", "2022-08-02", "done")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_lines_of_a_list(text: str, expected: Found) -> None:
    document = read_document(Article("a", text, "a.txt", title="安徽巡视", published="2022-09-01"))
    found = [(fact.team, fact.place_code, fact.when.start, fact.when.end, fact.status) for fact in extract(document)]
    assert sorted(found) == sorted(expected)


def test_the_posting_is_quoted() -> None:
    text = f"8个巡视组8月2日至6日进驻。\n{LINES}"
    fact = next(extract(read_document(Article("a", text, "a.txt", published="2022-09-01"))))
    assert "8个巡视组8月2日至6日进驻" in [quote.quote for quote in fact.context]
