"""A hub on this machine: as much of the Hugging Face hub's protocol as its client asks for, over real sockets."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

_LARGE = (".safetensors", ".bin", ".pth")
_API = re.compile(r"/api/models/([^/]+/[^/]+)/(revision|tree)/([^/]+)")
_FILE = re.compile(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)")


@dataclass
class Hub:
    """What is on it, and how it misbehaves.

    Attributes:
        repositories: ``OWNER/MODEL`` → commit → file → bytes.
        main: ``OWNER/MODEL`` → commit.
        gated: Repositories that nobody is let into.
        cut: File → bytes after which its transfer breaks off; the server then fails until the entry is removed.
        served: Files that were asked for, with the byte that was started at.
    """

    repositories: dict[str, dict[str, dict[str, bytes]]] = field(default_factory=dict)
    main: dict[str, str] = field(default_factory=dict)
    gated: set[str] = field(default_factory=set)
    cut: dict[str, int] = field(default_factory=dict)
    served: list[tuple[str, int]] = field(default_factory=list)
    url: str = ""

    def add(self, name: str, folder: Path, commit: str | None = None) -> str:
        """Put the files of a folder onto it as the newest commit, and return that."""
        files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
        commit = commit or hashlib.sha1(repr(files).encode(), usedforsecurity=False).hexdigest()
        self.repositories.setdefault(name, {})[commit] = files
        self.main[name] = commit
        return commit


@contextmanager
def running() -> Generator[Hub]:
    """Start an empty hub on a free port."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if found := _API.fullmatch(path):
            self._describe(*found.groups())
        elif found := _FILE.fullmatch(path):
            self._hand_out(*found.groups())
        else:
            self._refuse(404, "RepoNotFound")

    def _files(self, name: str, revision: str) -> tuple[str, dict[str, bytes]] | None:
        commit = self.hub.main.get(name, "") if revision == "main" else revision
        files = self.hub.repositories.get(name, {}).get(commit)
        return None if files is None else (commit, files)

    def _describe(self, name: str, what: str, revision: str) -> None:
        found = self._files(name, revision)
        if found is None:
            is_known = name in self.hub.repositories
            return self._refuse(404 if is_known else 401, "RevisionNotFound" if is_known else "RepoNotFound")
        commit, files = found
        rows = [_row(file, content, what) for file, content in files.items()]
        value = rows if what == "tree" else {"_id": "1", "id": name, "sha": commit, "private": False, "siblings": rows}
        return self._send(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _hand_out(self, name: str, revision: str, file: str) -> None:
        found = self._files(name, revision)
        if name in self.hub.gated:
            return self._refuse(403, "GatedRepo")
        if found is None or file not in found[1]:
            return self._refuse(404, "EntryNotFound")
        commit, content = found[0], found[1][file]
        etag = hashlib.sha256(content).hexdigest()
        headers = {"ETag": f'"{etag}"', "X-Repo-Commit": commit, "Accept-Ranges": "bytes"}
        if self.command == "HEAD":
            return self._send(200, content, {**headers, "X-Linked-Size": str(len(content)), "X-Linked-Etag": etag})
        start = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").split("-")[0])
        if self.hub.cut.get(file) == -1:
            return self._refuse(500, "")
        self.hub.served.append((file, start))
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        return self._send(206 if start else 200, content[start:], headers, self.hub.cut.get(file), file)

    def _send(
        self, status: int, body: bytes, headers: dict[str, str], at_most: int | None = None, file: str = ""
    ) -> None:
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(body[:at_most])
        if at_most is not None:
            self.hub.cut[file] = -1
            self.close_connection = True

    def _refuse(self, status: int, code: str) -> None:
        self._send(status, b"{}", {"X-Error-Code": code, "Content-Type": "application/json"})


def _row(file: str, content: bytes, what: str) -> dict[str, Any]:
    digest, size = hashlib.sha256(content).hexdigest(), len(content)
    if what == "tree":
        large = {"lfs": {"oid": digest, "size": size, "pointerSize": 134}} if file.endswith(_LARGE) else {}
        return {"type": "file", "path": file, "size": size, "oid": digest[:40], **large}
    large = {"lfs": {"sha256": digest, "size": size, "pointerSize": 134}} if file.endswith(_LARGE) else {}
    return {"rfilename": file, "size": size, "blobId": digest[:40], **large}
