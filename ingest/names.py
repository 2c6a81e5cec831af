"""Where a person's name ends: surname, length, and the word that follows it; jieba only breaks ties.

Called beside offices alone: nobody else's name is ever read. `find_bare_names` finds what has to be kept out.
"""

import re
from functools import cache

from ingest.lexicon import AFTER_NAME, DOUBLE_SURNAMES, OFFICES, SURNAMES
from ontology.places import load_gazetteer

_BOUNDARY = re.compile(r"[,，、。;；:：!?()（）“”\[\]【】\s|/<>]|$")
_AFTER = re.compile("|".join(sorted(map(re.escape, AFTER_NAME), key=len, reverse=True)))
_MINORITY = re.compile(r"[一-龥]{2,5}·[一-龥]{2,6}(?:·[一-龥]{2,6})?")
_FOREIGN_END = re.compile(r"(?<=[一-龥])(?:江|买买提|力|木|提|孜|尔|丁|依|古丽|别克|汗)(?=[,、。;:)\s]|$)")
_TRANSLITERATED = re.compile(
    r"[一-龥]{1,2}[图拉尔勒仁琴嘎巴吉木日斯特乌云其娃满都那苏布朝鲁额敦达哈敖登尼格孟根代宝音巴雅贵希古珠措卓玛次扎西旺堆桑索朗]{2,4}(?<=[格图尔勒仁琴嘎拉巴吉特云其娃都苏布鲁敦达登根音雅贵希珠措玛旺堆朗])"
)
"""A transliterated Mongolian or Tibetan name of four or more characters (吉仁尼格)."""
_TRANSCRIBED = re.compile(r"[阿艾买吐努依亚巴热木帕古斯玉库卡哈加肉色塔沙扎尼][一-龥]{2,8}")
_LOOSE = re.compile(
    r"(?!工作|会|名|单|负|带|由|的|在|待|等|以|对|和|及|是|为|们|各|将|已|要|一)([一-龥]{2,3})(?=[,;。、)]|$)"
)
_PINYIN = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}\b")
_LOST = ("\ufffd", "□")
"""What stands for a character that the page's encoding lost."""
_LONGEST_NAME = 4
_NOT_NAMES = frozenset(
    "任何 应急 安全 公安 成员 相关 有关 同志 常务 平安 和谐 时任 明确 通过 于是 高度 强化 全面 包括 严格 牢固 安排 严肃 温馨 白天 高位 全程 全体 干部 查看 关于 方面 万人 武装 "
    "经过 相互 马上 许多 何时 符合 单位 祖国 钟情 易于 解决 强调 封闭 应当 范围 盛夏 向前 常态 牛年 支持 党委 书记 平台 文明 莫名 项目 广泛 丰富 强力 连续 连夜 宣传 成立 党组 凌晨 "
    "令人 向全 来自 来到 来源 来电 展开 降低 降至 门前 由于 喻为 仰望 关心 关注 关爱 惠民 农村 农业 曾经 终于 居民 满意 国家 国务院 文件 东部 欧洲 利用 越来越 公安 司法 安监 商务 文旅 文化 管理 林业 房管 车间 支部 支队 国土 党工 宫殿 宁静 石油 水平 水务 水域 云端 窦娥 "
    "公署 公告 公开 公布 公示 公正 公共 公司 公路 公园 公民 公务 公益 公众 公章 公约 公平".split()
)
_ALSO_NAMES = frozenset("向前 文明 平安 和平 盛夏 宁静".split())
"""Words that people are called as well: a name where a stop, or what a person does, follows."""
_DOES = re.compile(
    "|".join(sorted((word for word in AFTER_NAME if len(word) > 1), key=len, reverse=True)) + "|说|率|带"
)
_GIVEN = 2
"""Characters at most of a given name."""
_OFFICES = frozenset(OFFICES)
"""What no given name is (由局长|任组长)."""
_NO_NAMES = _NOT_NAMES | {word for word in AFTER_NAME if len(word) > 1}
"""What no name begins with: words of the list, and those that follow names (组长通报…)."""


