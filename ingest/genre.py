"""What is no campaign news: fiction, regulations, advertisements, encyclopedia pages, news in which no public body has a part.

They state numbers, and none is a result; the names of campaigns (百日行动, 夏季行动) are borrowed by banks, shops and clubs.
"""

import re

from ingest.words import Words, find_words

_ARTICLE_OF_LAW = re.compile(r"第[一二三四五六七八九十百零\d]{1,4}条(?=[\s一-龥])")
_CHAPTER = re.compile(r"第[一二三四五六七八九十百千零\d]{1,5}[章回](?=[\s一-龥])")
_FICTION = re.compile(r"求(?:月票|推荐票|收藏|订阅|打赏)|最新章节|全文阅读|作者有话|笔趣阁|小说网|本章完|未完待续")
_SURELY_FICTION = frozenset("求月票 求推荐票 本章完 笔趣阁 最新章节".split())
_SALES = re.compile(
    r"我司|我公司|本公司|咨询热线|欢迎(?:咨询|来电|选购|光临)|免费(?:咨询|报价|试用|上门)|厂家直销|加盟|优惠|报价单|一站式(?:服务|解决)|解决方案|客户(?:案例|服务热线)|包过|代办|资质代|售后|采购热线|产品(?:特点|优势)|让您|帮您|为您的企业|环评手续|服务热线|联系人[::]|助您|您的|万元起|元/[台套件吨]|前\d+名免费|专注[^,。]{2,14}年"
)
_ENCYCLOPEDIA = re.compile(r"百科|词条|本词条|参考资料|义项|收录于|中文名|外文名")
_CUE = re.compile("|".join(pattern.pattern for pattern in (_FICTION, _SALES, _ENCYCLOPEDIA)))
_MANY = 4
"""Different words of matches and plays that make a page about one."""
_NOTICE = re.compile(
    r"^[^\n。]{0,60}(?:招聘|招录|招考|招标|中标|采购|拍卖|录用|面试|成绩|体检)[^\n。]{0,30}(?:公告|公示|通知|简章)"
)
_EXPLAINER = re.compile(r"^[^\n。]{0,40}(?:不同点|区别|有什么不同|是什么意思|什么是|有哪些|怎么办)")
_NORM_TITLE = re.compile(r"^[^\n。]{0,40}(?:条例|办法|规定|细则|规程|规则|制度|标准)(?:\([^)\n]{1,16}\))?\s*(?:\n|$)")

_PUBLIC = re.compile(
    r"公安|警|治安|犯罪|嫌疑|破案|破获|侦破|抓获|督[察导查](?!员)|巡[视察查](?!员)|(?:检查|考核|调查|工作|指导|核查)组|政府|国务院|中央|[省市县区州旗盟]委|纪委|监委|执法|检察|法院"
    r"|应急|环保|环境|安委|安全生产|消防|司法|扫黑|监管|厅|[局部]长|[省市县区州]长|书记|总局|党[委组]"
)
"""Words of public bodies and their work; a text without any of them tells nothing that they did."""


def is_news(text: str, words: Words | None = None) -> bool:
    """Whether a repaired text can report what public bodies did; the cues are counted, so that news which quotes a law stays news.

    `words` are the text's words, if known.
    """
    if not _PUBLIC.search(text):
        return False
    articles = _headings(_ARTICLE_OF_LAW, text) if "条" in text else 0
    title = text.lstrip()
    if articles >= 3 or (articles and _NORM_TITLE.match(title)):
        return False
    cued = _CUE.search(text) is not None
    fiction = _FICTION.findall(text) if cued else []
    chapters = _headings(_CHAPTER, text) if "章" in text or "回" in text else 0
    if chapters + len(fiction) >= 2 or not _SURELY_FICTION.isdisjoint(fiction):
        return False
    if _NOTICE.match(title) or _EXPLAINER.match(title):
        return False
    if len({word for _, _, word in (words or find_words(text))["show"]}) >= _MANY:
        return False
    return not cued or (len(_SALES.findall(text)) < 3 and len(_ENCYCLOPEDIA.findall(text)) < 3)


def _headings(pattern: re.Pattern[str], text: str) -> int:
    """How often a pattern opens a line, blanks aside."""
    return sum(
        not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip() for match in pattern.finditer(text)
    )
