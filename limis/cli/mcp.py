"""``limis mcp``: offer limis to assistants as tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from limis.cli.output import Device, Models, report_error

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

__all__ = ["mcp"]

_RESULTS = "limis-results"
_SHARE = (
    "Let `view` give pictures to the assistant. Images may then leave this machine: most assistants send what they see "
    "to a company's servers. Off: words, measurements and masks only."
)


def mcp(
    roots: Annotated[list[Path], typer.Argument(help="Folders or files that may be opened; nothing beside them is.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help=f"Folder for what is exported. Default: {_RESULTS} in the first.")
    ] = None,
    share_pixels: Annotated[bool, typer.Option("--share-pixels", help=_SHARE)] = False,
    http: Annotated[bool, typer.Option("--http", help="Serve streamable HTTP instead of standard input.")] = False,
    host: Annotated[
        str, typer.Option(help="With --http: the address to serve; any but this machine's wants a token.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="With --http: the port; 0 for any that is free.")] = 8766,
    token: Annotated[
        str | None, typer.Option(envvar="LIMIS_TOKEN", help="With --http: what clients have to show.")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="With --http: another name by which this server is called.")
    ] = None,
    models: Models = None,
    device: Device = None,
) -> None:
    """Serve limis to assistants by the Model Context Protocol, over standard input and output.

    Only what lies under ROOTS can be opened. What destroys work is asked of the person, where the assistant can ask.
    docs/assistants.md has the lines for the common ones.

    Example: limis mcp ~/scans
    """
    from limis.config import resolve_config
    from limis.extras import require
    from limis.service.desk import Desk
    from limis.service.engines import SharedEngines
    from limis.service.roots import Roots

    require("mcp", "mcp")
    from limis.agents.mcp.server import make_server

    config = resolve_config({"models": models, "device": device})
    allowed = Roots(roots)
    results = out or _beside(allowed.places[0]) / _RESULTS
    with Desk(allowed, SharedEngines([config.models], config.device), home=config.home) as desk:
        server = make_server(desk, results, share_pixels=share_pixels)
        if http:
            _serve(server, host, port, token, allow_host or [])
        else:
            _speak(server)


def _beside(place: Path) -> Path:
    return place if place.is_dir() else place.parent


def _speak(server: MCPServer) -> None:
    """Standard input and output, until the other side hangs up."""
    import anyio

    anyio.run(server.run_stdio_async)


def _serve(server: MCPServer, host: str, port: int, token: str | None, allow_host: list[str]) -> None:
    from limis.agents.mcp.http import guarded_app, listen
    from limis.service.policy import LOOPBACK
    from limis.service.tokens import is_token, make_token

    shown = is_token(token) if token is not None else None
    if shown is None and host not in LOOPBACK:
        shown = make_token()
        report_error(f"clients have to send: Authorization: Bearer {shown}", colour="yellow")
    listen(guarded_app(server, host, shown, allow_host), host, port, report_error)
