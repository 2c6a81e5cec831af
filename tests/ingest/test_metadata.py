"""Headers in the many ways pages write them, and what is no publication date."""

import pytest

from ingest.cleaning import clean
from ingest.metadata import completed, headline, iso_date, page_of, publisher, read_page, stamp
from ingest.sentences import split_lines
from ontology.model import Article

TITLE = "松江省公安厅部署夏季治安打击整治推进工作"
BODY = (
    "近日,松江省公安厅召开推进会,部署下一步工作,要求各地公安机关压实责任,确保行动取得实效。\n"
    "会上通报了前期工作情况,全省共破获刑事案件12起。"
)


def published(header: str, body: str = BODY, footer: str = "") -> str | None:
    return read(f"{header}\n{body}\n{footer}").published


def read(text: str) -> Article:
    repaired = clean(text).text
    return completed(Article("a", text, "a"), read_page(repaired, split_lines(repaired)))


HEADERS: dict[str, tuple[str, str]] = {
    "label": ("发布时间:2022-08-03", "2022-08-03"),
    "label, full width": ("发布时间：２０２２-０８-０３", "2022-08-03"),
    "full width, before the source of the information": ("２０２２-０８-０３ 信息来源:松江省公安厅", "2022-08-03"),
    "label, Chinese": ("发布日期:2022年8月3日", "2022-08-03"),
    "label and source": ("发布时间:2022-08-03 11:56:24 来源:松江日报", "2022-08-03"),
    "lost characters before the source": ("2022-08-03 ?来源:松江日报??", "2022-08-03"),
    "lost characters in the stamp": ("2022?08?03? 来源:松江日报", "2022-08-03"),
    "lost colon": ("发布时间?2022-08-03 ??来源?松江日报", "2022-08-03"),
    "entities for blanks": ("&nbsp;2022-08-03&nbsp;&nbsp;来源:松江日报", "2022-08-03"),
    "label without blanks": ("日期:2022-08-03来源:松江日报作者:某某", "2022-08-03"),
    "label in the middle": ("来源:松江日报 发布时间:2022-08-03 11:56 浏览:35", "2022-08-03"),
    "label after a call number": ("索引号:000014349/2022-03312 发布机构:办公室 发布日期:2022-08-03", "2022-08-03"),
    "time as label": ("时间:2022-08-03 作者:编辑部", "2022-08-03"),
    "stamp and source": ("2022-08-03 11:56:24 来源:松江日报 作者:-标准+", "2022-08-03"),
    "stamp and name": ("2022-08-03 11:56 松江在线", "2022-08-03"),
    "stamp and dot": ("2022-08-03 11:56 · 松江看点", "2022-08-03"),
    "name before stamp": ("松江新闻2022-08-03 19:44", "2022-08-03"),
    "stamp alone": ("2022-08-03 11:56:24", "2022-08-03"),
    "ISO": ("2022-08-03T11:56:24", "2022-08-03"),
    "stamp in brackets": ("[2022-08-03 11:56]", "2022-08-03"),
    "day alone": ("2022-08-03", "2022-08-03"),
    "slashes": ("2022/8/3 8:05", "2022-08-03"),
    "dots": ("2022.08.03", "2022-08-03"),
    "day first": ("03.08.2022 10:31", "2022-08-03"),
    "Chinese with time": ("2022年8月3日 08:00", "2022-08-03"),
    "Chinese without blank": ("2022年08月03日08:28 来源:松江网", "2022-08-03"),
    "Chinese alone": ("2022年08月03日", "2022-08-03"),
    "weekday": ("2022年8月3日 星期三", "2022-08-03"),
    "font size": ("2022-08-03 11:56:24 字号:大 中 小", "2022-08-03"),
    "traditional script": ("發布時間:2022-08-03 來源:松江網", "2022-08-03"),
    "pinyin in brackets": ("2022-08-03 14:02 來(lái)源:松江網(wǎng) 時(shí)間(jiān)", "2022-08-03"),
    "e-paper's own day and the article's": ("2022-08-20\n星期六\n报纸名称:松江法制报\n日期:08-03\n字号:", "2022-08-03"),
    "two stamps, the labelled one": ("2022-08-20 10:00\n发布时间:2022-08-03", "2022-08-03"),
    "update after publication": ("发布时间:2022-08-03 更新时间:2022-08-09", "2022-08-03"),
}


@pytest.mark.parametrize(("header", "day"), HEADERS.values(), ids=HEADERS)
@pytest.mark.parametrize(
    "order", [f"{TITLE}\n{{}}", f"{{}}\n{TITLE}", "{}"], ids=["below title", "above title", "alone"]
)
def test_a_byline_dates_the_article(order: str, header: str, day: str) -> None:
    assert published(order.format(header)) == day


