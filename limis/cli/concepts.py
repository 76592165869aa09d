"""``limis concepts``: what limis has a name for, and which models know it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, cast

import typer

from limis.prompts.vocabulary import Concept, vocabulary

__all__ = ["concepts"]


def concepts(
    query: Annotated[
        str | None, typer.Argument(help="A name, synonym, body region, kind or kind of imaging; all when left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per concept.")] = False,
) -> None:
    """List the structures limis has names for, or find some of them.

    Each comes with its synonyms and with the model sets that know it.

    Example: limis concepts "renal"
    """
    found = list(vocabulary()) if query is None else vocabulary().search(query)
    if not found and not as_json:
        typer.echo(f"no concept is like {query!r}; `limis concepts` lists all")
    for concept in found:
        known = _known_by(concept.name)
        typer.echo(
            json.dumps({**concept.as_json(), "known_by": known}, ensure_ascii=False)
            if as_json
            else _line(concept, known)
        )


def _known_by(name: str) -> dict[str, Any]:
    """Ask the registry which model sets know a concept."""
    from limis.models import registry

    return dict(cast("Mapping[str, Any]", registry.known_by(name)))


def _line(concept: Concept, known: Mapping[str, Any]) -> str:
    also = ", ".join((*concept.synonyms, *(form for form, _ in concept.sided), *concept.adjectives))
    models = ", ".join(known) or "no model yet"
    pair = "left and right" if concept.paired else ""
    facts = "; ".join(fact for fact in (concept.region.replace("_", " "), pair, ", ".join(concept.modalities)) if fact)
    return f"{concept.name}  ({facts})  known by: {models}{f'  also: {also}' if also else ''}"
