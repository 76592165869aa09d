"""Somebody who talks to limis over the Model Context Protocol, and a person behind them."""

from __future__ import annotations

import asyncio
from typing import Any

from mcp import Client
from mcp_types import CallToolResult, ElicitRequestParams, ElicitResult


class Caller:
    """A client with an image open."""

    def __init__(self, client: Client, session: str = "") -> None:
        self.client, self.session = client, session

    async def open(self, path: str, **more: Any) -> CallToolResult:
        answer = await self.client.call_tool("open", {"path": path, **more})
        if not answer.is_error:
            self.session = answer.structured_content["session"]
        return answer

    async def call(self, tool: str, **arguments: Any) -> CallToolResult:
        return await self.client.call_tool(tool, {"session": self.session, **arguments})

    async def words(self, tool: str, **arguments: Any) -> str:
        return text_of(await self.call(tool, **arguments))


def text_of(answer: CallToolResult) -> str:
    """The words of a result."""
    return "\n".join(block.text for block in answer.content if block.type == "text")


class Person:
    """Answers questions one after the other, the last answer again and again, and remembers what was asked.

    Args:
        answers: ``"yes"``, ``"no"`` in the form; ``"decline"`` and ``"cancel"`` of the form itself.

    Attributes:
        asked: The questions.
        may_answer: Cleared, it keeps them thinking.
    """

    def __init__(self, *answers: str) -> None:
        self.asked: list[str] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._answers = answers or ("yes",)

    async def __call__(self, context: Any, params: ElicitRequestParams) -> ElicitResult:
        answer = self._answers[min(len(self.asked), len(self._answers) - 1)]
        self.asked.append(params.message)
        await self.may_answer.wait()
        if answer in ("decline", "cancel"):
            return ElicitResult(action=answer)
        return ElicitResult(action="accept", content={"confirmed": answer == "yes"})
