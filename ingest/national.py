"""Names of national bodies in a text: those of the table, those of packs' senders, and forms that need no list (全国公安机关)."""

import re
from functools import cache

from ontology.bodies import load_national_bodies
from ontology.model import COUNTRY
from ontology.packs import load_vocabulary

_WHOLE = r"各地公安机关|各级公安机关|全国各?地?公安(?:机关|交警部门|交管部门|部门)?"
_HEADED = r"国家[一-龥]{2,10}?(?:总局|局|委员会)(?=副?局长|副?主任|党组|[一二]级)"
"""A national body that no list has, before the office of who heads it."""


@cache
def national_names() -> re.Pattern[str]:
    """Return one pattern for all national bodies, one branch a first character, so that a search skips to it; long names first."""
    listed: dict[str, list[str]] = {}
    for name in sorted(load_national_bodies(), key=len, reverse=True):
        listed.setdefault(name[0], []).append(re.escape(name[1:]))
    branches = [f"{first}(?:{'|'.join(rest)})" for first, rest in listed.items()]
    return re.compile("|".join([*branches, _HEADED, _WHOLE]))


def national_slug(name: str) -> str:
    """Return what a national body is called in ids: by the table, else by the packs, else by its name."""
    return load_national_bodies().get(name) or _senders().get(name, name)


@cache
def _senders() -> dict[str, str]:
    """What packs call the national bodies that send teams, by each of their names, so that short and full ones are one body."""
    senders = load_vocabulary().senders.values()
    return {label: sender.id for sender in senders if sender.code == COUNTRY for label in sender.labels}
