"""Request bodies, read only so far as they may be long."""

from fastapi import Request

from ontology.errors import CampaignGraphError


class TooLarge(CampaignGraphError):
    """A body is longer than the address takes."""


async def body_of(request: Request, most: int) -> bytes:
    """Return a request's body. Raises TooLarge as soon as it has more than `most` bytes."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise TooLarge(f"The body is longer than {most} bytes, which is the most.")
    return bytes(body)
