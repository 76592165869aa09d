"""What people see: words and progress on standard error, JSON on standard output."""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from limis.progress import Progress, silent

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from limis.models.engines import Engines
    from limis.protocols import Planner

__all__ = ["AsJson", "Device", "Models", "Output", "Quiet", "Terminated", "Verbose", "escaped", "report_error"]

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more; show where an error came from.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")]
Models = Annotated[str | None, typer.Option("--models", help="Name or path of the models; see `limis models`.")]
Device = Annotated[str | None, typer.Option("--device", help="auto, cpu, cuda or mps.")]


class Terminated(KeyboardInterrupt):
    """The program was told to end: unlike Ctrl-C, that is more than to stop what it is doing."""


_PATIENCE_S = 1.0
_shows_tracebacks = False


class Output:
    """How one command talks.

    Args:
        quiet: Say nothing but warnings and errors.
        verbose: Say more, and show tracebacks.
        as_json: Print values as JSON.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False, as_json: bool = False) -> None:
        global _shows_tracebacks  # noqa: PLW0603 - the one guard in `main` has to know
        _shows_tracebacks = verbose
        self.quiet, self.verbose, self.as_json = quiet, verbose, as_json

    @property
    def console(self) -> Console:
        """A console on standard error."""
        from rich.console import Console

        return Console(stderr=True, quiet=self.quiet, highlight=False)

    def say(self, what: RenderableType) -> None:
        """Show a line or a table, unless it shall be quiet."""
        self.console.print(what, soft_wrap=isinstance(what, str))

    def show(self, what: RenderableType) -> None:
        """Show what was asked for on standard output."""
        from rich.console import Console

        Console(highlight=False).print(what)

    def detail(self, what: str) -> None:
        """Show a line only with ``--verbose``."""
        if self.verbose:
            self.say(what)

    def print_json(self, value: Any) -> None:
        """Print a value as JSON on standard output, if that was asked for."""
        if self.as_json:
            typer.echo(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False))

    def introduce(self, engines: Engines) -> Engines:
        """Show which models work where, and what has to be known before they are used."""
        from rich.markup import escape

        info = engines.infos
        devices = " and ".join(dict.fromkeys(engine.device for engine in info))
        self.say(f"[dim]models[/] {escape(engines.name)} [dim]on[/] {escape(devices)}")
        for engine in info:
            self.detail(escape(f"  {engine.role}: {engine.name}, {engine.licence}, sha256 {engine.sha256}"))
        if engines.notice:
            self.say(f"[yellow]{escape(engines.notice)}[/]")
        return engines

    def introduce_planner(self, planner: Planner | None) -> None:
        """Tell where sentences go that the grammar cannot read; nothing where there is no planner."""
        from rich.markup import escape

        if planner is not None:
            where = f"{planner.info.name} at {planner.info.device}"
            told = f"sentences that the grammar cannot read, with names and sizes, go to {where}"
            self.say(f"[dim]planner[/] {escape(told)}")

    @contextmanager
    def progress(self) -> Generator[Progress]:
        """A progress bar for work that takes more than a second.

        Yields:
            The callback to hand to the work.
        """
        console = self.console
        if self.quiet or not console.is_terminal:
            yield silent
            return
        from rich import progress as rich

        columns = (
            rich.SpinnerColumn(),
            rich.TextColumn("{task.description}"),
            rich.BarColumn(),
            rich.TimeElapsedColumn(),
        )
        bar = rich.Progress(*columns, console=console, transient=True)
        task = bar.add_task("", total=None)
        started = time.monotonic()

        def show(step: str, done: int, total: int) -> None:
            if not bar.live.is_started and time.monotonic() - started > _PATIENCE_S:
                bar.start()
            bar.update(task, description=step, completed=done, total=total or None)

        try:
            yield show
        finally:
            bar.stop()


def escaped(text: str) -> str:
    """A text that has no colours of its own, for `Output.say`."""
    from rich.markup import escape

    return escape(text)


def report_error(message: str, *, colour: str = "red") -> None:
    """Show one line about what went wrong; with ``--verbose`` also where, if an error is being handled."""
    if _shows_tracebacks and sys.exc_info()[0] is not None:
        traceback.print_exc(file=sys.stderr)
    typer.secho(" ".join(message.split()), fg=colour, err=True)
