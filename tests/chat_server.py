"""A real local HTTP server that speaks OpenAI's chat completions and says what a script tells it to.

Source: OpenAI API reference, "Create chat completion" and its streamed chunks.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Call = tuple[str, Any]
"""The name of a tool, and its arguments: a value, or text that is sent as it is."""


@dataclass(frozen=True)
class Says:
    """One answer of the model: words, calls of tools, or an HTTP error; `waits` keeps it back until the test ends."""

    text: str = ""
    calls: Sequence[Call] = ()
    status: int = 200
    waits: bool = False


Policy = Callable[[dict[str, Any]], Says]


def call(name: str, **fields: Any) -> Says:
    return Says(calls=[(name, fields)])


def concept(name: str, **more: Any) -> dict[str, Any]:
    return {"concept": name, "text": name.replace("_", " "), **more}


@dataclass
class Model:
    """The model behind the server: what it will say, what it was told, and what was asked of the server besides."""

    script: list[Says] = field(default_factory=list)
    policy: Policy | None = None
    bodies: list[str] = field(default_factory=list)
    url: str = ""
    elsewhere: list[str] = field(default_factory=list)
    asked: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)

    def answer(self, raw: str) -> Says:
        self.bodies.append(raw)
        self.asked.set()
        if self.policy is not None:
            return self.policy(json.loads(raw))
        return self.script.pop(0) if self.script else Says("done")

    def told(self, number: int = -1) -> list[dict[str, Any]]:
        """The messages of a request."""
        return json.loads(self.bodies[number])["messages"]


@contextmanager
def chat_server() -> Iterator[Model]:
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_GET(self) -> None:
            model.elsewhere.append(self.path)
            self._send(200, "application/json", b"{}")

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            if not self.path.endswith("/chat/completions"):
                self.do_GET()
                return
            raw = raw.decode()
            said = model.answer(raw)
            if said.waits:
                model.over.wait(30)
            if said.status != 200:
                self._send(said.status, "application/json", b'{"error": {"message": "segment the liver", "code": "x"}}')
            elif json.loads(raw).get("stream"):
                self._send(200, "text/event-stream", "".join(_events(said)).encode())
            else:
                self._send(200, "application/json", json.dumps(_whole(said)).encode())

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        model.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _calls(said: Says) -> list[dict[str, Any]]:
    texts = [arguments if isinstance(arguments, str) else json.dumps(arguments) for _, arguments in said.calls]
    return [
        {"index": n, "id": f"call_{n}", "type": "function", "function": {"name": name, "arguments": text}}
        for n, ((name, _), text) in enumerate(zip(said.calls, texts, strict=True))
    ]


def _whole(said: Says) -> dict[str, Any]:
    calls = _calls(said)
    message = {"role": "assistant", "content": said.text or None, **({"tool_calls": calls} if calls else {})}
    reason = "tool_calls" if calls else "stop"
    return {**_about("chat.completion"), "choices": [{"index": 0, "message": message, "finish_reason": reason}]}


def _events(said: Says) -> Iterator[str]:
    """The same in pieces: words one by one, arguments in halves."""
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": f"{word} "} for word in said.text.split()]
    for made in _calls(said):
        text = made["function"]["arguments"]
        half = len(text) // 2
        deltas.append({"tool_calls": [{**made, "function": {**made["function"], "arguments": text[:half]}}]})
        deltas.append({"tool_calls": [{"index": made["index"], "function": {"arguments": text[half:]}}]})
    for delta in deltas:
        yield _event({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
    reason = "tool_calls" if said.calls else "stop"
    yield _event({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
    yield "data: [DONE]\n\n"


def _event(values: dict[str, Any]) -> str:
    return f"data: {json.dumps({**_about('chat.completion.chunk'), **values})}\n\n"


def _about(kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1, "model": "scripted"}
