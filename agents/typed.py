"""The ops of the algebra as LangChain tools, typed by its schema."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import Any, Literal

from limis.commands.schema import functions
from limis.extras import require

__all__ = ["typed_tools"]


def typed_tools(
    ops: Collection[str], carry_out: Callable[[str], Callable[..., Any]], *, kind: Literal["func", "coroutine"]
) -> list[Any]:
    """Make a tool per op.

    Args:
        ops: Which.
        carry_out: Op → what is called with the fields, as they come from a language model, by name.
        kind: Whether that is a function or a coroutine function.

    Raises:
        MissingExtraError: LangChain is not installed.
    """
    make = require("langchain_core.tools", "agent").StructuredTool
    wanted = (about for about in _abouts() if about["name"] in ops)
    return [
        make(
            name=about["name"],
            description=about["description"],
            args_schema=about["parameters"],
            **{kind: carry_out(about["name"])},
        )
        for about in wanted
    ]


@cache
def _abouts() -> tuple[dict[str, Any], ...]:
    return tuple(tool["function"] for tool in functions())
