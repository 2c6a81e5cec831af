"""A document knows its lines, dates, sections, home and private people, and leads back to the text as given."""

import pytest

from ingest.document import Document, read_document
from ontology.model import Article, Quote

Dates = list[tuple[str | None, str | None]]


def test_sentences_leave_out_furniture() -> None:
    text = "长沙警方夏夜出击\n8月19日，警方上街。民警走访商铺。\n责任编辑：某某"
    document = _read(text)
    said = [(document.text[one.start : one.end], one.kind) for one in document.sentences]
    assert said == [
        ("长沙警方夏夜出击", "title"),
        ("8月19日,警方上街。", "body"),
        ("民警走访商铺。", "body"),
    ]


def test_sections_begin_after_furniture() -> None:
    document = _read("长沙警方上街巡逻。\n上一篇：天气\n贵阳警方通报情况。")
    assert [document.section(one.start) for one in document.sentences] == [0, document.sentences[1].start]


def test_empty_text_is_a_document() -> None:
    document = _read("")
    assert (document.places, document.teams, document.dates, document.home) == ((), (), (), None)


def test_clause_lies_between_commas() -> None:
    document = _read("8月19日，督察组到长沙市，查看台账。")
    start = document.text.index("长沙市")
    assert document.text[slice(*document.clause(start, start + 3))] == "督察组到长沙市"


def test_sentence_and_covers() -> None:
    document = _read("长沙警方上街巡逻。\n上一篇：天气")
    assert document.sentence(3).start == 0
    assert document.covers(3)
    assert not document.covers(document.text.index("天气"))


QUOTES = {
    "full width": "８月１９日，长沙市公安局破案３６起。",
    "pinyin": "督察組(zǔ)組(zǔ)長(zhǎng)帶隊到長(zhǎng)沙市公安局，破案36起。",
    "doubled comma": "长沙市公安局,,破案36起。",
    "blanks": "长沙市公安局破案 36 起。",
    "byte order mark inside": "长沙市\u200b公安局破案36起。",
}


@pytest.mark.parametrize("text", QUOTES.values(), ids=QUOTES)
def test_quote_holds_the_characters_as_given(text: str) -> None:
    document = _read(text)
    (quantity,) = document.quantities
    quote = document.quote(quantity.start, quantity.end)
    assert quote is not None
    assert quote.quote == text[quote.start : quote.end]
    assert quote.quote.replace(" ", "") in ("36起", "３６起")


def test_quote_skips_front_matter() -> None:
    text = "---\npublished: 2022-09-16\n---\n长沙市公安局破案36起。"
    document = read_document(Article("a1", text, "a1.txt", body=text.index("长沙")))
    assert document.quote(0, 3) == Quote(text.index("长沙"), text.index("长沙") + 3, "长沙市")


PRIVATE = {
    "before": "居民王先生报警后，警方破案36起。",
    "after": "警方破案36起，抓获张某强等人。",
    "both": "受害人李女士说，警方破案36起，店主赵大明称赞。",
}

UNSEEN = pytest.param(
    "警方破案36起，店主赵大明很高兴。",
    id="before an adverb",
)


@pytest.mark.parametrize("text", [*(pytest.param(text, id=name) for name, text in PRIVATE.items()), UNSEEN])
def test_quote_is_cut_before_private_people(text: str) -> None:
    document = _read(text)
    (quantity,) = document.quantities
    quote = document.quote(0, len(document.text), (quantity.start, quantity.end))
    assert quote is not None
    assert "36起" in quote.quote
    assert not any(name in quote.quote for name in ("王先生", "张某", "李女士", "赵大明"))


def test_quote_is_none_where_it_must_name_someone_private() -> None:
    document = _read("民警帮助居民王先生找到失物20件。")
    assert document.quote(0, len(document.text)) is None


HOMES: dict[str, tuple[Article, str | None]] = {
    "title's place": (Article("a1", "贵阳警方来访。", "a1.txt", title="长沙警方夏夜出击"), "430100"),
    "title in the text": (Article("a1", "长沙警方夏夜出击\n贵阳警方来访。", "a1.txt"), "430100"),
    "publisher's seat": (Article("a1", "各地加强巡逻。", "a1.txt", publisher="贵阳日报"), "520100"),
    "who acts most": (Article("a1", "长沙县警方破案。长沙县警方巡逻。贵阳警方来访。", "a1.txt"), "430121"),
    "ministry": (Article("a1", "公安部部署夏夜巡防。", "a1.txt"), "100000"),
    "only place": (Article("a1", "贵阳今晚有雨。", "a1.txt"), "520100"),
    "nowhere": (Article("a1", "今晚有雨。", "a1.txt"), None),
}


@pytest.mark.parametrize(("article", "expected"), HOMES.values(), ids=HOMES)
def test_home(article: Article, expected: str | None) -> None:
    assert read_document(article).home == expected


DATES: dict[str, tuple[str, Dates]] = {
    "month carried on": ("8月19日出发，25日返回。", [("2022-08-19", "2022-08-19"), ("2022-08-25", "2022-08-25")]),
    "same night": ("8月19日部署，当晚上街。", [("2022-08-19", "2022-08-19"), ("2022-08-19", "2022-08-19")]),
    "vague says nothing": ("近日上街。", [(None, None)]),
    "to come": ("行动将持续到12月3日。", [(None, "2022-12-03")]),
    "past": ("12月3日上街。", [("2021-12-03", "2021-12-03")]),
    "from now on": ("8月19日通知，即日起至9月底检查。", [("2022-08-19", "2022-08-19"), ("2022-08-19", "2022-09")]),
    "past midnight": ("7月22日20时至次日凌晨2时，警方清查。", [("2022-07-22", "2022-07-23")]),
}


@pytest.mark.parametrize(("text", "expected"), DATES.values(), ids=DATES)
def test_dates(text: str, expected: Dates) -> None:
    assert [(mention.when.start, mention.when.end) for mention in _read(text).dates] == expected


def test_dates_take_their_year_from_a_campaign_that_ran_once() -> None:
    text = "学习贯彻习近平新时代中国特色社会主义思想主题教育开展以来，7月29日走访。"
    (mention,) = read_document(Article("a1", text, "a1.txt")).dates
    assert mention.when.start == "2023-07-29"


def test_dates_take_no_year_from_a_campaign_that_is_held_again() -> None:
    (mention,) = read_document(Article("a1", "“百日行动”期间，7月29日走访。", "a1.txt")).dates
    assert (mention.when.start, mention.when.edtf) == (None, "XXXX-07-29")


def test_quantities_of_credits_are_left_out() -> None:
    document = _read("（记者 某某 摄影 30张）长沙市公安局破案36起。")
    assert [quantity.value for quantity in document.quantities] == [36]


def test_title_of_the_page_names_the_campaign() -> None:
    document = _read("长沙警方夏季行动成效显著\n长沙市公安局破案36起。")
    assert document.article.title == "长沙警方夏季行动成效显著"
    assert document.campaigns.title is not None
    assert document.campaigns.title.key == "summer-policing-2022"


MENTIONS = ["places_in", "bodies_in", "teams_in", "dates_in"]


@pytest.mark.parametrize("name", MENTIONS)
def test_mentions_in_a_stretch(name: str) -> None:
    text = "8月19日，公安部第九督察组到长沙市公安局。"
    document = _read(text + text)
    assert len(getattr(document, name)(0, len(text))) == 1 + (name == "bodies_in")
    assert getattr(document, name)(0, 0) == ()


def _read(text: str) -> Document:
    return read_document(Article("a1", text, "a1.txt", published="2022-09-16"))
