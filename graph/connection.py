"""The way to a SPARQL server: our own child or one that was given; found again when it went, thrown away when it is damaged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from shutil import disk_usage
from typing import Final, NoReturn, TypeVar

from graph.child import Child
from graph.endpoint import Damaged, Endpoint, Stuck, Unreachable
from ontology.errors import StoreError
from ontology.limits import Limits

_PING: Final = 2.0
_ROOM: Final = 2**20
"""Bytes that the disk must have left before a server is started anew that it refused."""
_Found = TypeVar("_Found")


@dataclass(slots=True)
class Connection:
    """One process's connection to the server of a workspace; safe to share between threads.

    `turn` grows whenever the server is another one than before, which may hold less.
    """

    folder: Path
    limits: Limits
    address: str | None
    turn: int = 0
    child: Child | None = field(init=False)
    _endpoint: Endpoint | None = field(init=False)

    def __post_init__(self) -> None:
        """Take the address that was given, else a server of our own, which is started when it is needed."""
        self.child = None if self.address else Child(self.folder, self.limits.query_seconds)
        self._endpoint = Endpoint.at(self.address, self.limits) if self.address else None

    def use(self, action: Callable[[Endpoint], _Found], tries: int = 2) -> _Found:
        """Do something at the endpoint; where our server has gone, find or start it and try again.

        Raises StoreError; where our own server's data are damaged they are thrown away first, and where the disk was full
        and has room again, the server is started anew.
        """
        for _ in range(tries - 1):
            try:
                return self._once(action)
            except Unreachable:
                if self.child is None:
                    raise
                self._forget()
        return self._once(action)

    def _once(self, action: Callable[[Endpoint], _Found]) -> _Found:
        try:
            return action(self.endpoint())
        except Stuck as error:
            self._unstick(error)
        except Damaged as error:
            if self.child is None:
                raise
            self.child.discard()
            self._forget()
            raise StoreError(
                "The RDF store was damaged; it was thrown away and is filled again from the log. Ask again in a moment."
            ) from error

    def _unstick(self, error: Stuck) -> NoReturn:
        """End a server of ours that takes no more writes. Raises Unreachable, for another try, and the error while the disk is full."""
        if self.child is None or disk_usage(self.folder).free < _ROOM:
            raise error
        self.restart()
        raise Unreachable(str(error)) from error

    def endpoint(self) -> Endpoint:
        """Return the server's endpoint, started first where nobody runs it."""
        found = self._endpoint
        if found is None:
            if self.child is None:  # pragma: no cover - a given endpoint is always known
                raise Unreachable("No endpoint.")
            found = self._endpoint = Endpoint.at(self.child.address(), self.limits)
        return found

    def _forget(self) -> None:
        gone, self._endpoint, self.turn = self._endpoint, None, self.turn + 1
        if gone is not None:
            gone.close()

    def restart(self) -> None:
        """End our server, if it is one; it is started anew with what it holds."""
        found = self._endpoint
        if self.child is not None and found is not None:
            self.child.restart(found.address)

    def trouble(self) -> str | None:
        """Return why the server does not answer right now, None if it does; starts nothing and waits two seconds at most."""
        address = self.address or (self.child.published() if self.child else None)
        if address is None:
            return self.child.trouble or "it does not run" if self.child else None
        return Endpoint.ping(address, _PING)

    def close(self) -> None:
        """Close the connections, and stop the server if this process runs it."""
        if self._endpoint is not None:
            self._endpoint.close()
        if self.child is not None:
            self.child.close()
