"""Pages of many layouts: the whole article, nothing but the article, and no date that the page does not state."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.html import read_html

TITLE = "松江省公安厅部署夏季治安打击整治推进工作"
TEXT = (
    "8月1日,松江省公安厅召开全省公安机关夏季治安打击整治“百日行动”推进会,通报阶段性工作情况,对下一步工作进行部署。",
    "据介绍,行动开展以来,全省公安机关共破获刑事案件1204起,抓获犯罪嫌疑人2310人,收缴管制刀具86把。",
    "“有困难找警察。”一位民警说。",
    "第一组:青河市。",
    "第二组:白石市、柳川市。",
    "下一步,全省公安机关将继续保持严打高压态势,持续推进夜间巡查,确保社会治安大局平稳。",
)
NOISE = ("首页", "专题", "盗窃案", "星期三", "微博", "跟帖")
MENU = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li><li><a href="/x">专题</a></li></ul></div>'
RELATED = "<div class='rel'><h3>相关新闻</h3><ul>{}</ul></div>".format(
    "".join(
        f"<li><a href='/{one}'>柳川警方破获盗窃案{one}0起</a><span>2021-0{one}-1{one}</span></li>"
        for one in range(1, 7)
    )
)
FOOT = "<div class='foot'><p>今天是2024年5月1日 星期三</p><p>松ICP备12345678号-1 电话:0990-20220803</p></div>"
SHARE = "<div>分享到:<a href='#'>微信</a><a href='#'>微博</a><a href='#'>空间</a></div>"


def page(body: str, title: str = TITLE, head: str = "") -> str:
    return f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{MENU}{body}{RELATED}{FOOT}</body></html>"


def each(pattern: str, texts: tuple[str, ...] = TEXT) -> str:
    return "".join(pattern.format(text) for text in texts)


LAYOUTS: dict[str, str] = {
    "government site": page(
        f"<div class='article'><h1>{TITLE}</h1><div class='info'>发布时间：2022-08-02 09:12 来源：松江日报 字体：<a>大</a> <a>小</a></div>"
        f"<div id='zoom' class='TRS_Editor'>{each('<p>　　{}</p>')}<p>责任编辑:赵某</p></div></div>",
        f"{TITLE}_松江省人民政府",
    ),
    "table with line breaks": page(
        f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>2022年08月02日 09:12 来源:松江日报</td></tr>"
        f"<tr><td class='content'>{each('　　{}<br><br>')}</td></tr></table>",
        f"{TITLE}-松江新闻网",
    ),
    "article element": page(
        f"<main><article><h1>{TITLE}</h1><p>2022-08-02 09:12:33 来源:松江日报</p>{each('<p>{}</p>', TEXT[:3])}"
        f"<ul>{each('<li>{}</li>', TEXT[3:5])}</ul><p>{TEXT[5]}</p></article><aside>{RELATED}</aside></main>"
    ),
    "article element, bare text": page(f"<h2>{TITLE}</h2><p>2022-08-02 来源:松江日报</p><article>{each('{}<br>')}</article>"),
    "sections of an account": page(
        f"<h1>{TITLE}</h1><div><span>来源:松江日报</span> <em id='publish_time'>2022-08-02 09:12</em></div>"
        f"<div id='js_content'>{each('<section><section><span>{}</span></section></section>')}</div>"
    ),
    "linked words": page(
        f"<h1>{TITLE}</h1><div>2022/08/02 09:12　来源：松江日报</div><div>"
        + each("<p>{}</p>").replace("公安", "<a href='/k'>公安</a>").replace("行动", "<strong>行动</strong>")
        + f"</div>{SHARE}",
        f"{TITLE}|松江网",
    ),
    "table inside": page(
        f"<h2>{TITLE}</h2><div>{each('<p>{}</p>', TEXT[:3])}<table>{each('<tr><td>{}</td></tr>', TEXT[3:5])}</table>"
        f"<p>{TEXT[5]}</p></div><p>来源:松江日报 发布日期:2022-08-02</p>"
    ),
    "divisions": page(f"<div>{TITLE}</div><div>时间:2022-08-02 来源:松江日报</div><div>{each('<div>{}</div>')}</div>"),
    "pictures and quotations": page(
        f"<h1>{TITLE}</h1><p>2022-08-02 09:12 来源:松江日报</p><p>{TEXT[0]}</p><figure><img src='a.jpg'><figcaption>图为现场。"
        f"</figcaption></figure><p>{TEXT[1]}</p><blockquote><p>{TEXT[2]}</p></blockquote>{each('<p><strong>{}</strong></p>', TEXT[3:5])}<p>{TEXT[5]}</p>"
    ),
    "fonts": page(f"<center><h2>{TITLE}</h2></center><p>2022-08-02 来源:松江日报</p><td>{each('<font size=3>{}</font><br>')}</td>"),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_text_is_the_whole_article_and_nothing_else(layout: str) -> None:
    text, _ = read_html(layout)
    assert [line for line in TEXT if line not in text] == []
    assert [word for word in NOISE if word in text] == []


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_headline_source_and_day_are_read_from_the_byline(layout: str) -> None:
    _, said = read_html(layout)
    assert said == {"title": TITLE, "publisher": "松江日报", "published": "2022-08-02"}


def test_a_short_article_among_long_lists_is_found() -> None:
    text, said = read_html(
        page(f"<h1>{TITLE}</h1><div>来源:松江日报 时间:2022-08-02</div><div><p>{TEXT[0]}</p></div>{RELATED * 5}")
    )
    assert TEXT[0] in text
    assert "盗窃案" not in text
    assert said["published"] == "2022-08-02"


def plain(body: str = "", head: str = "", byline: str = "") -> dict[str, str]:
    return read_html(page(f"<h1>{TITLE}</h1>{byline}<div>{each('<p>{}</p>')}</div>{body}", head=head))[1]


DATES: dict[str, tuple[str, str, str | None]] = {
    "nothing but related news and footer": ("", "", None),
    "meta PubDate": ("<meta name='PubDate' content='2022-08-02 09:12'>", "", "2022-08-02"),
    "meta article:published_time": ("<meta property='article:published_time' content='2022-08-01T23:30:00Z'>", "", "2022-08-02"),
    "linked data": ('<script type="application/ld+json">{"datePublished": "2022-08-02T09:12:00+08:00"}</script>', "", "2022-08-02"),
    "time element": ("", "<time itemprop='datePublished' datetime='2022-08-02'>2日</time>", "2022-08-02"),
    "meta that is none": ("<meta name='PubDate' content='昨天'>", "", None),
    "modified only": ("<meta property='article:modified_time' content='2022-08-02'>", "", None),
    "moved later": ("<meta name='PubDate' content='2024-02-02'>", "<p>2022-08-02 09:12 来源:松江日报</p>", "2022-08-02"),
    "day of visit": ("", "<p>今天是2024年5月1日 星期三</p>", None),
    "event": ("", "<p>活动时间另行通知,报名截止2024年5月1日,请各单位准时参加。</p>", None),
}  # fmt: skip


@pytest.mark.parametrize(("head", "byline", "day"), DATES.values(), ids=DATES)
def test_a_date_is_stated_or_there_is_none(head: str, byline: str, day: str | None) -> None:
    assert plain(head=head, byline=byline).get("published") == day


TITLES: dict[str, tuple[str, str]] = {
    "underscore": (f"{TITLE}_松江网", ""),
    "several": (f"{TITLE}_新闻频道_松江网", f"<h1>{TITLE}</h1>"),
    "dash": (f"{TITLE}-松江新闻网", ""),
    "site's name as heading": (f"{TITLE}_松江省人民政府", "<h1>松江省人民政府</h1>"),
    "heading in the title element": (f"{TITLE}|松江网", f"<h1>{TITLE}</h1>"),
}


@pytest.mark.parametrize(("title", "heading"), TITLES.values(), ids=TITLES)
def test_the_title_goes_without_the_sites_name(title: str, heading: str) -> None:
    assert read_html(page(f"{heading}<div>{each('<p>{}</p>')}</div>", title))[1]["title"] == TITLE


def test_metadata_names_publisher_and_address() -> None:
    head = "<meta name='ContentSource' content='松江日报'><meta name='SiteName' content='松江网'><link rel='canonical' href='https://e.cn/a'>"
    said = plain(head=head)
    assert (said["publisher"], said["url"]) == ("松江日报", "https://e.cn/a")
    assert plain(head="<meta property='og:site_name' content='松江网'>")["publisher"] == "松江网"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div", ">", "<table>", "<td>", "<!--", "<a href=x>", "&#0;", "\x00", "公安。", "<title>", "\ud800", "<script>"]), max_size=40))  # fmt: skip
def test_broken_pages_raise_nothing(pieces: list[str]) -> None:
    text, said = read_html("".join(pieces))
    assert isinstance(text, str)
    assert set(said) <= {"title", "publisher", "published", "url"}