NO_DATES: dict[str, tuple[str, str, str]] = {
    "nothing": (TITLE, BODY, ""),
    "in a sentence": (TITLE, "2022年8月3日,松江省公安厅召开推进会,部署下一步工作,要求各地压实责任。", ""),
    "in a sentence, digits": (TITLE, "自2022-06-25行动开展以来,松江省公安厅破获刑事案件12起,抓获嫌疑人20名。", ""),
    "hour in a sentence": (TITLE, "2022年8月3日晚8时,松江省公安厅启动集中统一行动,出动警力三千余人次。", ""),
    "licence": (TITLE, BODY, "松ICP备20220803号-1"),
    "licence with dashes": (f"许可证编号:2022-08-03\n{TITLE}", BODY, ""),
    "phone": (f"热线电话:0990-2022-08-03\n{TITLE}", BODY, ""),
    "phone number": (f"联系方式 010-20220803\n{TITLE}", BODY, ""),
    "visitor's day": (f"今天是2024年5月1日 星期三\n{TITLE}", BODY, ""),
    "visitor's clock": (f"当前时间:2024-05-01 10:22:01\n{TITLE}", BODY, ""),
    "copyright": (TITLE, BODY, "版权所有 2022-08-03 松江日报社"),
    "related news": (TITLE, BODY, "柳川警方破获盗窃案10起 2021-01-11\n白石警方开展巡查 2021-02-12"),
    "no such day": (f"发布时间:2022-02-30\n{TITLE}", BODY, ""),
    "future century": (f"发布时间:2122-02-03\n{TITLE}", BODY, ""),
    "article code": (f"来源: sp20220803\n{TITLE}", BODY, ""),
    "version": (f"版本2022.08.031\n{TITLE}", BODY, ""),
}


@pytest.mark.parametrize(("header", "body", "footer"), NO_DATES.values(), ids=NO_DATES)
def test_what_is_no_publication_date(header: str, body: str, footer: str) -> None:
    assert published(header, body, footer) is None


DATELINES: dict[str, tuple[str, str | None]] = {
    "year of a day shortly before": (
        "中新网1月29日电 到2021年1月25日为止,督察组受理举报1200件,2020年9月1日起办结。",
        "2021-01-29",
    ),
    "turn of the year": ("中新网1月3日电 记者获悉,2020年12月31日行动结束,共查处案件12起。", "2021-01-03"),
    "only year named": ("本报北京7月16日电 2023年全国公安机关开展夏季行动,取得明显成效。", "2023-07-16"),
    "January looks back": ("本报北京1月10日电 2021年全国公安机关共破获案件12起,取得明显成效。", None),
    "day far away": ("中新网7月29日电 自2020年1月25日以来,督察组受理举报1200件。", None),
    "two years": ("本报北京7月16日电 2022年和2023年全国公安机关开展夏季行动。", None),
    "no year": ("本报北京7月16日电 全国公安机关开展夏季行动,取得明显成效。", None),
}


@pytest.mark.parametrize(("body", "day"), DATELINES.values(), ids=DATELINES)
def test_a_dateline_needs_a_year_near_it(body: str, day: str | None) -> None:
    assert published(TITLE, body) == day


def test_a_notice_is_dated_by_its_closing_line() -> None:
    assert published(TITLE, BODY, "2022年8月3日") == "2022-08-03"


def test_a_label_below_the_text_counts() -> None:
    assert published(TITLE, BODY, "编辑:某某\n发布时间:2022-08-03") == "2022-08-03"


PUBLISHERS: dict[str, tuple[str, str | None]] = {
    "source": ("2022-08-03 来源:松江日报", "松江日报"),
    "source, lost characters behind it": ("2022-08-03 ?来源:松江日报??", "松江日报"),
    "source and author": ("来源:松江日报作者:某某", "松江日报"),
    "source, blank before colon": ("2022-08-04 13:07:33 来源 : 松江网", "松江网"),
    "account": ("来源:松江新闻·松江号·政务", "松江新闻·松江号·政务"),
    "source glued to time": ("来源:松江网 时间:2022-08-03", "松江网"),
    "beside the stamp": ("2022-08-03 14:02 松江在线", "松江在线"),
    "before the stamp": ("松江新闻2022-08-03 19:44", "松江新闻"),
    "newspaper": ("当前报纸名称:松江法制报", "松江法制报"),
    "picture's source": ("图片来源:“平安松江”微信公众号", None),
    "code": ("发布时间:2022-08-03 来源: sp20220803", None),
    "empty": ("来源: ", None),
}


@pytest.mark.parametrize(("line", "name"), PUBLISHERS.values(), ids=PUBLISHERS)
def test_publishers_are_named_by_bylines(line: str, name: str | None) -> None:
    assert publisher([line]) == name


def test_an_agency_is_the_publisher_of_its_dispatch() -> None:
    text = f"{TITLE}\n中新网松江8月3日电 近日,松江省公安厅召开推进会,部署下一步工作。"
    assert page_of(Article("a", text, "a")).publisher == "中新网"


HEADLINES: dict[str, tuple[list[str], str | None]] = {
    "first": ([TITLE, "副标题也有八个字以上"], TITLE),
    "menu first": (["松江号 手机版| 站内搜索", "网上有害信息举报", TITLE], TITLE),
    "menu of short words": (["首页 动态 消费 创业 汽车", TITLE], TITLE),
    "stamp first": (["2022-08-03 11:56:24", TITLE], TITLE),
    "reporter first": (["松江日报全媒体记者 钱某", TITLE], TITLE),
    "page number": (["00019版:今日松江", TITLE], TITLE),
    "site after bar": ([f"{TITLE}_松江频道"], TITLE),
    "site after dash": ([f"{TITLE} - 松江网"], TITLE),
    "none": (["首页", "登录"], None),
}


@pytest.mark.parametrize(("lines", "title"), HEADLINES.values(), ids=HEADLINES)
def test_headlines_are_told_from_menus_and_bylines(lines: list[str], title: str | None) -> None:
    assert headline(lines) == title


def test_metadata_that_is_there_wins() -> None:
    article = Article("a", "", "a", title="t", publisher="p", published="2020-01-01")
    page = read_page("", [])
    assert completed(article, page) == article
    assert stamp([]) is None
    assert iso_date("第1次,2022年8月3日起") == "2022-08-03"
