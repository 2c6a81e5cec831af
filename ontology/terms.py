"""IRIs and names: one base for all installations, one way to write an entity's id.

An entity's id is its kind, a slash and its key (`team/mps-supervision-9@summer-policing-2022`); facts carry it in their
`…_id` fields, IRIs append it to BASE. Chinese stays Chinese in ids and is percent-encoded in IRIs.
"""

from typing import Final
from urllib.parse import quote, unquote

BASE: Final = "https://w3id.org/campaign-graph/"
"""Every entity's IRI starts here; a server maps it to its own /id/."""
VOCABULARY: Final = BASE + "ontology#"
"""Namespace of the classes and properties of campaign.ttl (prefix cg:)."""
CONCEPT: Final = BASE + "concept/"
"""Namespace of the packs' SKOS concepts that are no entities: metrics, topics, cues."""

PREFIXES: Final = {
    "cg": VOCABULARY,
    "cgc": CONCEPT,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
}
"""Prefixes used in every Turtle file, query and export."""

_SAFE = "/@-._~:,"


def iri(entity: str) -> str:
    """Return the IRI of an entity id such as `place/610000`."""
    return BASE + quote(entity, safe=_SAFE)


def entity_of(address: str) -> str | None:
    """Return the entity id of one of our IRIs, None for another's IRI."""
    return unquote(address[len(BASE) :]) if address.startswith(BASE) else None


def place_id(code: str) -> str:
    """Return the entity id of a GB/T 2260 code."""
    return f"place/{code}"


def campaign_id(key: str) -> str:
    """Return the entity id of a campaign's vocabulary key."""
    return f"campaign/{key}"


def article_id(key: str) -> str:
    """Return the entity id of an article."""
    return f"article/{key}"


def person_id(name: str, org_id: str | None) -> str:
    """Return the entity id of an office holder: a name at an organisation, never a name alone."""
    return f"person/{name}@{(org_id or 'unknown').partition('/')[2] or 'unknown'}"


def story_id(number: int) -> str:
    """Return the entity id of a story (articles with the same words) in one index generation."""
    return f"story/{number}"
