"""Read a clause by the rules of a language: every op but those that the search for structures needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from limis.commands import Clarify, Command, Context, Target
from limis.prompts.building import build
from limis.prompts.english import ENGLISH
from limis.prompts.lead_ins import HEDGES, LEAD_INS, TAGS
from limis.prompts.lexicon import RATHER
from limis.prompts.manners import DENY, POLITE
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun
from limis.prompts.phrases import word_set
from limis.prompts.places import directions
from limis.prompts.rules import Grammar
from limis.prompts.speech import Speech
from limis.prompts.things import Phrase, Things, things_at
from limis.prompts.word_order import Reordered, reordered

__all__ = ["Clause", "begins_request", "grammar", "read_request", "starts"]

_COMMON = word_set("the a an of in on and , for to with from is are it this that all both other")

_ADVERBS = [[word] for word in ENGLISH.places.plain if word.endswith("ly")]
_STRESSED = word_set("""
    keep fill close hide show export zoom remove exclude include trim shrink grow smooth save measure take make get cut
    tighten move go drop leave
    """)
"""Verbs that are asked for with a stress: "do keep the largest", but not "do undo"."""

_LONGEST_TURNED = 24
_KEPT = 128
"""Clauses that are remembered: those of one sentence, and no long list of what people said."""

_REMINDING = [[verb] for verb in ("forget", "miss", "leave", "skip", "omit", "overlook")]
"""What follows "do not" where it says that something is missing; "do not extend it" forbids."""


Answer = tuple[list[Command], Noun | None]
"""Commands, and the last noun that was named."""


@dataclass(frozen=True, slots=True)
class Clause(Phrase):
    """A clause and all that its meaning hangs on; its last tokens may have been said before the others."""

    moved: int = 0


@cache
def grammar() -> Grammar:
    """The rules of English, compiled once."""
    return Grammar(ENGLISH)


def read_request(
    text: str, tokens: Sequence[Token], context: Context, antecedent: Noun | None, *, gerunds: bool = False
) -> Answer | None:
    """Read one clause by the rules.

    Args:
        text: The whole text.
        tokens: The clause.
        context: What is known of the session.
        antecedent: The noun that "the right one" may lean on.
        gerunds: Whether "deleting it" stands after words that ask or forbid; alone it tells.

    Returns:
        Its commands and its last noun; None where no rule accounts for every word.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> words = "could you make it 3 mm larger"
        >>> read_request(words, tokenize(words), Context(), None)[0][0].amount.value
        3
    """
    for spoken in _stripped(list(tokens), gerunds=gerunds):
        found = _by_rules(Clause(text, tuple(spoken), context, antecedent))
        if found is not None:
            return [*found[0]], found[1]
    for turned in _turned(text, list(tokens)):
        found = _by_rules(Clause(text, tuple(turned.tokens), context, antecedent, turned.moved))
        if found is not None and all(_may_be_said(command, turned) for command in found[0]):
            return [*found[0]], found[1]
    return None


def _turned(text: str, tokens: list[Token]) -> Iterator[Reordered]:
    """Give a clause in the orders that it may be meant in."""
    for start, _ in starts([token.word for token in tokens]):
        yield from reordered(tokens, start)
    yield from _unfronted(text, tokens)


def _may_be_said(command: Command, turned: Reordered) -> bool:
    """Say whether a command may be said in this order: "can the spleen become larger?" asks about the patient."""
    named = [target for target in getattr(command, "targets", None) or () if isinstance(target, Target)]
    asked = isinstance(command, Clarify)
    return turned.names and all(target.concept is not None for target in named) if named or asked else True


def begins_request(words: Sequence[str]) -> bool:
    """Say whether words after a comma or an "and" may begin a request.

    Example:
        >>> begins_request(["smooth", "it"]), begins_request(["spleen"])
        (True, False)
    """
    rules = grammar()
    return any(
        start < len(words) and (words[start] in rules.openers or _says_later(words[start:]))
        for start, _ in starts(words)
    )


def _says_later(words: Sequence[str]) -> bool:
    end = words.index(",") if "," in words else len(words)
    return any(word in grammar().said_later and word not in _COMMON for word in words[:end])


@lru_cache(maxsize=_KEPT)
def _by_rules(clause: Clause) -> Answer | None:
    """Read a clause as it is; a sentence that is read again in parts has most of its clauses read already."""
    rules = grammar()
    speech = Speech(
        clause.text, clause.tokens, rules.language, rules.scopes, clause.context, clause.antecedent, clause.moved
    )
    words = speech.words
    end = len(words)
    for rule in grammar().fitting(words) if words else ():
        if rule.op == "missing" and words[:2] == ["do", "not"] and words[2:3] not in _REMINDING:
            continue
        for last, captures in rule.pattern.match(speech, 0):
            if last != end:
                continue
            commands = build(rule.op, rule.constants, captures, speech.context)
            if commands is not None:
                things = next((value for name, value in captures if name == "things"), None)
                return commands, things.last if isinstance(things, Things) else None
    return None


def _stripped(tokens: list[Token], *, gerunds: bool) -> Iterator[list[Token]]:
    """Give a clause as it is, then without what leads in, and without politeness."""
    words = [token.word for token in tokens]
    for start, gerund in starts(words):
        rest = tokens[start:]
        if not rest:
            continue
        yield rest
        if (gerund or gerunds) and (base := _base(rest[0].word)) is not None:
            yield [replace(rest[0], word=base), *rest[1:]]
        while len(rest) > 1 and ((length := TAGS.match_end([token.word for token in rest])) or rest[-1].word == ","):
            rest = rest[: -max(1, length)]
            yield rest


def _unfronted(text: str, tokens: list[Token]) -> Iterator[Reordered]:
    """Turn "at the top there is too much" into "there is too much at the top"."""
    words = [token.word for token in tokens]
    for start, _ in starts(words) if len(words) <= _LONGEST_TURNED else ():
        led = ENGLISH.places.prepositions.match(words, start) > 0 or words[start : start + 1] in _ADVERBS
        for end, _ in directions(words, start, ENGLISH.places)[:1]:
            pauses = words[end : end + 1] in ([","], [":"])
            rest = tokens[end + pauses :]
            if rest and (led or pauses):
                yield Reordered([*rest, *tokens[start:end]], end - start)
        if words[start : start + 1] == ["of"]:
            yield from _of_last(text, tokens, start)
        for end in _scope_ends(tokens, start):
            rest = tokens[end + (words[end : end + 1] in ([","], [":"])) :]
            if rest:
                yield Reordered([*rest, *tokens[start:end]], end - start)


def _of_last(text: str, tokens: list[Token], start: int) -> Iterator[Reordered]:
    """Turn "of the spleen keep only the largest part" into "keep only the largest part of the spleen"."""
    for end, things in things_at(text, tokens, start + 1, Context(), None):
        rest = tokens[end + (tokens[end : end + 1] != [] and tokens[end].word == ",") :]
        if rest and things.known:
            yield Reordered([*rest, *tokens[start:end]], end - start, names=True)


def _scope_ends(tokens: list[Token], start: int) -> list[int]:
    """Find where "on this slice" ends, which a sentence may begin with."""
    if not any(token.word in ("slice", "slices", "section") for token in tokens[start:]):
        return []
    speech = Speech("", tokens, grammar().language, grammar().scopes, Context(), None)
    return [end for end, _ in speech.slot("scope", start)]


def starts(words: Sequence[str]) -> list[tuple[int, bool]]:
    """Find where a request may begin: at once, after what leads in, after politeness."""
    return [*_starts(tuple(words))]


@lru_cache(maxsize=2048)
def _starts(words: tuple[str, ...]) -> tuple[tuple[int, bool], ...]:
    found = [(0, False)]
    at = 0
    while at < len(words) and (length := max(words[at] == ",", LEAD_INS.match(words, at), HEDGES.match(words, at))):
        if RATHER.match(words, at) or POLITE.match(words, at) > length or DENY.match(words, at) > length:
            break
        at += length
        found.append((at, False))
    if words[at : at + 1] == ("do",) and at + 1 < len(words) and words[at + 1] in _STRESSED:
        found.append((at + 1, False))
    while length := POLITE.match(words, at):
        at += length
        while at < len(words) and words[at] in ("just", "now", "also", ",", "then", "like"):
            at += 1
        found.append((at, True))
    return tuple(found)


@cache
def _base(word: str) -> str | None:
    """Turn "making" into "make", where a rule begins with that."""
    if not word.endswith("ing"):
        return None
    stem = word.removesuffix("ing")
    for base in (stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem):
        if base in grammar().openers:
            return base
    return None
