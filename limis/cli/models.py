"""``limis models``: the models that can be named, and whether they are here."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from limis.cli.output import AsJson, Output

if TYPE_CHECKING:
    from limis.models.registry import Entry

__all__ = ["models"]


def models(as_json: AsJson = False) -> None:
    """List the models that --models takes: what they are, their licence, whether they are installed."""
    from limis.config import resolve_config
    from limis.models.registry import listing

    entries, default = listing(), resolve_config().models
    Output(as_json=as_json).print_json([_described(entry, default) for entry in entries])
    if not as_json:
        for entry in entries:
            typer.echo(_worded(entry, default))


def _described(entry: Entry, default: str) -> dict[str, Any]:
    """A model as JSON."""
    return {**asdict(entry), "default": entry.name == default}


def _worded(entry: Entry, default: str) -> str:
    """A model in a few lines."""
    state = f"{entry.size_mb:.1f} MB" if entry.installed else "not installed"
    lines = [
        f"{entry.name}  ({state}{', default' if entry.name == default else ''})",
        f"  {entry.summary}",
        f"  licence: {entry.licence or 'unknown'}; {entry.origin}",
    ]
    lines += [f"  {role}: sha256 {digest}" for role, digest in entry.sha256.items()]
    return "\n".join(lines) + "\n"
