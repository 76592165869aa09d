"""From a grammar in JSGF to the automaton that a decoder follows.

PocketSphinx reads JSGF itself, but closes over its empty transitions in a time that grows with their square: minutes
for a vocabulary. Here none is left when the automaton is handed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from limis.errors import PromptError, say

__all__ = ["Arc", "Automaton", "compiled"]

_TOKEN = re.compile(r"<\w+>|/[\d.]+/|[\[\]()|]|[^\s<>/\[\]()|]+")
_RULE = re.compile(r"<(\w+)>\s*=\s*(.*?);", re.DOTALL)

Arc = tuple[int, int, float, str | None]
"""From, to, probability, word."""


@dataclass(frozen=True)
class Automaton:
    """Words that may follow each other.

    Attributes:
        start: State that every sentence starts in.
        end: State that every sentence ends in.
        arcs: Transitions, each with a word.
    """

    start: int
    end: int
    arcs: tuple[Arc, ...]

    @property
    def words(self) -> frozenset[str]:
        """Every word that there is."""
        return frozenset(word for *_, word in self.arcs if word)

    def accepts(self, words: Sequence[str]) -> bool:
        """Whether a whole sentence can be said."""
        after: dict[int, list[tuple[int, str | None]]] = {}
        for at, to, _, word in self.arcs:
            after.setdefault(at, []).append((to, word))
        here = _reached({self.start}, after)
        for said in words:
            here = _reached({to for at in here for to, word in after.get(at, ()) if word == said}, after)
        return self.end in here


@dataclass
class _Builder:
    """States and transitions on the way; a transition without a word is empty."""

    rules: Mapping[str, str]
    states: int = 0
    arcs: list[tuple[int, int, float, str | None]] = field(default_factory=list[tuple[int, int, float, str | None]])

    def state(self) -> int:
        self.states += 1
        return self.states - 1

    def rule(self, name: str, start: int) -> int:
        """Add a rule behind a state; the state that it ends in."""
        if name not in self.rules:
            raise PromptError(
                say("the grammar is damaged", expected=f"a rule <{name}>", got="none", next_step="Reinstall limis")
            )
        tokens = _TOKEN.findall(self.rules[name])[::-1]
        return self.choice(tokens, start)

    def choice(self, tokens: list[str], start: int) -> int:
        """Add alternatives up to a closing bracket; those that are words alone share their beginnings."""
        ways: list[tuple[float, int | None, int, list[str]]] = []
        end = self.state()
        while True:
            weight = float(tokens.pop().strip("/")) if tokens and tokens[-1].startswith("/") else 1.0
            if words := _plain(tokens):
                ways.append((weight, None, end, words))
            else:
                first = self.state()
                ways.append((weight, first, self.sequence(tokens, first), []))
            if not tokens or tokens[-1] != "|":
                break
            tokens.pop()
        total = sum(weight for weight, *_ in ways)
        for weight, first, last, _words in ways:
            if first is not None:
                self.arcs += [(start, first, weight / total, None), (last, end, 1.0, None)]
        self.spell([(weight / total, words) for weight, first, _, words in ways if first is None], start, end)
        return end

    def spell(self, phrases: list[tuple[float, list[str]]], start: int, end: int) -> None:
        """Add phrases as a tree, so that those that begin alike are followed together."""
        heads: dict[str, list[tuple[float, list[str]]]] = {}
        for share, (word, *rest) in phrases:
            heads.setdefault(word, []).append((share, rest))
        for word, tails in heads.items():
            ends = sum(share for share, rest in tails if not rest)
            going = [(share, rest) for share, rest in tails if rest]
            if ends:
                self.arcs.append((start, end, ends, word))
            if going:
                total, following = sum(share for share, _ in going), self.state()
                self.arcs.append((start, following, total, word))
                self.spell([(share / total, rest) for share, rest in going], following, end)

    def sequence(self, tokens: list[str], at: int) -> int:
        """Add what is said one after another."""
        while tokens and tokens[-1] not in ("|", ")", "]"):
            part = tokens.pop()
            if part in ("(", "["):
                last = self.choice(tokens, at)
                tokens.pop()
                if part == "[":
                    self.arcs.append((at, last, 1.0, None))
                at = last
            elif part.startswith("<"):
                at = self.rule(part[1:-1], at)
            else:
                following = self.state()
                self.arcs.append((at, following, 1.0, part))
                at = following
        return at


def compiled(jsgf: str) -> Automaton:
    """Compile a grammar.

    Args:
        jsgf: JSGF with sequences, alternatives, weights, groups, options and rules that do not call themselves; its
            public rule is ``<said>``.

    Returns:
        The automaton, without empty transitions.

    Raises:
        PromptError: A rule that is used is missing.

    Example:
        >>> sorted(compiled("public <said> = go [far] | stop;").words)
        ['far', 'go', 'stop']
    """
    builder = _Builder(dict(_RULE.findall(jsgf)))
    start = builder.state()
    end = builder.rule("said", start)
    return Automaton(start, end, tuple(builder.arcs))


def _reached(states: set[int], after: Mapping[int, list[tuple[int, str | None]]]) -> set[int]:
    """States, and all that are reached from them without a word."""
    todo = list(states)
    while todo:
        new = {to for to, word in after.get(todo.pop(), ()) if word is None} - states
        states |= new
        todo += new
    return states


def _plain(tokens: list[str]) -> list[str]:
    """Take an alternative that is nothing but words."""
    words = list(takewhile(lambda token: token[0] not in "<[(|)]", reversed(tokens)))
    after = tokens[-len(words) - 1] if len(words) < len(tokens) else "|"
    if not words or after not in ("|", ")", "]"):
        return []
    del tokens[len(tokens) - len(words) :]
    return words
