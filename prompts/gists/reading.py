"""Read what a clause asks for without regard to the order of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from limis.commands import Clarify, Command, Context, Deny
from limis.prompts.building import build
from limis.prompts.english.common import RESERVED
from limis.prompts.gists.covers import Covering
from limis.prompts.gists.harmless import HARMLESS, IN_REFUSALS, PERMISSIONS
from limis.prompts.gists.moods import asks, forbids
from limis.prompts.gists.pieces import ANYTHING, Request, hinted
from limis.prompts.manners import DENY
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun
from limis.prompts.patterns import Captures
from limis.prompts.requests import Clause, grammar, starts
from limis.prompts.speech import Speech
from limis.prompts.things import NAMING, Things

__all__ = ["gist", "may_have_gist"]

_MOST_WORDS = 20
_KEPT = 128
"""Clauses that are remembered, as a sentence is read again in parts."""

_COURTESY = re.compile(r"\W*((please|no|hey|oh|ok|okay|but|and)\W*)*", re.IGNORECASE)
"""What may stand around a sentence that only forbids."""

Answer = tuple[list[Command], Noun | None]
"""Commands, and the last noun that was named."""


def may_have_gist(tokens: Sequence[Token]) -> bool:
    """Say whether there is a cue of an op in a sentence.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> may_have_gist(tokenize("give it some smoothing")), may_have_gist(tokenize("what a day"))
        (True, False)
    """
    return bool(hinted(frozenset(token.word for token in tokens)))


def gist(text: str, tokens: Sequence[Token], context: Context, antecedent: Noun | None) -> Answer | None:
    """Read the one thing that a clause asks for, or that a whole text forbids.

    Args:
        text: The whole text.
        tokens: A clause.
        context: What is known of the session.
        antecedent: The noun that "the right one" may lean on.

    Returns:
        Its commands and its last noun; None where a word is left over, or where it may ask for two things.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> from limis.commands import dump
        >>> text = "apply some slight smoothing to the spleen"
        >>> dump(gist(text, tokenize(text), Context(), None)[0])[0]["amount"]
        {'degree': 'slight'}
    """
    found = _gist(Clause(text, tuple(tokens), context, antecedent))
    return None if found is None else ([*found[0]], found[1])


@lru_cache(maxsize=_KEPT)
def _gist(clause: Clause) -> Answer | None:
    text, tokens, context, antecedent = clause.text, clause.tokens, clause.context, clause.antecedent
    words = [token.word for token in tokens]
    for start, polite in reversed(starts(words)):
        rest = tokens[start:]
        if not 0 < len(rest) <= _MOST_WORDS:
            continue
        if length := DENY.match(words, start):
            refused = _is_whole(text, tokens) and _is_refusal(text, rest[length:], context)
            return ([Deny()], antecedent) if refused else None
        speech = _speech(text, rest, context, antecedent)
        question = start == 0 and text.rstrip().endswith("?")
        answers = [found for request in _hinted(speech) if (found := _read(request, speech, polite, question))]
        if answers:
            return answers[0] if all(answer[0] == answers[0][0] for answer in answers) else None
    return None


def _speech(text: str, tokens: Sequence[Token], context: Context, antecedent: Noun | None) -> Speech:
    rules = grammar()
    return Speech(text, tokens, rules.language, rules.scopes, context, antecedent)


def _hinted(speech: Speech) -> list[Request]:
    return hinted(frozenset(speech.words))


@cache
def _strange() -> frozenset[str]:
    """Words that no noun phrase, number or place has: a request that has them not written in it cannot be meant."""
    return RESERVED - HARMLESS.words - grammar().in_slots - NAMING


def _read(request: Request, speech: Speech, polite: bool, question: bool) -> Answer | None:
    """Read a clause as a request for one op."""
    if not request.literals.issuperset(_strange().intersection(speech.words)):
        return None
    for said, captures in Covering(speech, request.pieces, (HARMLESS,)).covers():
        if not _fits(request, said) or not asks(said, gerunds=polite, question=question):
            continue
        if commands := _built(request, captures, speech.context):
            things = next((value for name, value in captures if name == "things"), None)
            return commands, things.last if isinstance(things, Things) else None
    return None


def _fits(request: Request, said: str) -> bool:
    return request.needs.issubset(said.upper()) and request.bars.isdisjoint(said)


def _built(request: Request, captures: Captures, context: Context) -> list[Command] | None:
    commands = build(request.op, dict(request.says), captures, context)
    return None if commands and any(isinstance(command, Clarify) for command in commands) else commands


def _is_whole(text: str, tokens: Sequence[Token]) -> bool:
    """Say whether a clause is all that was said: what is forbidden beside something else is a reason, or a doubt."""
    rest = (text[: tokens[0].start], text[tokens[-1].end :])
    return all(_COURTESY.fullmatch(said) for said in rest)


def _is_refusal(text: str, tokens: Sequence[Token], context: Context) -> bool:
    """Say whether one of our ops is not to be done."""
    words = [token.word for token in tokens]
    speech = _speech(text, tokens[: len(tokens) - PERMISSIONS.match_end(words)], context, None)
    if not 0 < len(speech.words) <= _MOST_WORDS:
        return False
    return any(_refuses(request, speech) for request in _hinted(speech))


def _refuses(request: Request, speech: Speech) -> bool:
    """Say whether a request is forbidden; of anything, or of what could be asked for as well."""
    for said, captures in Covering(speech, (*request.pieces, ANYTHING), (HARMLESS, IN_REFUSALS)).covers():
        anything = ("anything", True) in captures
        if forbids(said) and (anything or (_fits(request, said) and _built(request, captures, speech.context))):
            return True
    return False
