"""Readings that a table of answers does not show: which of several names is meant, what is refused and why, what is near."""

import pytest

from graph.ask.ask import Asked, ask
from graph.index.relation import RelationIndex

REFUSED = {
    "unknown place": ("哪些督察组督察过火星?", "火星"),
    "unknown word": ("公安部第九督察组去过哪些星球?", "星球"),
    "unknown word in English": ("Which planets did MPS team 9 visit?", "planets"),
    "typing error": ("公安部第九督察组去过贵洲吗?", "贵洲"),
    "private person": ("李小明去过哪里?", "李小明"),
    "why": ("公安部第九督察组为什么去宁夏?", "原因"),
    "average": ("各省破获刑事案件平均多少起?", "比较"),
    "threshold": ("哪些省破获刑事案件超过1万起?", "比较"),
    "relative date": ("去年哪些督察组督察过安徽?", "年月"),
    "date without a year": ("8月14日公安部督察组去了哪里?", "年份"),
    "date that is none": ("2022年2月30日哪些地方被督察过?", "没有这个日期"),
    "no such round": ("第九轮第九批中央环保督察去了哪些省?", "没有哪次"),
    "twins": ("哪些督察组督察过鼓楼区?", "请写明"),
    "here": ("当地有哪些督察组?", "地名"),
    "nothing": ("???", "empty"),
    "head of an unnamed team": ("第三轮第五批督察北京的组长是谁?", "第几组"),
    "body of no place": ("安委办去年检查了哪些省?", "哪里的“安委会”"),
    "body of no place in English": ("Which provinces did the party committee inspect?", "Say which place's"),
    "a year and a season of another year": ("2021年和2023年夏季全国破获多少刑事案件?", "两个时间"),
    "two seasons": ("How many criminal cases were solved in summer 2022 and summer 2024?", "two times"),
    "years that do not adjoin": ("2021年与2023年哪些地方被督察过?", "不相邻"),
    "negation of a number": ("安徽没有报告什么数据?", "不等于"),
}
NEAR = {
    "same sound": ("贵洲", "贵州"),
    "one character": ("百日行冻", "百日行动"),
    "same letters": ("Anhiu", "Anhui"),
}
ONE_READING = {
    "places inside places": ("哪些督察组去过贵州贵阳?", {"place/520100"}),
    "province before its namesake": ("哪些督察组去过吉林?", {"place/220000"}),
    "pinyin": ("which teams were in Guiyang?", {"place/520100"}),
    "Shaanxi": ("which teams were in Shaanxi?", {"place/610000"}),
    "Shanxi": ("which teams were in Shanxi?", {"place/140000"}),
    "year beside a series": ("2022年百日行动督察了哪些省?", {"campaign/summer-policing-2022"}),
}


@pytest.mark.parametrize(("question", "said"), REFUSED.values(), ids=REFUSED)
def test_refused(index: RelationIndex, question: str, said: str) -> None:
    asked = ask(index, question)
    assert asked.status == "refused", asked.answer
    assert said in asked.answer
    assert not asked.rows
    assert not asked.facts


@pytest.mark.parametrize(("word", "name"), NEAR.values(), ids=NEAR)
def test_near_names_are_offered(index: RelationIndex, word: str, name: str) -> None:
    (unknown,) = ask(index, word).unknown
    assert name in [near.text.strip("“”") for near in unknown.near]


@pytest.mark.parametrize(("question", "ids"), ONE_READING.values(), ids=ONE_READING)
def test_one_reading(index: RelationIndex, question: str, ids: set[str]) -> None:
    asked = ask(index, question)
    assert asked.status != "refused"
    assert ids <= {name for word in asked.words for name in word.ids}


def test_an_office_holder_has_no_page(index: RelationIndex) -> None:
    person = index.entities.id(index.entities.of_kind("person")[0]).partition("/")[2].partition("@")[0]
    asked = ask(index, f"{person}去过哪些省?")
    assert asked.status == "refused"
    assert "公职" in asked.answer


def test_several_teams_of_a_name_are_answered_one_by_one(index: RelationIndex) -> None:
    asked = ask(index, "第五督察组去过哪些省?")
    assert len({row["team_id"] for row in asked.rows}) > 1
    assert any("逐一" in note for note in asked.notes)


