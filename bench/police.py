"""Articles of the summer campaign: the ministry's press conference, and what provinces, cities and counties report."""

import random

from bench.results import chain, change, fall, figures, level, part, report, respectively
from bench.told import Draft, Gold, Scene, Told, campaign_labels, divisions, person
from bench.words import GOALS, MEASURES, TITLES, TOPICS, WORK
from ontology.places import load_gazetteer


def summer(rng: random.Random, place_level: str | None) -> Scene:
    """Return a scene of the summer campaign in a place of a level, the country where None."""
    year = rng.choice((2022, 2022, 2023, 2024))
    place = rng.choice(divisions(place_level)) if place_level else None
    _, label = campaign_labels("summer-policing", year)
    return Scene(rng, year, place, "summer-policing", label)


def day(rng: random.Random, month: int | None = None) -> tuple[int, int]:
    """Return month and day inside the campaign, before the day of publication."""
    return month or rng.choice((7, 8)), rng.randint(1, 28)


def date(scene: Scene, month: int, day_: int) -> str:
    """Return an ISO date of the scene's year."""
    return f"{scene.year}-{month:02}-{day_:02}"


def published(scene: Scene) -> str:
    """Return a publication date after all that is told."""
    return date(scene, 9, scene.rng.randint(1, 28))


def ministry(rng: random.Random) -> Draft:
    """A press conference of the ministry: national results, changes, who spoke, what comes."""
    scene = summer(rng, None)
    month, day_ = day(rng)
    on = date(scene, month, day_)
    speaker = person(rng, scene)
    name = f"公安部{rng.choice(('新闻发布会', '专题新闻发布会'))}"
    held = f"{month}月{day_}日,公安部在北京召开新闻发布会"
    lines = [
        Told(
            f"{held},通报全国公安机关{scene.label}工作情况。",
            (
                {
                    "type": "meeting",
                    "name": "新闻发布会",
                    "name_alt": [name],
                    "date": on,
                    "host": "公安部",
                    "text": held,
                },
            ),
        ),
        _spoke(speaker, "公安部", rng.choice(("治安管理局局长", "治安管理局副局长", "新闻发言人"))),
        _sentence(f"{scene.label}开展以来,全国公安机关共", figures(scene, 4)),
        _sentence("全国公安机关还", report(scene, WORK, 4)),
        _sentence("行动期间,全国", change(scene)),
        _sentence("其间,全国", change(scene)),
    ]
    lines += [_of_province(scene) for _ in range(rng.randint(1, 3))]
    title = f"公安部:{scene.label}取得明显成效"
    return Draft(title, "中国" + rng.choice(("警察网", "新闻网")), published(scene), tuple(lines))


def _of_province(scene: Scene) -> Told:
    rng = scene.rng
    place = rng.choice(divisions("province"))
    local = Scene(rng, scene.year, place, scene.campaign, scene.label)
    return _sentence(f"{place.name}公安机关", report(local, WORK, 3))


def _sentence(opening: str, body: Told) -> Told:
    return Told(f"{opening}{body.text}。", body.facts)


def _spoke(name: str, org: str, role: str) -> Told:
    office = f"{org}{role}{name}"
    fact: Gold = {"type": "role", "person": name, "role": role, "role_alt": [org + role], "org": org, "text": office}
    return Told(f"{office}在会上介绍了有关情况。", (fact,))


def local(rng: random.Random, place_level: str) -> Draft:
    """A province's, city's or county's report: results in every shape, an operation of a night, a mechanism, a target, a meeting."""
    scene = summer(rng, place_level)
    short = scene.place.name if scene.place else "全国"
    agency = bureau(scene)
    name = scene.where if place_level == "county" else short
    lines = [
        _sentence(f"{scene.label}开展以来,{agency}共", figures(scene, 4)),
        night(scene, agency),
        _sentence(f"{agency}", report(scene, WORK, 3)),
        _sentence(f"{scene.label}期间,{name}", rng.choice((change, fall))(scene)),
        _sentence(f"行动中,{agency}", rng.choice((respectively, chain, part))(scene)),
        _sentence(f"{scene.label}期间,{name}", level(scene)),
    ]
    if rng.random() < 0.6:
        lines.append(mechanism(scene, agency))
    if rng.random() < 0.5:
        lines.append(aim(scene, agency))
    if rng.random() < 0.5:
        lines.append(convened(scene, agency))
    if rng.random() < 0.6:
        lines.append(chief(scene, agency))
    if rng.random() < 0.4:
        lines.append(until(scene, agency))
    title = f"{agency}扎实推进{scene.label}"
    return Draft(title, short.rstrip("省市区县") + rng.choice(TITLES), published(scene), tuple(lines))


