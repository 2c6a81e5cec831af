"""Tokens: who may change a workspace over HTTP. Each has a name, scopes and a hash; the secret itself is kept nowhere.

An entry is `NAME:SCOPES:SHA256`, scopes joined by `+`: `editor:articles+corrections:9f86d081…`. Without any token the
server answers questions only.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from ontology.errors import CampaignGraphError, ValueUnknown

SCOPES: Final = ("articles", "corrections")
"""What a token may be good for: adding and withdrawing articles; judging facts."""
PREFIX: Final = "cg_"
"""Every secret starts so, that scanners for leaked secrets may know it."""
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


class Unauthorized(CampaignGraphError):
    """A write came without a token, or with one that nobody gave out."""


class Forbidden(CampaignGraphError):
    """The token is not good for this, or the server takes no writes at all."""


@dataclass(frozen=True, slots=True)
class Token:
    """A name that the journal shows, what it may do, and the SHA-256 of its secret in hex."""

    name: str
    scopes: frozenset[str]
    hash: str

    def entry(self) -> str:
        """Return the token as settings hold it."""
        return f"{self.name}:{'+'.join(sorted(self.scopes))}:{self.hash}"


def made(name: str, scopes: Iterable[str]) -> tuple[Token, str]:
    """Return a new token and its secret, which cannot be found again. Raises ValueUnknown for a name or scope."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token(name, frozenset(scopes), _hashed(secret))
    return parsed(token.entry()), secret


def parsed(entry: str) -> Token:
    """Return the token of an entry. Raises ValueUnknown, never with the hash in its message."""
    name, _, rest = entry.strip().partition(":")
    scopes, _, digest = rest.partition(":")
    if not _NAME.fullmatch(name):
        raise ValueUnknown(f"A token cannot be called {name!r}; use up to 64 letters, digits, '.', '_', '@' and '-'.")
    wanted = frozenset(filter(None, scopes.split("+")))
    unknown = sorted(wanted - set(SCOPES))
    if unknown or not wanted:
        what = f"has the scope {unknown[0]!r}, which is none" if unknown else "has no scope"
        raise ValueUnknown(f"The token {name!r} {what}; give one or more of {', '.join(SCOPES)}, joined by '+'.")
    if not _HASH.fullmatch(digest):
        raise ValueUnknown(
            f"The token {name!r} has no SHA-256 in hex after its scopes; `campaign-graph token` writes one."
        )
    return Token(name, wanted, digest)


def listed(text: str) -> tuple[Token, ...]:
    """Return the tokens of entries that lines, blanks or commas part; `#` starts a comment. Raises ValueUnknown."""
    lines = (line.partition("#")[0] for line in text.splitlines())
    found = tuple(parsed(entry) for entry in " ".join(lines).replace(",", " ").split())
    names = [token.name for token in found]
    for name in names:
        if names.count(name) > 1:
            raise ValueUnknown(f"Two tokens are called {name!r}; each needs a name of its own.")
    return found


def holder(tokens: Iterable[Token], secret: str) -> Token | None:
    """Return whose secret this is; all are compared, each in constant time."""
    digest, found = _hashed(secret), None
    for token in tokens:
        if hmac.compare_digest(digest, token.hash):
            found = token
    return found


def _hashed(secret: str) -> str:
    """Return the hash of a secret; one pass is enough, for a secret has 256 random bits."""
    return sha256(secret.encode()).hexdigest()
