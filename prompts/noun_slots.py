"""The slots of the rules that hold noun phrases: targets, references, and what may be left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from limis.commands import Context, Reference, Target
from limis.prompts.choices import ends_at
from limis.prompts.language import Language
from limis.prompts.lexicon import ARTICLES, PRONOUNS
from limis.prompts.many import comes_in_several
from limis.prompts.normalise import Token, quote
from limis.prompts.nouns import read_noun, targets_of
from limis.prompts.patterns import Match, Spoken
from limis.prompts.things import Things, is_missed, is_there

__all__ = ["NOUN_SLOTS", "Heard"]

_LONGEST_CAUGHT = 3
_PRONOUNS = PRONOUNS | {"one", "they"}


class Heard(Spoken, Protocol):
    """A clause whose noun phrases can be read."""

    @property
    def text(self) -> str:
        """The whole text."""
        ...

    @property
    def tokens(self) -> Sequence[Token]:
        """The clause."""
        ...

    @property
    def context(self) -> Context:
        """What is known of the session."""
        ...

    @property
    def language(self) -> Language:
        """Its word tables."""
        ...

    def things(self, at: int) -> Sequence[tuple[int, Things]]:
        """Read every list of noun phrases that begins at a place."""
        ...


def _target(speech: Heard, at: int) -> Iterator[Match]:
    """Find anything; "the edge at the bottom" is a place, not a thing that nobody knows."""
    for end, things in _by_likelihood(speech, at):
        if things.known or not speech.language.places.edges.intersection(speech.words[at:end]):
            yield end, (("things", things),)


def _caught(speech: Heard, at: int) -> Iterator[Match]:
    """Find what an outline has caught, which may be a thing of the room: "the couch" lies below the patient."""
    yield from _target(speech, at)
    if speech.words[at : at + 1] != ["the"]:
        return
    for end in range(at + 2, min(at + _LONGEST_CAUGHT, len(speech.words)) + 1):
        targets = targets_of(read_noun(speech.text, speech.tokens[at:end]), open_targets=True, anything=True)
        if targets:
            yield end, (("things", Things(targets, known=False)),)


def _known(speech: Heard, at: int) -> Iterator[Match]:
    for end, things in speech.slot("raw", at):
        if things[0][1].known:
            yield end, (("things", things[0][1]),)


def _staying(speech: Heard, at: int) -> Iterator[Match]:
    """Find what is to stay while all else goes; "this nucleus" is one of several, and no structure."""
    pointed = speech.words[at : at + 1] in (["this"], ["that"], ["these"], ["those"])
    for end, captures in speech.slot("known", at):
        if not pointed or all(isinstance(target, Reference) for target in captures[0][1].targets):
            yield end, captures


def _concept(speech: Heard, at: int) -> Iterator[Match]:
    for end, captures in speech.slot("known", at):
        things: Things = captures[0][1]
        if things.question or not any(isinstance(target, Reference) for target in things.targets):
            yield end, captures


def _session(speech: Heard, at: int) -> Iterator[Match]:
    """Find what the session has, or has just looked for in vain."""
    for end, captures in speech.slot("concept", at):
        things: Things = captures[0][1]
        if is_there(things, speech.context) or is_missed(things, speech.context):
            yield end, captures


def _whole(speech: Heard, at: int) -> Iterator[Match]:
    """Find what something else is a part of."""
    for end, captures in speech.slot("known", at):
        things: Things = captures[0][1]
        if things.targets and not things.active:
            yield end, (("whole", things),)


def _drawn(speech: Heard, at: int) -> Iterator[Match]:
    """Find an outline that is called one: "the mask", "the liver mask", never "it"."""
    for end, things in _by_likelihood(speech, at):
        if things.drawn and things.known and not _PRONOUNS.issuperset(speech.words[at:end]):
            yield end, () if things.active else (("things", things),)


def _all(speech: Heard, at: int) -> Iterator[Match]:
    """Find what means everything."""
    for end, captures in speech.slot("references", at):
        if all(target == Reference(ref="all", text=target.text) for target in captures[0][1].targets):
            yield end, captures


def _one_of(speech: Heard, at: int) -> Iterator[Match]:
    """Find one of several things: "the uppermost nucleus", "the nucleus at the top"."""
    for end, captures in speech.slot("concept", at):
        target = captures[0][1].targets[0] if len(captures[0][1].targets) == 1 else None
        if not isinstance(target, Target) or not comes_in_several(target):
            continue
        if target.which is not None:
            yield end, captures
        for last, found in ends_at(speech.words, end, speech.language):
            start = at + (speech.words[at] in ARTICLES)
            said = quote(speech.text, speech.tokens[start:last])
            chosen = target.model_copy(update={"which": found.which, "text": said})
            yield last, (("things", Things((chosen,))),)


def _ignored(speech: Heard, at: int) -> Iterator[Match]:
    """Find what is named only to say that it is not meant."""
    for end, _ in speech.slot("concept", at):
        yield end, ()


def _sided(speech: Heard, at: int) -> Iterator[Match]:
    """Find "the left one" and "the other one"."""
    for end, captures in speech.slot("references", at):
        if all(isinstance(t, Reference) and t.side in ("left", "right", "opposite") for t in captures[0][1].targets):
            yield end, captures


def _references(speech: Heard, at: int) -> Iterator[Match]:
    for end, captures in speech.slot("known", at):
        things: Things = captures[0][1]
        if things.targets and all(isinstance(target, Reference) for target in things.targets):
            yield end, captures


def _it(speech: Heard, at: int) -> Iterator[Match]:
    """Find what an edit is about; "it" says nothing that a missing target does not."""
    yield from _sure(speech, at)
    yield at, ()


def _aim(speech: Heard, at: int) -> Iterator[Match]:
    """Find what a sentence is about, if it says so."""
    yield at, ()
    yield from _sure(speech, at)


def _subject(speech: Heard, at: int) -> Iterator[Match]:
    """Find what a sentence says something about; "the liver is too big" may be a finding, "the mask is" is none."""
    yield at, ()
    for end, things in _by_likelihood(speech, at):
        if things.active:
            yield end, ()
        elif things.known:
            is_ours = things.drawn or is_there(things, speech.context)
            yield end, (("things", things),) if is_ours else (("things", things), ("stated", 1))


def _mask(speech: Heard, at: int) -> Iterator[Match]:
    """Find an outline, if a sentence says which."""
    for end, captures in _subject(speech, at):
        if ("stated", 1) not in captures:
            yield end, captures


def _thing(speech: Heard, at: int) -> Iterator[Match]:
    """Find what an edit is about, which may be something that the vocabulary does not know."""
    yield from _it(speech, at)
    for end, things in _by_likelihood(speech, at):
        if not things.known and not _is_place(speech, at, end):
            yield end, (("things", things),)


def _object(speech: Heard, at: int) -> Iterator[Match]:
    """Find what an edit is about, where it has to be said: "move a bit to the right" is said to a patient."""
    yield from (match for match in _thing(speech, at) if match[0] > at)


def _sure(speech: Heard, at: int) -> Iterator[Match]:
    for end, things in _by_likelihood(speech, at):
        if things.active:
            yield end, ()
        elif things.known:
            yield end, (("things", things),)


def _by_likelihood(speech: Heard, at: int) -> list[tuple[int, Things]]:
    """Take what is known before what is not."""
    found = [(end, captures[0][1]) for end, captures in speech.slot("raw", at)]
    return sorted(found, key=lambda match: not match[1].known)


def _raw(speech: Heard, at: int) -> Iterator[Match]:
    for end, things in speech.things(at):
        yield end, (("things", things),)


def _is_place(speech: Heard, at: int, end: int) -> bool:
    places = speech.language.places
    return any(
        word in places.plain or word in places.bound or word in places.nouns or word in places.edges
        for word in speech.words[at:end]
    )


NOUN_SLOTS: Mapping[str, Callable[[Heard, int], Any]] = {
    "target": _target,
    "caught": _caught,
    "known": _known,
    "staying": _staying,
    "it": _it,
    "raw": _raw,
    "concept": _concept,
    "refs": _references,
    "references": _references,
    "subj": _subject,
    "aim": _aim,
    "mask": _mask,
    "thing": _thing,
    "object": _object,
    "ignored": _ignored,
    "session": _session,
    "one_of": _one_of,
    "sided": _sided,
    "whole": _whole,
    "drawn": _drawn,
    "all": _all,
}
"""Slot by name."""
