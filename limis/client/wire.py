"""Requests to a server; its errors come back as the errors that they are there."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, contextmanager
from typing import Any, cast
from urllib.parse import parse_qs

from limis.client.version import API
from limis.errors import PARTS, LimisError, RemoteError, VersionMismatchError, error_from, say
from limis.extras import require
from limis.progress import Progress, silent

__all__ = ["Wire"]

_LINES = "application/x-ndjson"
_BASE = "/api/v1"
_SECONDS = 30.0


class Wire:
    """A connection to a server.

    Args:
        url: Where it listens, e.g. ``"http://127.0.0.1:8765"``; what stands after ``#`` may hold the token, as
            ``limis serve`` prints it.
        token: What it wants to be shown.
        seconds: Patience for an answer; work that tells of its progress may take longer.
        transport: An ``httpx`` transport, for tests and proxies.
    """

    def __init__(self, url: str, token: str | None = None, *, seconds: float = _SECONDS, transport: Any = None) -> None:
        self._httpx = require("httpx", "web")
        address, _, after = url.partition("#")
        shown = token or next(iter(parse_qs(after).get("token", ())), None)
        headers = {"Authorization": f"Bearer {shown}"} if shown else {}
        self.url = address.rstrip("/")
        self._client: Any = self._httpx.Client(
            base_url=f"{self.url}{_BASE}", headers=headers, timeout=seconds, transport=transport, trust_env=False
        )

    def check_version(self) -> Mapping[str, Any]:
        """Ask who answers.

        Returns:
            What the server says of itself.

        Raises:
            VersionMismatchError: It speaks another version of the interface.
            RemoteError: It cannot be reached, or is no limis server.
        """
        said = self.get("/health")
        if not isinstance(said, Mapping) or "api" not in said:
            raise self._no_server("something else")
        known = cast("Mapping[str, Any]", said)
        if known["api"] != API:
            raise VersionMismatchError(
                say(
                    f"the server at {self.url} speaks another version",
                    expected=f"version {API} of the interface",
                    got=f"version {known['api']}, of limis {known.get('version', '?')}",
                    next_step="Install the same version of limis on both sides",
                )
            )
        return known

    def get(self, path: str, **query: Any) -> Any:
        """The JSON values at a path."""
        return self._json("GET", path, params={name: value for name, value in query.items() if value is not None})

    def post(self, path: str, body: Any) -> Any:
        """Send JSON values; gives back the answer's."""
        return self._json("POST", path, json=body)

    def delete(self, path: str) -> None:
        """Delete what lies at a path."""
        with self._translated():
            self._raise_for(self._client.delete(path))

    def send(self, path: str, content: Any, **query: Any) -> Any:
        """Send bytes, as they come; gives back the answer's JSON values."""
        return self._json("POST", path, content=content, params=query)

    def fetch(self, path: str, **query: Any) -> bytes:
        """The bytes at a path."""
        with self._translated():
            return self._raise_for(self._client.get(path, params=query)).content

    def post_for_bytes(self, path: str, body: Any) -> bytes:
        """Send JSON values; gives back the answer's bytes."""
        with self._translated():
            return self._raise_for(self._client.post(path, json=body, timeout=None)).content

    def work(
        self,
        path: str,
        body: Any,
        name: str,
        progress: Progress = silent,
        tell: Callable[[Mapping[str, Any]], object] = lambda event: None,
    ) -> Any:
        """Have work done that takes time.

        Args:
            path: Of the work.
            body: JSON values, or bytes.
            name: Of the event that ends it.
            progress: Called at least twice a second; what it raises ends the connection, and with it the work.
            tell: Called with every other event.

        Returns:
            What the work gave.
        """
        with closing(self._events(path, body)) as events:
            for event in events:
                if event.get("event") == "progress":
                    progress(str(event["step"]), int(event["done"]), int(event["total"]))
                elif event.get("event") == "error":
                    raise _error_of(event["error"])
                elif event.get("event") == name:
                    return event[name]
                else:
                    tell(event)
        raise self._no_server("an answer that ended too early")

    def close(self) -> None:
        """End the connection."""
        self._client.close()

    def _events(self, path: str, body: Any) -> Generator[dict[str, Any]]:
        sent = {"content": body} if isinstance(body, bytes) else {"json": body}
        with (
            self._translated(),
            self._client.stream("POST", path, **sent, headers={"Accept": _LINES}) as response,
        ):
            if response.status_code >= 400:
                response.read()
            self._raise_for(response)
            for line in response.iter_lines():
                if line:
                    yield json.loads(line)

    def _json(self, method: str, path: str, **more: Any) -> Any:
        with self._translated():
            response = self._raise_for(self._client.request(method, path, **more))
            try:
                return response.json()
            except ValueError as error:
                raise self._no_server("something else") from error

    def _raise_for(self, response: Any) -> Any:
        if response.status_code < 400:
            return response
        try:
            said = response.json()
        except ValueError:
            said = None
        if not isinstance(said, Mapping) or "what" not in said:
            raise self._no_server(f"status {response.status_code}")
        raise _error_of(cast("Mapping[str, Any]", said))

    @contextmanager
    def _translated(self) -> Generator[None]:
        try:
            yield
        except self._httpx.HTTPError as error:
            raise self._no_server(f"{type(error).__name__}: {error}") from error

    def _no_server(self, got: str) -> RemoteError:
        return RemoteError(
            say(
                f"cannot talk to {self.url}",
                expected="a limis server",
                got=got,
                next_step="Start one with `limis serve`, and give its address",
            )
        )


def _error_of(said: Mapping[str, Any]) -> LimisError:
    """A server's error, as the kind it was there where this side knows it."""
    return error_from(str(said.get("code")), {name: str(said.get(name, "")) for name in PARTS}, RemoteError)
