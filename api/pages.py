"""Pages for people at /id/…: what is known of an IRI as a table, and the ontology's page made by pyLODE."""

import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path
from threading import Lock, Thread
from typing import Final

import pyoxigraph as ox

import ontology
from graph.resources import Resource
from ontology import terms
from ontology.errors import CampaignGraphError

STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#222}"
    "h1{font-size:1.4rem}h2{font-size:1.05rem;margin:1.6rem 0 .3rem}code,.id{color:#555;font-size:.85rem;word-break:break-all}"
    "table{border-collapse:collapse;width:100%}td,th{padding:.15rem .8rem .15rem 0;text-align:left;vertical-align:top}"
    "th{font-weight:normal;color:#555;width:13rem}a{color:#0a58a5}"
)
_FORMATS: Final = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nq", "N-Quads"))
_PYLODE: Final = """
import logging, os, sys
getattr(os, "nice", int)(10)
from pylode.profiles.ontpub import OntPub
logging.disable(logging.CRITICAL)
sys.stdout.buffer.write(OntPub(ontology=sys.argv[1]).make_html().encode())
"""
"""In a process of its own, behind all else: pyLODE changes logging for the whole process, and is needed once."""
_TURN: Final = Lock()


def page(found: Resource) -> str:
    """Return the page of a resource: first what is said of it, then what else its graphs say, subject by subject."""
    names = found.labels
    this = ox.NamedNode(found.iri)
    title = escape(names.get(this, found.entity))
    others = " · ".join(f'<a href="{_local(found.iri)}.{ending}">{name}</a>' for ending, name in _FORMATS)
    subjects = dict.fromkeys([this, *(quad.subject for quad in found.quads)])
    parts = [_table(one, found, names) for one in subjects if isinstance(one, ox.NamedNode)]
    facts = f"<p>{found.facts:,} facts name it.</p>" if found.facts else ""
    return (
        f'<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>{title}</title><style>{STYLE}</style><link rel="canonical" href="{escape(found.iri)}">'
        f'<h1>{title}</h1><p class="id">{escape(found.iri)}</p><p>{others}</p>{facts}{"".join(parts)}</html>'
    )


def ontology_page() -> bytes:
    """Return the ontology's page; made once, in about two seconds, for which all wait who ask. Raises CampaignGraphError."""
    with _TURN:
        return _ontology_page()


def warm() -> None:
    """Begin to make the ontology's page, so that whoever asks for it first need not wait; a failure is told to who asks."""

    def make() -> None:
        with suppress(CampaignGraphError, OSError, subprocess.SubprocessError):
            ontology_page()

    Thread(target=make, name="ontology page", daemon=True).start()


@cache
def _ontology_page() -> bytes:
    file = Path(ontology.__file__).with_name("campaign.ttl")
    made = subprocess.run([sys.executable, "-c", _PYLODE, str(file)], capture_output=True, timeout=120, check=False)  # noqa: S603
    if made.returncode or not made.stdout:
        raise CampaignGraphError("The ontology's page could not be made: pyLODE failed.")
    return made.stdout


def _table(subject: ox.NamedNode, found: Resource, names: Mapping[ox.NamedNode, str]) -> str:
    rows = [
        f"<tr><th>{_term(quad.predicate, names)}</th><td>{_value(quad.object, names)}</td></tr>"
        for quad in dict.fromkeys(quad.triple for quad in found.quads if quad.subject == subject)
    ]
    if not rows:
        return ""
    head = "" if subject.value == found.iri else f"<h2>{_link(subject, names)}</h2>"
    return f"{head}<table>{''.join(rows)}</table>"


def _value(value: object, names: Mapping[ox.NamedNode, str]) -> str:
    if isinstance(value, ox.NamedNode):
        return _link(value, names)
    text = value.value if isinstance(value, ox.Literal) else str(value)
    language = f' lang="{escape(value.language)}"' if isinstance(value, ox.Literal) and value.language else ""
    return f"<span{language}>{escape(text)}</span>"


def _link(node: ox.NamedNode, names: Mapping[ox.NamedNode, str]) -> str:
    """Return a link to this server for what it knows, to its own address for what others say; never to a script."""
    shown = _term(node, names)
    if terms.entity_of(node.value) is not None:
        return f'<a href="{_local(node.value)}">{shown}</a>'
    if node.value.startswith(("http://", "https://")):
        return f'<a href="{escape(node.value)}" rel="noreferrer nofollow">{shown}</a>'
    return shown


def _term(node: ox.NamedNode, names: Mapping[ox.NamedNode, str]) -> str:
    """Return a name, a prefixed name, or the entity id."""
    if node in names:
        return escape(names[node])
    for prefix, start in terms.PREFIXES.items():
        if node.value.startswith(start):
            return escape(f"{prefix}:{node.value[len(start) :]}")
    return escape(terms.entity_of(node.value) or node.value)


def _local(iri: str) -> str:
    return escape("/id/" + iri[len(terms.BASE) :])
