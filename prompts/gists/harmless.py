"""Words that change nothing beside a request whose op and arguments are understood."""

from __future__ import annotations

from limis.prompts.phrases import Phrases

__all__ = ["HARMLESS", "IN_REFUSALS", "PERMISSIONS"]

HARMLESS = Phrases(
    [
        *("a", "an", "the", "some", "any", "another", ",", ":"),
        *("also", "too", "as well", "just", "only", "now", "again", "next", "first", "then", "here", "once more"),
        *("quick", "proper", "nice", "simple", "single", "own", "of course", "straight", "directly", "immediately"),
        *("for me", "for us", "if need be", "this time", "at last", "for a start", "while you are there"),
    ]
)
"""Articles, adverbs and afterthoughts; no pronoun of a person, no negation, no form of "to be" by itself."""

IN_REFUSALS = Phrases(
    [
        *("any of it", "any of them", "any of that", "ever", "at all", "yet"),
        *("any more", "anymore", "any", "any further", "even", "either", "else"),
        *("on me", "behind my back", "by yourself", "on your own", "by accident", "again"),
    ]
)
"""What may stand beside a forbidden verb as well."""

PERMISSIONS = Phrases(
    [
        *(
            f"{before} {asking}"
            for before in ("without", "before")
            for asking in (
                *("asking", "asking me", "asking me first", "asking first", "asking us", "my permission", "my okay"),
                *("my ok", "my consent", "permission", "confirmation", "my confirmation", "telling me", "warning me"),
                *("checking with me", "checking", "consulting me", "checking with me first", "my say so", "my word"),
                *("my approval", "my go ahead", "being told", "being told to", "being asked", "being asked to"),
            )
        ),
        *(
            f"{until} {i} {said}"
            for until in ("until", "unless", "before", "till")
            for i, said in (
                *(("i", said) for said in ("say so", "tell you", "tell you to", "ask", "ask you to", "confirm")),
                *(("i", said) for said in ("said so", "agree", "confirm it", "ask for it", "say", "approve it")),
                *(("you", said) for said in ("are told", "are told to", "have asked", "have asked me", "asked me")),
            )
        ),
    ]
)
"""Ends of a sentence that forbid something for the time being."""
