"""``limis concepts``: what limis has a name for, and which models know it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated

import typer

from limis.prompts.vocabulary import Concept, vocabulary

__all__ = ["concepts"]

Learned = Mapping[str, Mapping[str, int]]
"""Model set → kind of imaging → subjects that trained it."""


def concepts(
    query: Annotated[
        str | None, typer.Argument(help="A name, synonym, body region, kind or kind of imaging; all when left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per concept.")] = False,
) -> None:
    """List the structures limis has names for, or find some of them.

    Each comes with its synonyms and with the model sets that know it, or learned it from a few subjects only.

    Example: limis concepts "renal"
    """
    found = list(vocabulary()) if query is None else vocabulary().search(query)
    if not found and not as_json:
        typer.echo(f"no concept is like {query!r}; `limis concepts` lists all")
    for concept in found:
        learned = _learned_by(concept.name)
        typer.echo(_as_json(concept, learned) if as_json else _line(concept, learned))


def _learned_by(name: str) -> Learned:
    from limis.models import registry

    return registry.learned_by(name)


def _known_by(learned: Learned) -> Learned:
    """The sets that learned a concept from enough subjects in some kind of imaging."""
    from limis.models.weights import KNOWN_FROM

    return {name: subjects for name, subjects in learned.items() if max(subjects.values(), default=0) >= KNOWN_FROM}


def _as_json(concept: Concept, learned: Learned) -> str:
    told = {**concept.as_json(), "known_by": _known_by(learned), "learned_by": learned}
    return json.dumps(told, ensure_ascii=False)


def _line(concept: Concept, learned: Learned) -> str:
    also = ", ".join((*concept.synonyms, *(form for form, _ in concept.sided), *concept.adjectives))
    known = _known_by(learned)
    few = [f"{name} ({_counted(subjects)})" for name, subjects in learned.items() if name not in known]
    models = f"known by: {', '.join(known) or 'no model yet'}"
    models += f"; learned from few subjects by: {', '.join(few)}" if few else ""
    pair = "left and right" if concept.paired else ""
    facts = "; ".join(fact for fact in (concept.region.replace("_", " "), pair, ", ".join(concept.modalities)) if fact)
    return f"{concept.name}  ({facts})  {models}{f'  also: {also}' if also else ''}"


def _counted(subjects: Mapping[str, int]) -> str:
    return ", ".join(f"{count} in {kind}" for kind, count in sorted(subjects.items()))
