"""The door of the command line: its commands, and the one place where errors become exit codes.

Exit codes: 0 done, 1 it could not be done, 2 the input cannot be used, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import re
import signal
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from limis import __version__
from limis.cli.bench import bench
from limis.cli.chat import chat
from limis.cli.commands import commands
from limis.cli.concepts import concepts
from limis.cli.demo import demo
from limis.cli.doctor import doctor
from limis.cli.eval import app as eval_app
from limis.cli.listen import listen
from limis.cli.mcp import mcp
from limis.cli.models import app as models_app
from limis.cli.output import Terminated, report_error
from limis.cli.parse import parse
from limis.cli.segment import segment
from limis.cli.serve import serve
from limis.cli.sessions import app as sessions_app
from limis.cli.train import app as train_app
from limis.errors import InputError, LimisError, say

__all__ = ["app", "main"]

_OK, _FAILED, _BAD_INPUT, _STOPPED = 0, 1, 2, 130
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
_UNUSABLE: dict[type[OSError], tuple[str, str]] = {
    NotADirectoryError: ("a folder", "a file, there or on the way"),
    FileExistsError: ("a folder, or a name that is free", "a file"),
    IsADirectoryError: ("a file", "a folder"),
    PermissionError: ("leave to use it", "none"),
}
_PART = re.compile(r"\..*\.part")
_TAKES_ANY_TEXT = "parse"
_EMPTY = say("an argument is empty", expected="something", got="nothing", next_step="See whether its variable is set")
_OBJECTS_BETWEEN_SWEEPS = 50_000


@contextmanager
def _errors_as_exit_codes(*, verbose_helps: bool = False) -> Generator[None]:
    """Turn every error into one line on standard error and an exit code."""
    try:
        yield
    except KeyboardInterrupt:
        report_error("stopped; nothing half-written", colour="yellow")
        raise typer.Exit(_STOPPED) from None
    except InputError as error:
        report_error(str(error))
        raise typer.Exit(_BAD_INPUT) from error
    except LimisError as error:
        report_error(str(error))
        raise typer.Exit(_FAILED) from error
    except Exception as error:
        if isinstance(error, typer.Abort | BrokenPipeError) or hasattr(error, "exit_code"):
            raise  # typer's own: wrong usage, an exit that was asked for, or a reader that has seen enough
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            _write_no_more()
            report_error(_no_room(error))
            raise typer.Exit(_FAILED) from error
        if isinstance(error, tuple(_UNUSABLE)) and isinstance(error.filename, str | os.PathLike):
            report_error(_unusable(error))
            raise typer.Exit(_BAD_INPUT) from error
        advice = "; run again with --verbose to see where" if verbose_helps else ""
        report_error(f"{type(error).__name__}: {error}. This should not happen{advice}.")
        raise typer.Exit(_FAILED) from error


def _no_room(error: OSError) -> str:
    where = f" to {error.filename}" if error.filename else ""
    got = (error.strerror or str(error)).lower()
    return say(f"cannot write{where}", expected="room to write", got=got, next_step="Make room, or write elsewhere")


def _unusable(error: OSError) -> str:
    """What to say of a path that is another thing or may not be used; of a file half written, of its folder."""
    path = Path(error.filename2 or error.filename)
    path = path.parent if _PART.fullmatch(path.name) else path
    expected, got = next(said for kind, said in _UNUSABLE.items() if isinstance(error, kind))
    return say(f"cannot use {path}", expected=expected, got=got, next_step="Give another path")


def _flush() -> None:
    """Write what standard output still holds, while a full disk can be told."""
    if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - there is none without a console
        sys.stdout.flush()


def _write_no_more() -> None:
    """Spare Python another attempt, at its end, to write what found no room."""
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end


def _takes_verbose(command: Any, words: Sequence[str]) -> bool:
    """Whether the command that words name has ``--verbose``."""
    for word in words:
        command = getattr(command, "commands", {}).get(word, command)
    return any("--verbose" in option.opts for option in command.params)


class _Guarded(TyperGroup):
    """The commands, none of which has to care about errors, nor about what a variable that is not set leaves."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        said_nothing = any(not arg or (arg.startswith("--") and arg.endswith("=")) for arg in args)
        ctx.meta["verbose_helps"] = _takes_verbose(self, args)
        ctx.meta["empty"] = said_nothing and args[0] != _TAKES_ANY_TEXT
        with _errors_as_exit_codes():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        with _errors_as_exit_codes(verbose_helps=ctx.meta["verbose_helps"]):
            if ctx.meta["empty"]:
                raise InputError(_EMPTY)
            try:
                return super().invoke(ctx)
            finally:
                _flush()


app = typer.Typer(
    name="limis",
    cls=_Guarded,
    help="Segment medical images by a sentence. Not a medical device.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"limis {__version__}")
        raise typer.Exit(_OK)


@app.callback()
def _limis(  # pyright: ignore[reportUnusedFunction]
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Segment medical images by a sentence. Not a medical device."""


for command in (segment, chat, concepts, commands, parse, listen, demo, doctor, bench, serve, mcp):
    app.command(command.__name__)(command)
app.add_typer(models_app, name="models")
app.add_typer(sessions_app, name="sessions")
app.add_typer(train_app, name="train")
app.add_typer(eval_app, name="eval")


def _stop(*_: object) -> None:
    raise Terminated


def _spare_a_sweep() -> None:
    """End without a last sweep; but where torch was used, its packages count what is left over, and tell of each."""
    if "torch" not in sys.modules:
        gc.freeze()


def main() -> None:
    """Run the command line. Being told to end is like Ctrl-C: nothing half-written stays behind.

    Modules, grammar and models are a quarter of a million objects that live to the end. Sweeping them for garbage
    every 700 new ones, as Python does, and once more at the end, was a quarter of the time that a picture takes.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_SWEEPS)
    atexit.register(_spare_a_sweep)
    signal.signal(signal.SIGTERM, _stop)
    app()
