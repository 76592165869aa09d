"""What a person may pick from a menu: the beginnings of the common conversations."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver import MCPServer
from pydantic import Field

from limis.report.schema import NOTICE

__all__ = ["add_prompts"]

Path = Annotated[str, Field(description="The image, under the folders that limis serves.")]


def add_prompts(server: MCPServer) -> None:
    """Offer the beginnings."""

    @server.prompt(title="Outline and measure")
    def outline(  # pyright: ignore[reportUnusedFunction]
        path: Path, what: Annotated[str, Field(description='What to look for, e.g. "the liver and both kidneys".')]
    ) -> str:
        """Outline structures in an image and say how large they are."""
        return (
            f"Open {path} with limis, say to it: segment {what}. Tell me what was found and what was not, show me a "
            f"picture if you can, and measure what was found. {NOTICE}"
        )

    @server.prompt(title="Correct outlines")
    def correct(  # pyright: ignore[reportUnusedFunction]
        wrong: Annotated[str, Field(description='What is wrong, e.g. "the liver misses its lower tip".')],
    ) -> str:
        """Correct an outline, and check it."""
        return (
            f"In the image that is open in limis something is wrong: {wrong}. Say that to limis in these words, look "
            "at the outline before and after, tell me what changed by how much, and undo it if it became worse."
        )

    @server.prompt(title="Report")
    def report() -> str:  # pyright: ignore[reportUnusedFunction]
        """Sum up what was outlined, and save it."""
        return (
            "Read the report of the session that is open in limis. Sum it up in a table: structure, side, size; below "
            f"it which models outlined them, and what was not found. Then export everything. End with: {NOTICE}"
        )
