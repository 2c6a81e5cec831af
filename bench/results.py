"""Sentences that report numbers, in every shape that language.md lists: before and after the noun, chains, respectively, changes."""

from bench.told import Gold, Scene, Told, join, number, result
from bench.words import ALERTS, CHAINS, LEVELS, WORK

Job = tuple[str, str, tuple[str, ...], int, int]


def counted(scene: Scene, job: Job, **more: object) -> Told:
    """One number with verb and object in one of three orders (破获刑事案件603起, 破获603起刑事案件, 刑事案件破获603起)."""
    verb, thing, units, low, high = job
    rng = scene.rng
    unit = rng.choice(units)
    if unit == "亿元":
        high = max(low + 1, high // 100)
    written, value, modifier = number(rng, low, high)
    shape = rng.random()
    if not thing:
        text = f"{verb}{written}{unit}"
    elif shape < 0.7 or unit in ("亿元", "万元"):
        text = f"{verb}{thing}{written}{unit}"
    elif shape < 0.9:
        text = f"{verb}{written}{unit}{thing}"
    else:
        text = f"{thing}{verb}{written}{unit}"
    return Told(text, (result(scene, verb + thing, value, unit, text, modifier=modifier, **more),))


def chain(scene: Scene, **more: object) -> Told:
    """Numbers that share a verb (出动警力3400余人次、车辆500余台次)."""
    verb, things = scene.rng.choice(CHAINS)
    texts, facts = [], []
    for thing, unit, low, high in things:
        written, value, modifier = number(scene.rng, low, high)
        text = f"{thing}{written}{unit}"
        texts.append(text)
        facts.append(result(scene, verb + thing, value, unit, text, modifier=modifier, **more))
    return Told(verb + "、".join(texts), tuple(facts))


def report(scene: Scene, jobs: tuple[Job, ...], size: int, **more: object) -> Told:
    """Several numbers in one sentence, commas between them."""
    chosen = scene.rng.sample(jobs, min(size, len(jobs)))
    return join([counted(scene, job, **more) for job in chosen], ",")


def part(scene: Scene, **more: object) -> Told:
    """A number and a part of it (破获刑事案件…起,其中电信网络诈骗案件…起)."""
    rng = scene.rng
    value = rng.randint(60, 4000)
    share = rng.randint(5, value // 2)
    kind = rng.choice(("电信网络诈骗案件", "盗窃案件", "毒品案件", "食药环案件"))
    whole, inner = f"侦破刑事案件{value}起", f"{kind}{share}起"
    facts = (
        result(scene, "侦破刑事案件", value, "起", whole, **more),
        result(scene, "侦破" + kind, share, "起", inner, metric_alt=[kind], **more),
    )
    return Told(f"{whole},其中{inner}", facts)


def change(scene: Scene) -> Told:
    """A rise or fall against the year or the period before, alone or respectively."""
    rng = scene.rng
    word, kind = rng.choice((("同比", "yoy"), ("同比", "yoy"), ("环比", "mom")))
    down = rng.random() < 0.8
    sign, verb = (-1, "下降") if down else (1, "上升")
    first, second = (round(rng.uniform(3, 45), 1) for _ in range(2))
    if rng.random() < 0.5:
        alert = rng.choice(ALERTS) + "警情"
        text = f"{alert}{word}{verb}{first:g}%"
        return Told(text, (result(scene, alert, sign * first, "%", text, change=kind),))
    one, other = rng.sample(ALERTS, 2)
    text = f"{one}、{other}警情{word}分别{verb}{first:g}%、{second:g}%"
    facts = tuple(
        result(scene, alert + "警情", sign * value, "%", text, change=kind)
        for alert, value in ((one, first), (other, second))
    )
    return Told(text, facts)


def fall(scene: Scene) -> Told:
    """From a number to another (由32起降至7起): two facts, the later with its change."""
    before = scene.rng.randint(20, 90)
    after = scene.rng.randint(3, before - 5)
    thing = scene.rng.choice(("盗窃警情", "打架斗殴警情", "噪音扰民警情"))
    text = f"{thing}由{before}起降至{after}起"
    return Told(
        text, (result(scene, thing, before, "起", text), result(scene, thing, after, "起", text, change="other"))
    )


def level(scene: Scene) -> Told:
    """A share reached (破案率达到95.2%)."""
    value = round(scene.rng.uniform(80, 99.8), 1)
    word, modifier = scene.rng.choice((("达到", "exact"), ("达", "exact"), ("突破", "over"), ("超过", "over")))
    metric = scene.rng.choice(LEVELS)
    text = f"{metric}{word}{value:g}%"
    return Told(text, (result(scene, metric, value, "%", text, modifier=modifier),))


def respectively(scene: Scene) -> Told:
    """Two counts of one verb with 分别 (刑事案件、治安案件分别破获…起、…起)."""
    first, second = scene.rng.randint(20, 900), scene.rng.randint(20, 900)
    text = f"查处刑事案件、治安案件分别为{first}起、{second}起"
    facts: tuple[Gold, ...] = tuple(
        result(scene, f"查处{thing}", value, "起", text) for thing, value in (("刑事案件", first), ("治安案件", second))
    )
    return Told(text, facts)


def figures(scene: Scene, size: int, **more: object) -> Told:
    """A sentence of results as a bureau's report has it."""
    shape = scene.rng.random()
    if shape < 0.25:
        return join([chain(scene, **more), report(scene, WORK, size - 1, **more)], ",")
    if shape < 0.45:
        return part(scene, **more)
    return report(scene, WORK, size, **more)
