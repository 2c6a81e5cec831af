"""Articles about teams: supervision reports with anaphora, lists of ecological teams with heads, anti-gang teams moving in."""

import random
from collections.abc import Sequence

from bench.police import date, day, published, summer
from bench.results import report
from bench.told import Draft, Gold, Scene, Told, divisions, person
from bench.words import ECOLOGY, GANG
from ontology.packs import load_vocabulary
from ontology.places import Division, load_gazetteer

_HAN = "一二三四五六七八九十"
_DEMANDS = (
    "坚持问题导向,紧盯薄弱环节抓整改", "压实各级责任,确保措施落到实处", "提高街面见警率,及时回应群众求助", "深入排查风险,做到早发现早处置", "加强分析研判,科学调配警力",
)  # fmt: skip
_LOOKED = (
    "实地查看了夜间巡逻防控情况",
    "走访了社区和商户",
    "检查了值班备勤情况",
    "抽查了接处警记录",
    "查看了智能警务设备运行情况",
)


def inspection(
    team: str, place: Division, text: str, start: str | None, end: str | None = None, **more: object
) -> Gold:
    """Return a gold inspection."""
    gazetteer = load_gazetteer()
    fact: Gold = {
        "type": "inspection", "team": team, "place_code": place.code, "place": gazetteer.path(place.code),
        "province_code": gazetteer.province(place.code), "start": start, "end": end or start, "text": text,
    }  # fmt: skip
    return fact | more


def ordinal(number: int) -> str:
    """Write an ordinal up to 19 in Chinese numerals."""
    return _HAN[number - 1] if number <= 10 else "十" + _HAN[number - 11]


def supervision(rng: random.Random) -> Draft:
    """Teams of the ministry at work in several places, told day by day; 督察组 stands for the team named last."""
    scene = summer(rng, None)
    count = rng.choice((8, 10, 12))
    sent = f"公安部组建{count}个督察组"
    lines = [
        Told(
            f"为推动{scene.label}落地见效,{sent},对各地工作开展专项督察。",
            ({"type": "team", "team": "公安部督察组", "count": count, "text": sent},),
        )
    ]
    for number in rng.sample(range(1, count + 1), rng.randint(2, 4)):
        team = f"公安部第{ordinal(number)}督察组"
        lines += _visit(scene, team)
    return Draft(
        f"{scene.label}专项督察深入开展", "法治" + rng.choice(("在线", "日报")), published(scene), tuple(lines)
    )


def _visit(scene: Scene, team: str) -> list[Told]:
    """One team's paragraph: a dated visit, an anaphoric one in the next sentence, a demand; perhaps who leads."""
    rng = scene.rng
    month, day_ = day(rng)
    start = date(scene, month, day_)
    city = rng.choice(divisions("prefecture"))
    path = load_gazetteer().path(city.code)
    counties = [row for row in divisions("county") if row.parent == city.code and len(row.name) > 2]
    named: Gold = {"type": "team", "team": team, "text": team}
    if rng.random() < 0.3:
        last = min(28, day_ + rng.randint(2, 6))
        end, when = date(scene, month, last), f"{month}月{day_}日至{last}日"
    else:
        end, when = start, f"{month}月{day_}日"
    clause = f"{team}赴{path}开展督察"
    if not counties or rng.random() < 0.4:
        facts = [inspection(team, city, clause, start, end), named]
        return [
            Told(f"{when},{clause}。督察组{rng.choice(_LOOKED)}。", tuple(facts)),
            _demand(scene, team),
            *_led(scene, team),
        ]
    county = rng.choice(counties)
    inner = f"在{county.name}"
    facts = [inspection(team, county, inner, start, end), named]
    text = f"{when},{clause}。{inner},督察组{rng.choice(_LOOKED)}。"
    return [Told(text, tuple(facts)), _demand(scene, team), *_led(scene, team)]


def _demand(scene: Scene, team: str) -> Told:
    demand = scene.rng.choice(_DEMANDS)
    fact: Gold = {"type": "directive", "issuer": team, "demand": demand, "text": demand}
    return Told(f"{scene.rng.choice(('督察组强调', '督察组要求', f'{team}要求'))},要{demand}。", (fact,))


def _led(scene: Scene, team: str) -> list[Told]:
    if scene.rng.random() < 0.5:
        return []
    name, role = person(scene.rng, scene), scene.rng.choice(("组长", "副组长"))
    words = f"{team}{role}{name}"
    fact: Gold = {"type": "role", "person": name, "role": role, "org": team, "text": words}
    return [Told(f"{words}参加了督察。", (fact,))]


