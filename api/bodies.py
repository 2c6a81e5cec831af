"""Request bodies, read only so far as they may be long."""

from typing import TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from ontology.errors import CampaignGraphError
from ontology.limits import named

Sent = TypeVar("Sent", bound=BaseModel)


class MediaRefused(CampaignGraphError):
    """A body is of a media type that the address does not take."""


class TooLarge(CampaignGraphError):
    """A body is longer than the address takes."""


async def body_of(request: Request, most: int | None = None) -> bytes:
    """Return a request's body. Raises TooLarge as soon as it has more than `most` bytes, else than the limit `body`."""
    limit: int = request.app.state.settings.limits.body
    hint = f", {named('body')}" if most is None or most > limit else ""
    most = limit if most is None else min(most, limit)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise TooLarge(f"The body is longer than {most} bytes, which is the most{hint}.")
    return bytes(body)


async def model_of(request: Request, model: type[Sent], most: int | None = None) -> Sent:
    """Return a request's JSON body as a model. Raises RequestValidationError, TooLarge."""
    body = await body_of(request, most)
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        found = [one | {"loc": ("body", *one["loc"])} for one in error.errors(include_url=False)]
        raise RequestValidationError(found) from error
