"""Facts drawn at random, of all types, over few entities."""

import random

from ontology.model import CampaignRef, Fact
from tests.helpers import SUMMER, day, inspection, one_of_each, result, role

PLACES = ["110000", "640000", "640100", "640500", "640502", "650000", "520102", "100000"]
CAMPAIGNS = [
    SUMMER,
    None,
    CampaignRef("summer-policing-2023", "夏季行动", 2023),
    CampaignRef("summer-policing", "夏季行动", None),
]


def generated(rng: random.Random, article: str) -> list[Fact]:
    """Return an article's facts, drawn at random."""
    facts: list[Fact] = list(one_of_each(article)) if rng.random() < 0.2 else []
    for at in range(1000, 1000 + 30 * rng.randrange(6), 30):
        when = day(rng.choice(["2022-08-19", "2022-08", "2023-05-01", None]))
        common = {"campaign": rng.choice(CAMPAIGNS), "status": rng.choice(["done", "planned"]), "when": when}
        scopes = ",".join(sorted(rng.sample(PLACES, rng.choice([1, 1, 2]))))
        known = rng.random() < 0.5
        metric = {"metric": rng.choice(["抓获网上逃犯", "出动警力"]), "metric_id": "cases-solved" if known else None}
        facts += rng.choice([
            [inspection(article, rng.randrange(1, 5), rng.choice(PLACES), at=at, **common)],
            [result(article, rng.randrange(9), scopes, at=at, **common, **metric)],
            [role(article, org_id=f"team/sent-{rng.randrange(3)}", at=at)],
        ])  # fmt: skip
    return facts
