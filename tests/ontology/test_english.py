"""English names come from the packs; where none is known there is none."""

import pytest

from ontology.english import english
from ontology.places import load_gazetteer

NAMES = {
    "place/640000": "Ningxia",
    "place/640104": None,
    "campaign/summer-policing-2022": "Summer policing “Hundred-Day Action” 2022",
    "campaign/no-such": None,
    "team/mps-supervision-9@summer-policing-2022": "Supervision team 9, Ministry of Public Security",
    "team/central-ecological-inspection@x": "Ecological inspection team, Central authorities",
    "team/460000-public-security-department-resident-supervision@x": (
        "Resident supervision team, Public security department, Hainan"
    ),
    "team/督查组": None,
    "org/100000-mps": "Ministry of Public Security",
    "org/640000-public-security-department": "Public security department, Ningxia",
    "org/640104-public-security-bureau": None,
    "org/100000-环境保护部": None,
    "metric/criminal-cases-solved": "Criminal cases solved",
    "person/李明@640000-public-security-bureau": None,
}


@pytest.mark.parametrize(("entity", "name"), NAMES.items())
def test_english(entity: str, name: str | None) -> None:
    assert english(entity) == name


def test_every_province_has_a_name() -> None:
    assert all(english(f"place/{one.code}") for one in load_gazetteer().divisions() if one.level == "province")