def bureau(scene: Scene) -> str:
    """Return the police of the scene's place, with its province where it is a county."""
    if scene.place is None:
        return "全国公安机关"
    if scene.place.level == "province":
        return f"{scene.place.name}公安机关"
    return load_gazetteer().path(scene.code) + "公安局"


def night(scene: Scene, agency: str) -> Told:
    """Results of one night."""
    month, day_ = day(scene.rng)
    on = date(scene, month, day_)
    body = report(scene, WORK, 2, start=on, end=on)
    return Told(f"{month}月{day_}日,{agency}开展清查,当日{body.text}。", body.facts)


def until(scene: Scene, agency: str) -> Told:
    """Results up to a day (截至8月20日)."""
    month, day_ = 8, scene.rng.randint(10, 28)
    body = report(scene, WORK, 2, start=None, end=date(scene, month, day_))
    return Told(f"截至{month}月{day_}日,{agency}累计{body.text}。", body.facts)


def mechanism(scene: Scene, agency: str) -> Told:
    """A named mechanism that the agency adopted."""
    name = scene.rng.choice(MEASURES)
    clause = f"{agency}建立{name}机制"
    fact: Gold = {"type": "measure", "name": f"{name}机制", "name_alt": [name], "agency": agency, "text": clause}
    return Told(f"{clause},把力量沉到一线。", (fact,))


def aim(scene: Scene, agency: str) -> Told:
    """A class of offences aimed at, or a goal with a name."""
    if scene.rng.random() < 0.5:
        topic = scene.rng.choice(TOPICS)
        clause = f"{agency}严打{topic}等突出违法犯罪"
        return Told(f"{clause},形成震慑。", ({"type": "target", "target": topic, "agency": agency, "text": clause},))
    goal = scene.rng.choice(GOALS)
    clause = f"{agency}围绕实现“{goal}”工作目标"
    return Told(
        f"{clause},细化任务、压实责任。", ({"type": "target", "target": goal, "agency": agency, "text": clause},)
    )


def convened(scene: Scene, agency: str) -> Told:
    """A meeting with date and host."""
    month, day_ = day(scene.rng)
    kind = scene.rng.choice(("推进会", "调度会", "动员部署会"))
    name = f"{scene.label}{kind}"
    clause = f"{agency}召开{name}"
    fact: Gold = {"type": "meeting", "name": name, "date": date(scene, month, day_), "host": agency, "text": clause}
    return Told(f"{month}月{day_}日,{clause},研究下一阶段工作。", (fact,))


def chief(scene: Scene, agency: str) -> Told:
    """An officer named with one office or two."""
    name = person(scene.rng, scene)
    org = agency.replace("公安机关", "公安厅")
    if (
        scene.place
        and scene.place.level == "prefecture"
        and scene.place.name.endswith("市")
        and scene.rng.random() < 0.5
    ):
        words = f"副市长、市公安局局长{name}"
        place = load_gazetteer().path(scene.code)
        facts: tuple[Gold, ...] = (
            {"type": "role", "person": name, "role": "副市长", "org": f"{place}人民政府", "text": words},
            {"type": "role", "person": name, "role": "局长", "role_alt": ["市公安局局长"], "org": org, "text": words},
        )
        return Told(f"{words}多次到一线检查。", facts)
    role = (
        scene.rng.choice(("治安管理支队副支队长", "指挥中心主任", "政委"))
        if not org.endswith("厅")
        else "治安管理总队副总队长"
    )
    words = f"{org}{role}{name}"
    fact: Gold = {"type": "role", "person": name, "role": role, "role_alt": [org + role], "org": org, "text": words}
    return Told(f"{words}说,街面见警率高了,心里就踏实。", (fact,))
