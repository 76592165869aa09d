"""A grammar in JSGF of all that can be said now: what a session has, and answers to its question, are likelier."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from limis.agents.voice.grammar import AMENDMENTS, ANSWERS, PARTS, SENTENCES
from limis.commands import Context
from limis.prompts.vocabulary import Concept, vocabulary

__all__ = ["answers", "grammar", "names"]

_HERE, _SEEN, _ELSE = 12, 3, 1
_ANSWER, _EXPECTED = 1, 8
_NAMED = {"<what>": 20, "<there>": 4}
_ONCE = ("organ", "part", "fluid", "tissue", "region")


def grammar(context: Context, concepts: Collection[str]) -> str:
    """Write the grammar.

    Args:
        context: What is known of the session.
        concepts: Names of the vocabulary that are listened for, beside the structures that are there.

    Returns:
        JSGF with weights; its public rule is ``<said>``.

    Source: W3C, JSpeech Grammar Format, Note of 5 June 2000.

    Example:
        >>> "<what> = /3/ (/3/ liver)" in grammar(Context(), ["liver"])
        True
    """
    answer = _EXPECTED if context.pending is not None else _ANSWER
    said = [(answer, way) for ways in ANSWERS.values() for way in ways]
    said += [(_weight(way), way) for ways in SENTENCES.values() for way in ways]
    said += [(_EXPECTED, way) for way in _amendments(context)]
    there = _there(context)
    rules = {**PARTS, "what": _what(context, concepts), "there": there}
    rules["said"] = " | ".join(f"/{weight}/ ({way})" for weight, way in said if there or "<there>" not in way)
    return _written(rules)


def _amendments(context: Context) -> Iterator[str]:
    """What puts the last edit right, where it was made just now and said such a thing."""
    if context.just_edited:
        for field, ways in AMENDMENTS.items():
            yield from ways if getattr(context.last_edit, field, None) is not None else ()


def answers() -> str:
    """Write the grammar of answers and stops alone: where little can be said, little is missed."""
    return _written({**PARTS, "said": " | ".join(way for ways in ANSWERS.values() for way in ways)})


def names(concept: Concept) -> tuple[str, ...]:
    """The names of a concept that are likely to be said: no abbreviation, no plural of what there is one of."""
    once = concept.kind in _ONCE and not concept.paired and concept.region != "tissue"
    spoken = [concept.phrase, *([] if once else [concept.plural])]
    return tuple(dict.fromkeys(name for name in spoken if re.fullmatch(r"[a-z0-9 ]+", name)))


def _written(rules: Mapping[str, str]) -> str:
    lines = [f"{'public ' if name == 'said' else ''}<{name}> = {body};" for name, body in rules.items()]
    return "\n".join(["#JSGF V1.0;", "grammar limis;", *lines, ""])


def _weight(way: str) -> int:
    return next((weight for rule, weight in _NAMED.items() if rule in way), 1)


def _what(context: Context, concepts: Collection[str]) -> str:
    """Everything that can be looked for; a side goes before what is paired."""
    there = {structure.partition("_left")[0].partition("_right")[0] for structure in context.structures}
    ways: dict[bool, list[str]] = {False: [], True: []}
    total = {False: 0, True: 0}
    for concept in vocabulary():
        if concept.name in concepts or concept.name in there:
            seen = context.modality is None or context.modality in concept.modalities
            weight = _HERE if concept.name in there else _SEEN if seen else _ELSE
            ways[concept.paired] += [f"/{weight}/ {name}" for name in names(concept)]
            total[concept.paired] += weight
    sides = {False: "", True: "[left | right | both] "}
    return " | ".join(
        f"/{total[paired]}/ {sides[paired]}({' | '.join(ways[paired])})" for paired in ways if ways[paired]
    )


def _there(context: Context) -> str:
    """The structures that there are, as one would say them."""
    return " | ".join(dict.fromkeys(way for name in context.structures for way in _spoken(name) if way))


def _spoken(name: str) -> Iterator[str]:
    """A structure by its name, its side said first or not at all."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    side = [word for word in words if word in ("left", "right")]
    rest = " ".join(word for word in words if word not in side)
    yield from (" ".join([*side, rest]), rest) if side and rest else (" ".join(words),)
