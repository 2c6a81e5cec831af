"""Where a number was counted, and by whom: the nearest agency's jurisdiction, else that of the paragraph, else the article's."""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from ingest.areas import area_at
from ingest.bodies import Body
from ingest.document import Document
from ingest.resolve import PlaceMention
from ingest.sentences import Sentence
from ingest.values import dataclass
from ontology.model import COUNTRY
from ontology.places import load_gazetteer

_PARTNER = tuple("联合 会同 协同 配合 与 和 同 向 由 报 经 按照 根据 在".split())
_ORDER = re.compile(r"的?(?:统一)?(?:部署|要求|指挥|指导|领导|安排|授权|指示|挂牌|督办|交办)")
_BULLETS = "◆◇●○■□▲△▶►★☆▪•·※【["
_OPENING = (*",。;:\n“”", *_BULLETS, *(f"{stop}在" for stop in ",。;:\n"), "其中")
"""What stands before a place that is the subject of its clause."""

_TOGETHER = re.compile(r"(?:等)?[两二三四五六七八九十\d]{1,3}个?(?:省份|省区|省|地市|市州|市|县|区|州|盟|旗|地)(?!的)")
"""What tells that the places of a list act together (三亚、儋州两市)."""
_SAME = re.compile(r"该[局厅委部院]")
_NO_AGENCY = ("-government", "-party-committee", "-political-legal-commission")
"""Endings of ids of bodies that lead and do not act themselves."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Codes of the places counted, their names, and the agency where one reports."""

    code: str | None
    name: str | None
    agency: str | None = None
    agency_id: str | None = None


def scope_at(document: Document, start: int, position: int) -> Scope:
    """Return the scope of a number at `position` whose clause begins at `start`."""
    places = document.places_in(start, position)
    if places and places[-1].end + len(area_at(document.text, places[-1].end)) == position:
        return _of_place(document.text, places[-1])
    floor = document.text.rfind("\n", 0, position) + 1
    found = _nearest(document, min(floor, start), position, start)
    return found or _speaker(document, document.sentence(position)) or _home(document)


def scope_of(codes: Sequence[str]) -> Scope:
    """Return the scope of places counted together, their codes ascending."""
    return Scope(",".join(codes), _names(tuple(codes)))


def acts_between(document: Document, start: int, end: int, visited: Collection[int]) -> bool:
    """Whether a body that acts, or a place as a subject, is named in a stretch; `visited` is where places begin that do not count."""
    bodies = (body for body in document.bodies_in(start, end) if body.start not in visited)
    places = (place for place in document.places_in(start, end) if place.start not in visited)
    return any(_reports(document.text, body) for body in bodies) or any(_is_subject(document, one) for one in places)


def _speaker(document: Document, sentence: Sentence) -> Scope | None:
    """Who speaks where a paragraph opens with speech and names the speaker after it (“…49件次。”7月27日,天津市公安局…)."""
    if document.text[sentence.start] != "“" or "”" not in document.text[sentence.start : sentence.end]:
        return None
    end = document.text.find("\n", sentence.end)
    return _first(document, sentence.end, end if end >= 0 else len(document.text))


def _first(document: Document, start: int, end: int) -> Scope | None:
    body = next((body for body in document.bodies_in(start, min(end, start + 60)) if body.id.startswith("org/")), None)
    return _of_body(body) if body else None


def _nearest(document: Document, start: int, end: int, limit: int) -> Scope | None:
    """The last body, or place that stands as a subject, in a stretch; several acting together only in the sentence of `limit`.

    So the clause comes before its sentence, and the sentence before its paragraph.
    """
    found: Body | None = None
    text, bodies, places = document.text, document.bodies, document.places
    number = bisect_left(document.starts.bodies, end) - 1
    while number >= 0 and (body := bodies[number]).start >= start:
        if _reports(text, body) and (len(body.codes) == 1 or document.sentence(body.start).end > limit):
            found, start = body, body.start
            break
        number -= 1
    number = bisect_left(document.starts.places, end) - 1
    while number >= 0 and (place := places[number]).start >= start:
        if _is_subject(document, place):
            return _of_place(text, place)
        if _TOGETHER.match(text, place.end) and document.sentence(place.start).end > limit:
            together = _list_before(document, number, start)
            if together:
                return scope_of(sorted(together))
        number -= 1
    return _of_body(found) if found else None


