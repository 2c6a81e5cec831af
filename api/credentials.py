"""Who writes: dependencies that let holders of a token with a scope pass. The tokens themselves are api.tokens.

Apart from them, so that a command that reads settings need not load the web framework.
"""

from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.tokens import Forbidden, Token, Unauthorized, holder

_BEARER: Final = HTTPBearer(
    auto_error=False, scheme_name="token", description="A secret that `campaign-graph token` made."
)


class Requires:
    """A dependency that lets only holders of a scope pass, and gives their token; its name is for the journal."""

    def __init__(self, scope: str) -> None:
        """Take one of SCOPES."""
        self.scope = scope

    async def __call__(
        self, request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
    ) -> Token:
        """Return the token. Raises Forbidden where no writes are taken or the scope is missing, else Unauthorized."""
        tokens: tuple[Token, ...] = request.app.state.settings.tokens
        if not tokens:
            raise Forbidden(
                "This server takes no writes, for no token is configured; make one with `campaign-graph token`."
            )
        if given is None:
            raise Unauthorized("This needs a token; send the header 'Authorization: Bearer SECRET'.")
        token = holder(tokens, given.credentials)
        if token is None:
            raise Unauthorized("Nobody has this token; it is mistyped, or was withdrawn.")
        if self.scope not in token.scopes:
            raise Forbidden(f"The token {token.name!r} is not good for {self.scope!r}.")
        return token


ArticlesToken = Annotated[Token, Depends(Requires("articles"))]
CorrectionsToken = Annotated[Token, Depends(Requires("corrections"))]
