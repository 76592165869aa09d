"""The application: routes over a desk, errors as problems, and the page where it was built."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles

from limis import __version__
from limis.service.desk import Desk
from limis.service.ear import Ear
from limis.service.guard import LOOPBACK, Guard, Policy
from limis.web import bringing, hearing, listening, looking, talking, wire
from limis.web.headers import WithHeaders
from limis.web.hearing import RECORDING_BYTES
from limis.web.problems import add_problems

__all__ = ["make_app", "policy_for"]

_API = "/api/v1"


def make_app(desk: Desk, policy: Policy | None = None, *, page: Path | None = None, ear: Ear | None = None) -> Guard:
    """The application of a server.

    Args:
        desk: Holds the conversations; whoever made it closes it.
        policy: Who may come in; None for this machine only.
        page: Folder of the built page, see `limis.web.building`; None for the interface alone.
        ear: Who listens to recordings; None for the recogniser that the extra ``voice`` brings.

    Returns:
        An ASGI application, guarded.
    """
    app = FastAPI(
        title="limis",
        version=__version__,
        description="Segmentation of medical images by sentences. Not a medical device.",
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{_API}/openapi.json",
        responses={422: {"model": wire.Problem}},
    )
    app.state.desk, app.state.ear = desk, ear or Ear()
    for room in (bringing, talking, hearing, looking, listening):
        app.include_router(room.router, prefix=_API)
    add_problems(app)
    _add_page(app, page)
    return Guard(WithHeaders(app), policy or policy_for())


def policy_for(
    hosts: frozenset[str] = LOOPBACK,
    *,
    any_address: bool = False,
    token: str | None = None,
    upload_bytes: int = 2**31,
) -> Policy:
    """Who may come in to the application's routes: the page is for everybody who gets that far, the rest is not."""
    return Policy(
        hosts=hosts,
        any_address=any_address,
        token=token,
        public=("/",),
        private=("/api/",),
        upload_bytes=upload_bytes,
        uploads=(f"{_API}/uploads",),
        longer=(("/listen", RECORDING_BYTES),),
    )


def _add_page(app: FastAPI, page: Path | None) -> None:
    if page is not None:
        app.mount("/", StaticFiles(directory=page, html=True), name="page")
        return

    def no_page() -> PlainTextResponse:
        return PlainTextResponse(
            f"limis {__version__}, not a medical device. The interface is under {_API}/openapi.json.\n"
        )

    app.add_api_route("/", no_page, include_in_schema=False)
