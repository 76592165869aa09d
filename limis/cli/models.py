"""``limis models``: the models that can be named, whether they are here, and how they get here."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from limis.cli.output import AsJson, Output, Quiet, escaped

if TYPE_CHECKING:
    from limis.models.listing import Entry
    from limis.models.lock import Locked
    from limis.models.named import NamedModel

__all__ = ["app"]

_CHAPTERS = {
    "Under one name": "preset",
    "Grounders: words to boxes": "grounder",
    "Segmenters: boxes to masks": "segmenter",
    "Verifiers: a second look at boxes": "verifier",
}
_HOW = """\
M: million parameters. `limis models pull NAME` fetches one; so does --models, where it is not here yet.
Join a grounder and a segmenter by +, and perhaps a verifier: --models grounding-dino-tiny+medsam+verifier:biomedclip"""

app = typer.Typer(help="List the models that --models takes, and fetch them.", invoke_without_command=True)

Name = Annotated[str, typer.Argument(help="A name that `limis models` lists, OWNER/MODEL, or several joined by +.")]
To = Annotated[Path | None, typer.Option("--to", help="Folder to put it into; default the hub's own cache.")]
Update = Annotated[bool, typer.Option("--update", help="Take what the hub has now, though other files were locked.")]


@app.callback()
def models(context: typer.Context, as_json: AsJson = False) -> None:
    """List the models that --models takes: what they are, their licence, whether they are installed."""
    if context.invoked_subcommand is not None:
        return
    from limis.config import resolve_config
    from limis.models.listing import listing

    entries, default = listing(), resolve_config().models
    Output(as_json=as_json).print_json([{**asdict(entry), "default": entry.name == default} for entry in entries])
    if not as_json:
        typer.echo(_told(entries, default))


@app.command()
def pull(name: Name, to: To = None, update: Update = False, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Fetch a model, once: what was fetched is kept, what broke off goes on where it stopped.

    Its commit and the sha256 of each file are written down at the first fetch, and checked at every opening.
    """
    from limis.models.hub import without_bars
    from limis.models.pull import pull as fetch
    from limis.models.registry import behind

    output, pulled = Output(quiet=quiet, as_json=as_json), dict[str, Any]()
    found = behind(name)
    if not found:
        output.say(f"[green]✓[/] {escaped(name)}: nothing to fetch, it is here")
    for model in found:
        output.say(_introduced(model))
        with without_bars() if quiet else nullcontext():
            entry = fetch(model, to=_place(to, model.name, alone=len(found) == 1), update=update)
        pulled[model.name] = asdict(entry)
        output.say(_arrived(entry))
    output.print_json(pulled)


def _introduced(model: NamedModel) -> str:
    """What is about to be fetched, and what has to be known before."""
    size = f"{model.parameters} M parameters" if model.parameters else ""
    about = "; ".join(part for part in (model.hub, model.licence, size) if part)
    notice = f"\n[yellow]{escaped(model.notice)}[/]" if model.notice else ""
    return f"{escaped(model.name)} [dim]from {escaped(about)}[/]{notice}"


def _arrived(entry: Locked) -> str:
    """What was fetched, and where it is."""
    kept = f"{len(entry.files)} files, {_size(entry.size_mb)}, commit {entry.commit[:12]}, sha256 written down"
    return f"[green]✓[/] {kept}\n[dim]  {escaped(entry.folder)}[/]"


def _place(to: Path | None, name: str, *, alone: bool) -> Path | None:
    """Where a model goes: several of them each into a folder of its own."""
    return to if to is None or alone else to / name.rpartition("/")[2]


def _told(entries: Sequence[Entry], default: str) -> str:
    """Everything for people: what comes with limis in full, the rest a line each, by what it is for."""
    blocks = [_worded(entry, default) for entry in entries if entry.kind == "set"]
    for title, wanted in _CHAPTERS.items():
        rows = [_row(entry, default) for entry in entries if wanted in (entry.kind, *_single_roles(entry))]
        blocks.append("\n".join([title, *rows]) + "\n")
    return "\n".join([*blocks, _HOW])


def _single_roles(entry: Entry) -> tuple[str, ...]:
    return tuple(entry.roles) if entry.kind == "model" else ()


def _worded(entry: Entry, default: str) -> str:
    """A set in a few lines."""
    state = f"{entry.size_mb:.1f} MB" if entry.installed else "not installed"
    lines = [
        f"{entry.name}  ({state}{', default' if entry.name == default else ''})",
        f"  {entry.summary}",
        f"  licence: {entry.licence or 'unknown'}; {entry.origin}",
    ]
    lines += [f"  {role}: sha256 {digest}" for role, digest in entry.sha256.items()]
    return "\n".join(lines) + "\n"


def _row(entry: Entry, default: str) -> str:
    """A model in one line."""
    state = _size(entry.size_mb) if entry.installed else "not here"
    notes = [entry.summary, *(["gated"] if entry.gated else []), *(["default"] if entry.name == default else [])]
    return f"  {entry.name:<27} {state:>9}  {entry.parameters:>4} M  {entry.licence:<11}  {'; '.join(notes)}"


def _size(megabytes: float) -> str:
    return f"{megabytes / 1000:.1f} GB" if megabytes >= 1000 else f"{megabytes:.1f} MB"
