"""``limis serve``: the workstation in a browser, and the interface that other programs talk to."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from limis.cli.listen import LANGUAGE, RECOGNISER
from limis.cli.output import Device, Output, Quiet, Verbose, escaped

if TYPE_CHECKING:
    from limis.service.ear import Ear
    from limis.service.guard import Policy

__all__ = ["serve"]

_GIB = 2**30


def serve(
    image: Annotated[Path | None, typer.Argument(help="An image to begin with.")] = None,
    roots: Annotated[
        list[Path] | None, typer.Option("--root", help="A folder whose images may be opened; can be given again.")
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any that is free.")] = 8765,
    token: Annotated[
        str | None, typer.Option(envvar="LIMIS_TOKEN", help="What clients have to show; made where it is needed.")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option("--allow-host", help="A further name by which it may be called.")
    ] = None,
    models: Annotated[
        list[str] | None, typer.Option("--models", help="Models to offer, the default first; can be given again.")
    ] = None,
    device: Device = None,
    upload_gib: Annotated[float, typer.Option("--upload", min=0, help="Largest upload, in GiB.")] = 2.0,
    recogniser: Annotated[str | None, typer.Option(help=RECOGNISER)] = None,
    language: Annotated[str, typer.Option(help=LANGUAGE)] = "en",
    page: Annotated[bool, typer.Option(help="Show the page, or offer the interface to programs alone.")] = True,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Serve images to a browser and to programs, from this machine only unless told otherwise.

    Example: limis serve scan.nii.gz
    """
    from limis.extras import require

    require("fastapi", "web")
    require("uvicorn", "web")
    from limis.api import open_planner
    from limis.config import resolve_config
    from limis.service.desk import Desk
    from limis.service.engines import SharedEngines
    from limis.service.listening import listening
    from limis.service.roots import Roots
    from limis.web.app import make_app
    from limis.web.building import page_folder
    from limis.web.server import run

    output = Output(quiet=quiet, verbose=verbose)
    config = resolve_config({"device": device})
    allowed = Roots([*(roots or []), *([] if image is None else [image])])
    policy = _policy(host, token, allow_host or [], round(upload_gib * _GIB))
    ear = _ear(recogniser, language)
    engines = SharedEngines(models or [config.models], config.device)
    output.introduce(engines.get())
    planner = open_planner()
    output.introduce_planner(planner)
    folder = page_folder(config.home, output.say) if page else None
    with Desk(allowed, engines, home=config.home, planner=planner) as desk, listening(host, port) as listener:
        output.say(f"[bold]{escaped(_address(listener, policy, image))}[/]")
        output.say("[dim]not a medical device; Ctrl-C ends it[/]")
        run(make_app(desk, policy, page=folder, ear=ear), listener, verbose=verbose)


def _ear(recogniser: str | None, language: str) -> Ear:
    """Who listens: what was asked for is opened now, so that what is wrong with it is said now."""
    from limis.agents.voice import open_recogniser
    from limis.service.ear import Ear

    if recogniser is None and language == "en":
        return Ear()
    return Ear(open_recogniser(recogniser or "sphinx", language))


def _policy(host: str, token: str | None, names: list[str], upload_bytes: int) -> Policy:
    """Who may come in: whoever is on this machine; from elsewhere, whoever has the token."""
    from limis.service.guard import LOOPBACK
    from limis.service.tokens import is_token, make_token
    from limis.web.app import policy_for

    is_local = host in LOOPBACK
    chosen = is_token(token) if token else None if is_local else make_token()
    own = {host.lower(), *(() if is_local else (socket.gethostname().lower(), socket.getfqdn().lower()))}
    hosts = frozenset({*LOOPBACK, *own, *(name.lower() for name in names)})
    return policy_for(hosts, any_address=not is_local, token=chosen, upload_bytes=upload_bytes)


def _address(listener: socket.socket, policy: Policy, image: Path | None) -> str:
    """Where to look: what stands after ``#`` never leaves the browser."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    to_open = [] if image is None else [f"open={quote(str(image.resolve()))}"]
    to_show = [] if policy.token is None else [f"token={policy.token}"]
    after = "&".join([*to_open, *to_show])
    return f"http://{shown}:{port}/" + (f"#{after}" if after else "")