def test_none_found_never_says_that_it_did_not_happen(index: RelationIndex) -> None:
    for question, words in (
        ("公安部第九督察组去过贵州吗?", "不等于"),
        ("Did MPS team 9 visit Guizhou?", "does not mean"),
    ):
        asked = ask(index, question)
        assert asked.status == "none-found"
        assert words in asked.answer


def test_what_was_only_planned_is_no_visit(index: RelationIndex) -> None:
    asked = ask(index, "十九届中央第六轮巡视去了哪些省?")
    assert {row["status"] for row in asked.rows} == {"planned"}
    assert asked.answer.startswith("只见于计划")


def test_a_kind_of_team_is_never_skipped(index: RelationIndex) -> None:
    asked = ask(index, "扫黑除恶督导组去过新疆没有")
    assert {row["team"] for row in asked.rows} == {"中央扫黑除恶督导组"}


@pytest.mark.parametrize("question", ["安委会督察过哪些省?", "安委会巡查组2017年到过哪些地方?"])
def test_a_body_by_its_short_name_sends_its_own_teams_only(index: RelationIndex, question: str) -> None:
    asked = ask(index, question)
    assert asked.facts
    assert all(str(fact["team_id"]).startswith("team/state-council-safety-committee") for fact in asked.facts)


@pytest.mark.parametrize("question", ["公安部督察七组去过哪些地方?", "公安部的第七组到过哪些地方?"])
def test_a_sender_beside_a_number_is_not_skipped(index: RelationIndex, question: str) -> None:
    asked = ask(index, question)
    assert asked.facts
    assert {str(fact["team_id"]).partition("@")[0] for fact in asked.facts} == {"team/mps-supervision-7"}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("哪个省最先报告破获刑事案件?", "不按先后"),
        ("长沙近几年夏夜行动总共抓了多少人?", "相加"),
        ("Was there a press conference on 12 or 13 July 2022?", "one at a time"),
    ],
)
def test_a_refusal_says_what_is_in_the_way(index: RelationIndex, question: str, reason: str) -> None:
    asked = ask(index, question)
    assert (asked.status, reason in asked.answer) == ("refused", True), asked.answer


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("谁是公安部百日行动办公室负责人?", "“百日行动”办公室主任"),
        ("Who leads the MPS office for the Hundred-Day Action?", "“百日行动”办公室主任"),
        ("Who was the deputy director of the 2023 Summer Operation office of the MPS?", "“夏季行动”办公室副主任"),
    ],
)
def test_the_head_of_an_office_of_a_campaign(index: RelationIndex, question: str, role: str) -> None:
    assert {row["role"] for row in ask(index, question).rows} == {role}


def test_a_count_tells_planned_and_undated_visits_apart(index: RelationIndex) -> None:
    asked = ask(index, "How many times was Ningxia inspected between 2017 and 2025?")
    planned = sum(row["status"] == "planned" for row in asked.rows)
    assert planned
    assert f"{asked.total - planned} statement" in asked.answer
    assert f"{planned} more only as planned" in asked.answer
    ever = ask(index, "How many times was Ningxia inspected?")
    undated = sum(row["start"] is None and row["end"] is None for row in ever.rows)
    assert any(note.startswith(f"{undated} more statements give no date") for note in asked.notes)


def test_totals_without_names_are_told(index: RelationIndex) -> None:
    assert any("31省" in note for note in ask(index, "公安部督察组去过几个省?").notes)


def test_a_year_takes_its_campaigns_where_nothing_is_dated(index: RelationIndex) -> None:
    asked = ask(index, "2023年晋中破获盗抢骗案件多少?")
    assert asked.status == "answered"
    assert any("没有日期" in note for note in asked.notes)


NOTED = {
    "undated, in an article of the time": ("Which teams were in Henan in March 2023?", "articles published then"),
    "a broader metric": (
        "How many suspects were caught nationwide in the 2024 summer operation?",
        "Offenders and suspects caught",
    ),
    "a metric cut short": ("泸州百日行动缴获毒品多少?", "缴毒"),
    "narrower metrics": ("2022年江西警情同比下降多少?", "治安警情"),
    "the last of undated ones": ("河南最近一次被督察是什么时候?", "没有写明日期"),
    "larger places than asked for": ("公安部第一督察组到过上海哪些区?", "没有写到问的这一级"),
    "a second question": ("昆明是哪个巡视组去的,几月份?", "几月份"),
    "a second question in English": ("How many teams did the MPS send, and to which provinces?", "How many"),
}