def listed_before(document: Document, position: int) -> list[str]:
    """Return the codes of the list of places that ends right at a position and opens its clause; empty where none does."""
    number = bisect_left(document.starts.places, position) - 1
    if number < 0 or document.places[number].end != position:
        return []
    return _list_before(document, number, document.sentence(position).start)


def _list_before(document: Document, number: int, start: int) -> list[str]:
    """The codes of a list of places that ends with the place of this number and opens its clause; empty where it is none."""
    text, places = document.text, document.places
    first = number
    while (
        first
        and places[first - 1].start >= start
        and text[places[first - 1].end : places[first].start] in ("、", "和", "与")
    ):
        first -= 1
    opens = text.endswith(_OPENING, max(0, places[first].start - 2), places[first].start) or not places[first].start
    alone = first < number and opens and not document.in_body(places[number].start)
    return [place.code for place in places[first : number + 1]] if alone else []


def _is_subject(document: Document, place: PlaceMention) -> bool:
    """Whether a place opens its clause and is no part of a list or of a body's name."""
    text = document.text
    start = place.start
    return (
        (not start or text.endswith(_OPENING, max(0, start - 2), start))
        and not text.startswith(("、", "和"), place.end)
        and not document.in_body(start)
    )


def _of_place(text: str, place: PlaceMention) -> Scope:
    area = area_at(text, place.end)
    whole = _of_code(place.code)
    return replace(whole, name=f"{whole.name}{area}") if area else whole


@lru_cache(maxsize=4096)
def _of_code(code: str) -> Scope:
    return Scope(code, _names((code,)))


def _of_body(body: Body) -> Scope:
    acts = body.id.startswith("org/")
    return _acting(body.codes, body.area, body.name if acts else None, body.id if acts else None)


@lru_cache(maxsize=4096)
def _acting(codes: tuple[str, ...], area: str, name: str | None, key: str | None) -> Scope:
    return Scope(",".join(codes), _names(codes) + area, name, key)


def _reports(text: str, body: Body) -> bool:
    """Whether a body is the one that acts: no partner (联合…), no superior (按照公安部部署), not merely in another's name."""
    return not text.endswith(_PARTNER, max(0, body.start - 2), body.start) and not _ORDER.match(text, body.end)


def _home(document: Document) -> Scope:
    return _of_code(document.home) if document.home else Scope(None, None)


def _names(codes: tuple[str, ...]) -> str:
    gazetteer = load_gazetteer()
    return "全国" if codes == (COUNTRY,) else "、".join(gazetteer.path(code) for code in codes)


def acting_at(document: Document, sentence: Sentence, start: int, position: int) -> Scope:
    """Return who acts: the scope's agency, else whom the sentence goes on with, else the last of the jurisdiction."""
    scope = scope_at(document, start, position)
    if scope.agency_id:
        return scope
    text = document.text
    same = _SAME.search(text, start, position)
    later = [body for body in document.bodies_in(position, sentence.end) if text[body.start - 1] in ",…"]
    before = (body for body in document.bodies_before(position) if same or body.codes == (scope.code,))
    bodies = (body for body in chain(later[:1], before) if body.id.startswith("org/"))
    body = next((body for body in bodies if not body.id.endswith(_NO_AGENCY)), None)
    return replace(scope, code=",".join(body.codes), agency=body.name, agency_id=body.id) if body else scope


def said_of_team(document: Document, position: int) -> bool:
    """Return whether a supervision team is spoken of in the paragraph: what is said is its own doing or its demand."""
    return bool(document.teams_in(document.text.rfind("\n", 0, position) + 1, position))
