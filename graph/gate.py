"""The gate before SPARQL: only queries, over our own graphs, that send the store nowhere.

It splits a text into tokens and judges words; whether the text is well formed is left to the store, which says so with
line and column. A full parser in front would read some texts otherwise than the store does, and what hides in that gap
gets through: Oxigraph takes `SERVICEex:x` for SERVICE and reads a comparison in `(?a<1)SERVICE#>`. So a forbidden word
counts wherever any reading could see it; comments, strings and ordinary names may hold it.
"""

import re
from functools import lru_cache
from typing import Final

from ontology.errors import QueryRefused
from ontology.limits import LIMITS, named
from ontology.terms import BASE

LONGEST: Final = LIMITS.query
"""Characters that a query may have, where nothing else is said."""
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_UPDATE: Final = "is an update, and this endpoint only answers queries; facts come in by ingest"
_NAME: Final = r"(?:[\w.\-·‿⁀]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]|:)*"
_TOKEN: Final = re.compile(
    r"""(?P<blank>[\s\ufeff]+|\#[^\r\n]*)
    |(?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<variable>[?$]\w+)
    |(?P<name>(?P<prefix>[\w\-.·‿⁀]*):(?P<local>"""
    + _NAME
    + r"""))
    |(?P<word>@?[\w\-·‿⁀]+)
    |(?P<sign>[^"'\\])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SPLIT: Final = re.compile(r"^[^\w:%\\]|\.")
"""Where a store may end a local name: at a first character that none may have, at a dot."""
_PLAIN: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://|[^'#()\[\]]*$")
"""An IRI that cannot be a comparison of which a store reads the rest as brackets, a comment or a string."""

_Token = re.Match[str]


@lru_cache(maxsize=1024)
def check(query: str, longest: int = LONGEST) -> str:
    """Return the text of a query that may be put to the store.

    Raises QueryRefused, which says what is not allowed and where: updates, SERVICE, graphs of others, and what is no
    SPARQL at all.
    """
    if len(query) > longest:
        raise QueryRefused(f"The query has {len(query)} characters; at most {longest} are taken, {named('query')}.")
    _judge(query)
    if "\\u" in query.casefold():  # a store may resolve these escapes before anything else
        _judge(_ESCAPE.sub(_resolved, query))
    return query


def form(query: str) -> str:
    """Return the first word after a query's prologue: SELECT, ASK, CONSTRUCT or DESCRIBE."""
    tokens = _tokens(query)
    _, first = _prologue(tokens)
    return tokens[first][0].upper() if first < len(tokens) else ""


def _resolved(escape: _Token) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number < 0x110000 else "?"


def _judge(query: str) -> None:
    tokens = _tokens(query)
    prefixes, first = _prologue(tokens)
    form = tokens[first][0].upper() if first < len(tokens) else ""
    if form not in _FORMS:
        raise _form_refused(query, tokens, first)
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token[0] == "(") - (token[0] == ")")
        _judge_words(query, token)
        if depth and token["iri"] and not _PLAIN.match(token[0]) and _after_operand(tokens[place - 1]):
            raise _refused(
                query, token, "may be read as a comparison; leave a blank after <, or percent-encode the IRI"
            )
        if token["word"] and token[0].upper() == "FROM":
            _judge_graph(query, tokens[place + 1 :][:2], prefixes, token)


def _after_operand(before: _Token) -> bool:
    """Whether `<` after this token may be the operator."""
    return before["sign"] is None or before[0] in ")]"


def _refused(query: str, token: _Token, why: str) -> QueryRefused:
    return QueryRefused(f"The query is refused {_where(query, token.start())}: {token[0]!r} {why}.")


def _tokens(query: str) -> list[_Token]:
    """Split a text, blanks and comments left out. Raises QueryRefused where a string never ends."""
    found, at = [], 0
    while at < len(query):
        token = _TOKEN.match(query, at)
        if token is None:
            begin = query[at : at + 20]
            raise QueryRefused(f"The query is malformed {_where(query, at)}: {begin!r} begins no SPARQL token.")
        at = token.end()
        if token["blank"] is None:
            found.append(token)
    return found


def _prologue(tokens: list[_Token]) -> tuple[dict[str, str], int]:
    """Return the prefixes that a query declares, and where its form stands."""
    prefixes, place = {}, 0
    while place < len(tokens):
        word = tokens[place][0].upper()
        if word == "BASE":
            place += 2
        elif word == "PREFIX" and place + 2 < len(tokens):
            prefixes[tokens[place + 1][0]] = tokens[place + 2][0][1:-1]
            place += 3
        else:
            break
    return prefixes, place


def _form_refused(query: str, tokens: list[_Token], first: int) -> QueryRefused:
    if first >= len(tokens):
        return QueryRefused("The query is empty; it begins with SELECT, ASK, CONSTRUCT or DESCRIBE.")
    word = tokens[first][0].upper()
    why = _UPDATE if word in _UPDATES else "stands where SELECT, ASK, CONSTRUCT or DESCRIBE should"
    return _refused(query, tokens[first], why)


def _judge_words(query: str, token: _Token) -> None:
    """Refuse a word that the store might read as forbidden; see the module's first lines."""
    word = (token["word"] or token["prefix"] or "").upper()
    if "SERVICE" in word:
        raise _refused(query, token, "is not allowed, because a query stays in this store: no SERVICE")
    if ("FROM" in word and token[0].upper() != "FROM") or _hides(token["local"] or ""):
        raise _refused(query, token, "may be read as SERVICE or FROM; use another name, or the full IRI")
    if token["word"] and word in _UPDATES:
        raise _refused(query, token, _UPDATE)


def _hides(local: str) -> bool:
    """Whether a store that ends a local name early would then find a forbidden word."""
    split = _SPLIT.search(local)
    rest = local[split.start() :].casefold() if split else ""
    return "service" in rest or "from" in rest


def _judge_graph(query: str, after: list[_Token], prefixes: dict[str, str], token: _Token) -> None:
    """Refuse FROM and FROM NAMED for anything but a graph of ours, by its full IRI or a declared prefix."""
    if after and after[0]["word"] and after[0][0].upper() == "NAMED":
        after = after[1:]
    name = after[0] if after else token
    address = name[0][1:-1] if name["iri"] else ""
    if name["name"] is not None:
        prefix, _, local = name[0].partition(":")
        address = prefixes.get(prefix + ":", "") + local
    if not address.startswith(BASE):
        raise _refused(
            query, name, f"is no graph of this store; after FROM stands a full IRI that begins with {BASE!r}"
        )


def _where(query: str, at: int) -> str:
    before = query[:at]
    return f"at line {before.count(chr(10)) + 1}, column {at - before.rfind(chr(10))}"


__all__ = ["LONGEST", "check"]