@pytest.mark.parametrize(("question", "note"), NOTED.values(), ids=NOTED)
def test_what_is_answered_instead_is_told(index: RelationIndex, question: str, note: str) -> None:
    asked = ask(index, question)
    assert asked.status == "answered", asked.answer
    assert any(note in told for told in asked.notes), asked.notes


def test_nearly_the_same_words_are_shown_and_are_no_answer(index: RelationIndex) -> None:
    asked = ask(index, "2024年夏季行动陕西道路交通事故死亡人数下降多少?")
    assert (asked.status, asked.rows) == ("none-found", ())
    assert any("34.55%" in note for note in asked.notes)


def test_a_word_for_the_visits_of_one_kind_of_team_means_that_kind(index: RelationIndex) -> None:
    assert {row["team"][-3:] for row in ask(index, "安徽被巡视过几次?").rows} == {"巡视组"}
    assert len({row["team"][-3:] for row in ask(index, "安徽被督察过几次?").rows}) > 1


@pytest.mark.parametrize("question", ["谁带队去的安徽?", "Who led the teams that went to Anhui?"])
def test_heads_of_the_teams_in_a_place_are_no_other_heads_there(index: RelationIndex, question: str) -> None:
    asked = ask(index, question)
    assert asked.rows
    assert all(str(row["org_id"]).startswith("team/") for row in asked.rows)


def test_heads_of_a_body_are_not_those_of_its_team_in_a_place(index: RelationIndex) -> None:
    asked = ask(index, "第三轮第四批去山西的组长是谁?")
    assert (asked.status, asked.rows) == ("refused", ())


def test_the_head_of_a_body_is_not_that_of_a_part_of_it(index: RelationIndex) -> None:
    assert ask(index, "Who is the head of the MPS?").status == "none-found"


def test_dated_figures_of_a_narrower_metric_come_before_undated_ones(index: RelationIndex) -> None:
    (row,) = ask(index, "江苏2023年夏天破案多少起?").rows
    assert (row["metric_id"], row["start"]) == ("criminal-cases-solved", "2023-06-25")


def test_campaigns_of_a_year_ran_in_it(index: RelationIndex) -> None:
    rows = ask(index, "2021年有哪几批督察?").rows
    assert {str(row["year"]) for row in rows} == {"2021"}


@pytest.mark.parametrize(
    "question", ["哪些省刑事警情上升了?", "安徽刑事警情上升了吗?", "In which provinces did criminal calls rise?"]
)
def test_what_fell_did_not_rise(index: RelationIndex, question: str) -> None:
    asked = ask(index, question)
    assert (asked.status, asked.rows) == ("none-found", ())


def test_what_fell_fell(index: RelationIndex) -> None:
    assert "place/340000" in {row["id"] for row in ask(index, "哪些省刑事警情下降了?").rows}
    assert ask(index, "安徽刑事警情下降了吗?").status == "answered"


def test_the_largest_is_of_the_metric_that_is_named(index: RelationIndex) -> None:
    asked = ask(index, "哪个省抓获现行违法犯罪嫌疑人最多?")
    assert {row["metric_id"] for row in asked.rows} <= {"offenders-caught-in-the-act"}


def test_counties_of_an_operation_are_counties(index: RelationIndex) -> None:
    rows = ask(index, "哪些县开展了夏夜行动?").rows
    assert rows
    assert all(row["kind"] == "place" and not str(row["id"]).endswith("00") for row in rows)


def test_sites(index: RelationIndex) -> None:
    assert [row["label"] for row in ask(index, "督察组在贵阳去了哪些单位").rows] == ["南明分局"]
    assert ask(index, "督察组在贵阳去了哪些派出所").status == "none-found"


def test_words_say_where_they_stand(index: RelationIndex) -> None:
    question = "公安部第九督察组去过哪些省?"
    asked = ask(index, question)
    assert all(question[word.start : word.end] == word.text for word in asked.words)
    assert asked.words[0].ids == ("team/mps-supervision-9@summer-policing-2022",)


@pytest.mark.parametrize("question", ["公安部" * 200, "(" * 400, "1" * 400, "the of in " * 50, "第" * 400])
def test_odd_questions_are_answered_quickly(index: RelationIndex, question: str) -> None:
    assert isinstance(ask(index, question), Asked)