def read_names(text: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Return the names that begin at `start`, several where they are listed (许某、王某、温某), as offsets."""
    found: list[tuple[int, int]] = []
    while start < limit:
        end = read_name(text, start)
        if end is None:
            break
        found.append((start, end))
        if text[end : end + 1] not in ("、", "和", "及", "与"):
            break
        start = end + 1
    return found


def read_name(text: str, start: int) -> int | None:
    """Return where the name that begins at `start` ends, None where none begins there, or a character of it was lost."""
    end = _read(text, start)
    return None if end and text[end : end + 1] in _LOST else end


def _read(text: str, start: int) -> int | None:
    minority = _MINORITY.match(text, start)
    if minority:
        dot = text.rindex("·", start, minority.end())
        ends = range(dot + 3, minority.end() + 1)
        return next((end for end in ends if _BOUNDARY.match(text, end) or _AFTER.match(text, end)), minority.end())
    head = text[start : start + 2]
    if head in _ALSO_NAMES and (_BOUNDARY.match(text, start + 2) or _DOES.match(text, start + 2)):
        return start + 2
    double = head in DOUBLE_SURNAMES
    if not double and text[start : start + 1] not in SURNAMES:
        return _long(text, start)
    first = start + (2 if double else 1)
    fits = [end for end in (first + 1, first + 2) if _is_given(text, first, end)]
    fits = [
        end
        for end in fits
        if text[first:end] not in _OFFICES
        and text[start:end] not in _NOT_NAMES
        and text[start : start + 2] not in _NO_NAMES
    ]
    fits = [end for end in fits if not _is_body(text, end) and not _is_verb(text, start, end)] or fits[:1]
    return _by_what_follows(text, start, fits) or (_by_dictionary(text, start, fits) if fits else None)


def is_name(name: str) -> bool:
    """Whether a stretch that something else bounds on both sides has the form of a name: a surname and one or two characters."""
    surname = 2 if name[:2] in DOUBLE_SURNAMES else 1
    if name[:surname] not in SURNAMES | DOUBLE_SURNAMES or not 0 < len(name) - surname <= _GIVEN:
        return False
    return name[:2] not in _NO_NAMES and name not in _NO_NAMES and name[-1] not in "部局厅省市县区委办院会组队常副政"


def _by_what_follows(text: str, start: int, fits: list[int]) -> int | None:
    """Let a stop or a known word say where the name ends; None where neither or both ends could be meant."""
    bounded = [end for end in fits if _BOUNDARY.match(text, end)]
    if bounded:
        return bounded[0]
    long = _TRANSLITERATED.match(text, start)
    if long and _BOUNDARY.match(text, long.end()):
        return long.end()
    followed = [end for end in fits if _AFTER.match(text, end)]
    if len(followed) == 2 and text[followed[0]] in "和与及" and text[followed[1]] in "等,、。":  # 闵致和等
        return followed[1]
    return followed[0] if len(followed) == 1 else None


def _is_body(text: str, end: int) -> bool:
    """Whether the name would end in a body's word that an office follows (副秘书长某某、水利部|部长…)."""
    return text[end - 1] in "部局厅省市县委办院会组队" and not _BOUNDARY.match(text, end)


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether the last character of a three-character name is what its holder does (游彦|说, 王强|作动员部署)."""
    if end - start < 3:
        return False
    last = text[end - 1]
    return last in "说称作任率赴讲等到在并也" or (last in "和与及" and text[end : end + 1] in SURNAMES)


def read_loose_name(text: str, start: int) -> list[tuple[int, int]]:
    """Return a name without a known surname between a team's office and a stop (组长腊翊凡;)."""
    match = _LOOSE.match(text, start)
    return [match.span(1)] if match and match[1][:2] not in _NO_NAMES else []


def _long(text: str, start: int) -> int | None:
    """A transcribed name without a dot (阿不都热合曼江) between an office and a stop."""
    match = _TRANSCRIBED.match(text, start)
    return match.end() if match and _BOUNDARY.match(text, match.end()) and _FOREIGN_END.search(match[0] + ",") else None


def _is_given(text: str, start: int, end: int) -> bool:
    given = text[start:end]
    return (
        len(given) == end - start and all("一" <= char <= "鿿" for char in given) and given[0] not in "某的了和与及为在"
    )


def _by_dictionary(text: str, start: int, fits: list[int]) -> int | None:
    """Let jieba's dictionary say where the word after the name begins; the longer name where it cannot tell."""
    words = _cut(text[start : start + 8])
    edge = start
    for word in words:
        edge += len(word)
        if edge in fits:
            return edge
        if edge > fits[-1]:
            break
    return None


def find_bare_names(text: str) -> list[tuple[int, int]]:
    """Return what looks like a person's name wherever it stands, in characters or in pinyin, but for names of places."""
    found = [
        match.span() for match in (*_MINORITY.finditer(text), *_PINYIN.finditer(text)) if _is_pinyin_name(match[0])
    ]
    at = 0
    for word, tag in _tagged(text):
        end = at + len(word)
        named = word[0] in SURNAMES or word[:2] in DOUBLE_SURNAMES
        if named and 1 < len(word) <= _LONGEST_NAME and (tag == "nr" or not _is_word(word)) and not _is_known(word):
            found.append((at, end))
        at = end
    return sorted(found)


def _is_pinyin_name(text: str) -> bool:
    """Whether a run of capitalised words begins with a surname in pinyin; a run of characters always may."""
    return not text.isascii() or text.split(maxsplit=1)[0].lower() in _surnames_in_pinyin()


@cache
def _surnames_in_pinyin() -> frozenset[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return frozenset("".join(lazy_pinyin(name)) for name in (*SURNAMES, *DOUBLE_SURNAMES))


@cache
def _places() -> frozenset[str]:
    return frozenset(name for one in load_gazetteer() for name in (one.name, *one.shorts))


def _is_known(word: str) -> bool:
    """Whether a word is a place's name, or one that the reader knows to be no person's."""
    return word in _places() or word in _NOT_NAMES


def _is_word(word: str) -> bool:
    return word in _segmenter().dt.FREQ  # type: ignore[attr-defined]


def _tagged(text: str) -> list[tuple[str, str]]:
    """Return the words of a text with jieba's word classes; a name by guess is `nr`."""
    return [(pair.word, pair.flag) for pair in _tagger().cut(text)]  # type: ignore[attr-defined]


@cache
def _tagger() -> object:
    import warnings  # noqa: PLC0415

    _segmenter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba import posseg  # noqa: PLC0415

    return posseg


@cache
def _segmenter() -> object:
    import logging  # noqa: PLC0415
    import warnings  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415

    jieba.setLogLevel(logging.WARNING)
    return jieba


def load() -> None:
    """Load the dictionary, which is else loaded at the first name that is read, and lets nothing else run for a second."""
    _cut("督察")


def _cut(text: str) -> list[str]:
    return list(_segmenter().cut(text, HMM=True))  # type: ignore[attr-defined]
