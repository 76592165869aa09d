"""Errors as answers: which status an error has, and what is said of it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from limis.errors import (
    BusyError,
    Cancelled,
    ImageChangedError,
    InputError,
    LimisError,
    MissingExtraError,
    SessionBusyError,
    UnknownSessionError,
    parts_of,
)

__all__ = ["add_problems", "problem"]

_STATUS: tuple[tuple[type[LimisError], int], ...] = (
    (UnknownSessionError, 404),
    (ImageChangedError, 409),
    (SessionBusyError, 409),
    (Cancelled, 409),
    (BusyError, 503),
    (MissingExtraError, 501),
    (InputError, 422),
    (LimisError, 500),
)


def problem(error: BaseException) -> dict[str, Any]:
    """What is said of an error: its ``code`` and ``status``, and the four parts of its message."""
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    if not isinstance(error, LimisError):
        return _said(type(error).__name__, status, "something went wrong here", "It was written to the server's log")
    return {"code": type(error).__name__, "status": status, **parts_of(error)}


def add_problems(app: FastAPI) -> None:
    """Answer every error with its problem."""

    async def of_ours(_: Request, error: Exception) -> JSONResponse:
        said = problem(error)
        return JSONResponse(said, said["status"])

    async def of_form(_: Request, error: Exception) -> JSONResponse:
        problems = error.errors() if isinstance(error, RequestValidationError | ValidationError) else []
        where = "; ".join(f"{'.'.join(str(p) for p in one['loc'])}: {one['msg']}" for one in problems[:5])
        said = _said("BadRequest", 422, "this request cannot be understood", "See /api/v1/openapi.json")
        return JSONResponse({**said, "expected": where}, 422)

    async def of_http(_: Request, error: Exception) -> JSONResponse:
        status = error.status_code if isinstance(error, HTTPException) else 500
        what = str(error.detail) if isinstance(error, HTTPException) else ""
        return JSONResponse(_said("Refused", status, what, "See /api/v1/openapi.json"), status)

    app.add_exception_handler(LimisError, of_ours)
    app.add_exception_handler(RequestValidationError, of_form)
    app.add_exception_handler(ValidationError, of_form)
    app.add_exception_handler(HTTPException, of_http)


def _said(code: str, status: int, what: str, next_step: str) -> dict[str, Any]:
    return {"code": code, "status": status, "what": what, "expected": "", "got": "", "next_step": next_step}
