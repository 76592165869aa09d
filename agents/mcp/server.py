"""limis as a server of the Model Context Protocol: tools, resources and prompts around one desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mcp.server.mcpserver import MCPServer

from limis import __version__
from limis.agents.mcp.cases import Cases
from limis.agents.mcp.prompts import add_prompts
from limis.agents.mcp.resources import add_resources
from limis.agents.mcp.tools import make_tools
from limis.agents.mcp.words import INSTRUCTIONS

if TYPE_CHECKING:
    from limis.service.desk import Desk

__all__ = ["make_server"]


def make_server(desk: Desk, results: Path, *, share_pixels: bool = False) -> MCPServer:
    """Make the server; `MCPServer.run_stdio_async` and `MCPServer.streamable_http_app` serve it.

    Args:
        desk: Holds the conversations, and knows which folders may be opened.
        results: Folder for what is exported.
        share_pixels: Whether ``view`` may give pictures to clients, and so to whatever stands behind them.
    """
    cases = Cases(desk, results.absolute())
    server = MCPServer(
        "limis",
        title="limis",
        description="Outlines structures in medical images by words.",
        instructions=INSTRUCTIONS,
        version=__version__,
        tools=make_tools(cases, share_pixels=share_pixels),
        log_level="WARNING",
    )
    add_resources(server, cases)
    add_prompts(server)
    return server
