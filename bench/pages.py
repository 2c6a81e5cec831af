"""Pages with what stands around news: menus, credits, related items, several items on one page, and pages that state nothing."""

import random

from bench.police import local, ministry, published, summer
from bench.teams import supervision
from bench.told import Draft, Told, person
from bench.words import (
    CREDITS,
    FILLER_CLOSE,
    FILLER_MIDDLE,
    FILLER_OPEN,
    FILLER_WHOLE,
    MENU,
    PRIVATE,
    RELATED,
    SURNAMES,
)

_ESSAYS = ("漫谈夏夜的街巷", "平安从哪里来", "一盏灯的温度", "读懂基层治理的细功夫")


def filler(rng: random.Random, sentences: int) -> Told:
    """Return a paragraph that states nothing."""
    pieces = [
        rng.choice(FILLER_WHOLE)
        if rng.random() < 0.25
        else rng.choice(FILLER_OPEN) + rng.choice(FILLER_MIDDLE) + rng.choice(FILLER_CLOSE)
        for _ in range(sentences)
    ]
    return Told("".join(dict.fromkeys(pieces)), filler=True)


def filled(rng: random.Random, draft: Draft, length: int) -> Draft:
    """Spread paragraphs that state nothing between those that do until an article has about so many characters."""
    lines = list(draft.lines)
    private = list(draft.private)
    size = sum(len(line.text) for line in lines)
    while size < length:
        told = filler(rng, rng.randint(2, 4))
        if rng.random() < 0.12:
            name = person(rng)
            words = rng.choice(PRIVATE).format(name=name, surname=rng.choice(SURNAMES))
            private += [name] if name in words else []
            told = Told(words, filler=True)
        lines.insert(rng.randint(1, len(lines)), told)
        size += len(told.text)
    return Draft(draft.title, draft.publisher, draft.published, _kept_together(draft.lines, lines), tuple(private))


def _kept_together(told: tuple[Told, ...], lines: list[Told]) -> tuple[Told, ...]:
    """Keep fillers out of runs that belong together: list lines, and a team's paragraph with what it leans on."""
    kept: list[Told] = []
    late: list[Told] = []
    for line in lines:
        leaning = line in told and (line.text.startswith(("督察组", "第")) or line.text[:3] == "公安部")
        if line.filler and line not in told:
            late.append(line)
            continue
        if not leaning:
            kept += late
            late = []
        kept.append(line)
    return tuple(kept + late)


def mixed(rng: random.Random) -> Draft:
    """A whole page: menu above, credits and related news below."""
    draft = rng.choice((ministry, supervision, _city))(rng)
    above = [Told(line) for line in rng.sample(MENU, rng.randint(1, 2))]
    names = {"name": person(rng), "other": person(rng)}
    below = [Told(line.format(**names)) for line in rng.sample(CREDITS, rng.randint(2, 4))]
    news = [Told(line.format(day="周末", place="城郊")) for line in rng.sample(RELATED, rng.randint(3, 6))]
    return Draft(draft.title, draft.publisher, draft.published, (*above, *draft.lines, *below, Told("相关新闻"), *news))


def _city(rng: random.Random) -> Draft:
    return local(rng, "prefecture")


def empty(rng: random.Random) -> Draft:
    """A page with nothing to extract: an essay, or private people's voices."""
    scene = summer(rng, None)
    names = [person(rng, scene) for _ in range(3)]
    lines = [
        filler(rng, 3),
        *(
            Told(words.format(name=name, surname=rng.choice(SURNAMES)))
            for words, name in zip(PRIVATE, names, strict=False)
        ),
    ]
    private = [name for name in names if any(name in line.text for line in lines)]
    return Draft(rng.choice(_ESSAYS), "某某随笔", published(scene), tuple(lines), tuple(private))
