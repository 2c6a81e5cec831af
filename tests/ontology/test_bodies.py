"""National bodies: each name is listed once, and no slug is an abbreviation of an unlisted body."""

import csv
from pathlib import Path

import ontology
from ontology.bodies import load_national_bodies

FILE = Path(ontology.__file__).parent / "codes" / "bodies.csv"


def test_no_name_is_listed_twice() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert len(names) == len(set(names)) == len(load_national_bodies())


def test_a_chinese_slug_is_a_name_of_its_body() -> None:
    bodies = load_national_bodies()
    assert [slug for slug in bodies.values() if slug and not slug.isascii() and bodies.get(slug) != slug] == []