def ecology(rng: random.Random) -> Draft:
    """A list page: a preamble names the round, a line a team with its place and heads, then what was handled so far."""
    campaigns = [
        campaign
        for campaign in load_vocabulary().campaigns.values()
        if campaign.series in ("ecological-inspection-2", "ecological-inspection-3") and campaign.start and len(campaign.start) == 10
    ]  # fmt: skip
    campaign = rng.choice(campaigns)
    scene = Scene(rng, campaign.year or 2021, None, campaign.series or "", campaign.name)
    places = rng.sample(divisions("province"), rng.randint(4, 7))
    kind = "中央生态环境保护督察组"
    sent = f"组建{len(places)}个{kind}"
    opening = Told(
        f"经党中央、国务院批准,{campaign.name}全面启动,{sent},分别对{'、'.join(place.name for place in places)}开展督察进驻工作。",
        (
            {"type": "team", "team": kind, "count": len(places), "text": sent},
            *(inspection(kind, place, place.name, None, optional=True) for place in places),
        ),
    )
    lines = [opening, *_listed(scene, places), *_handled(scene, places)]
    start = campaign.start or ""
    return Draft(
        f"{campaign.name}全面启动",
        "生态环境部网站",
        f"{start[:8]}{min(28, int(start[8:]) + 20):02}" if int(start[8:]) < 8 else _later(start),
        tuple(lines),
    )


def _later(start: str) -> str:
    year, month = int(start[:4]), int(start[5:7])
    return f"{year + month // 12}-{month % 12 + 1:02}-20"


def _listed(scene: Scene, places: Sequence[Division]) -> list[Told]:
    """A line a team: 第一组:上海市,组长某某,副组长某某;."""
    lines = []
    for number, place in enumerate(places, 1):
        team = f"中央第{ordinal(number)}生态环境保护督察组"
        head, deputy = person(scene.rng, scene), person(scene.rng, scene)
        short = f"第{ordinal(number)}组"
        facts: tuple[Gold, ...] = (
            inspection(team, place, place.name, None),
            {"type": "team", "team": team, "text": short},
            {"type": "role", "person": head, "role": "组长", "org": team, "text": f"组长{head}"},
            {"type": "role", "person": deputy, "role": "副组长", "org": team, "text": f"副组长{deputy}"},
        )
        stop = ";" if number < len(places) else "。"
        lines.append(Told(f"{short}:{place.name},组长{head},副组长{deputy}{stop}", facts))
    return lines


def _handled(scene: Scene, places: Sequence[Division]) -> list[Told]:
    """What single provinces handled up to a day."""
    lines = []
    for place in places[: scene.rng.randint(1, 3)]:
        local = Scene(scene.rng, scene.year, place, scene.campaign, scene.label)
        body = report(local, ECOLOGY, 3)
        lines.append(Told(f"督察进驻以来,{place.name}已{body.text}。", body.facts))
    return lines


def gang(rng: random.Random) -> Draft:
    """Anti-gang teams of one round: where each moved in, the meeting on arrival, its head, and a province's results."""
    key = rng.choice(("anti-gang-supervision-1-2018", "anti-gang-supervision-2-2019", "anti-gang-supervision-3-2019"))
    campaign = load_vocabulary().campaigns[key]
    scene = Scene(rng, campaign.year or 2019, None, "anti-gang", "扫黑除恶专项斗争", 2018)
    month = int((campaign.start or "2019-04")[5:7])
    lines: list[Told] = []
    for number, place in zip(rng.sample(range(1, 20), 3), rng.sample(divisions("province"), 3), strict=True):
        team = f"中央扫黑除恶第{number}督导组"
        day_ = rng.randint(2, 26)
        on = date(scene, month, day_)
        meeting = f"督导{place.name}工作动员会"
        clause = f"{team}进驻{place.name}"
        head = person(rng, scene)
        told = Told(
            f"{month}月{day_}日,{clause}。当日,{team}{meeting}召开,督导组组长{head}出席会议。",
            (
                inspection(team, place, clause, on),
                {"type": "team", "team": team, "text": team},
                {
                    "type": "meeting",
                    "name": meeting,
                    "name_alt": [team + meeting],
                    "date": on,
                    "host": team,
                    "text": meeting,
                },
                {"type": "role", "person": head, "role": "组长", "org": team, "text": f"组长{head}"},
            ),
        )
        local = Scene(rng, scene.year, place, scene.campaign, scene.label, 2018)
        body = report(local, GANG, 3)
        lines += [told, Told(f"{scene.label}开展以来,{place.name}公安机关{body.text}。", body.facts)]
    until = date(scene, month + 1, rng.randint(1, 28))
    return Draft(f"{campaign.name}有序推进", "中国长安网", until, tuple(lines))
