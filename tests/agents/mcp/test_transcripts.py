"""Conversations that were written down are answered the same way again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from assistants import Caller, Person
from mcp_types import CallToolResult

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.json"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_is_answered_as_it_was(run: Callable[..., None], path: Path) -> None:
    told = json.loads(path.read_text(encoding="utf-8"))
    person = Person() if told["asked"] else None
    answers: list[dict[str, Any]] = []

    async def talk(caller: Caller) -> None:
        for step in told["steps"]:
            open_or_call = caller.open if step["tool"] == "open" else caller.call
            name = () if step["tool"] == "open" else (step["tool"],)
            answers.append(in_short(await open_or_call(*name, **step["with"]), caller.session))

    run(talk, person=person)
    assert [{"tool": s["tool"], "with": s["with"], **a} for s, a in zip(told["steps"], answers, strict=True)] == (
        told["steps"]
    )
    assert (person.asked if person else []) == told["asked"]


def in_short(answer: CallToolResult, session: str) -> dict[str, Any]:
    """What is compared of a result: its blocks, and what was carried out; without what is drawn by chance."""
    values = answer.structured_content or {}
    blocks = [getattr(block, "text", None) or getattr(block, "uri", None) or block.type for block in answer.content]
    files = [row["path"] for row in values.get("files", ())]
    whole = {"failed": answer.is_error, "says": blocks, "did": values.get("commands", []), "files": files}
    drawn = "".join(letter for letter in session if letter.isalnum())[:4]
    return json.loads(json.dumps(whole).replace(session, "SESSION").replace(f"-{drawn}/", "-XXXX/"))
