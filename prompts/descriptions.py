"""Vague words for a thing beside its name: "the thing with the bile in, the gallbladder"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.prompts.english.common import COMMANDS
from limis.prompts.lexicon import DETERMINERS, SIDES
from limis.prompts.meaning import mean
from limis.prompts.normalise import BREAK, Token
from limis.prompts.phrases import word_set

__all__ = ["without_descriptions"]

_VAGUE = word_set("""
    thing thingy thingummy whatsit bit organ structure gland bone tube sac bag pouch blob vessel muscle one pipe lump
    """)
"""Nouns of a speaker who looks for a name."""

_TELLING = word_set("with that which where in under next behind between above below you we i near beside on for at")
"""Words by which such a speaker goes on."""

_POLITE = frozenset({"please", "pls", "thanks"})
_PAUSES = (",", BREAK)
_MOST_WORDS = 9
_LONGEST_NAME = 5
_ASIDE = [["i", "mean"], ["you", "know"], ["er"], ["uh"], ["um"], ["what", "is", "it", "called"]]


def without_descriptions(tokens: list[Token]) -> list[Token]:
    """Leave out a description that is followed by the name itself.

    Args:
        tokens: All that was said.

    Returns:
        The tokens; all of them where no name follows a vague noun and what is told of it.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> said = tokenize("segment the thing with the bile in, the gallbladder")
        >>> " ".join(token.word for token in without_descriptions(said))
        'segment the gallbladder'
    """
    words = [token.word for token in tokens]
    for at in range(1, len(words) - 2):
        if words[at] in _VAGUE and words[at - 1] in DETERMINERS and words[at + 1] in _TELLING:
            name = _name_after(words, at)
            if name:
                return [*tokens[: at - 1], *tokens[name:]]
    return tokens


def _name_after(words: Sequence[str], at: int) -> int:
    """Find the name after the next pause, which ends what is said or has a pause behind it; 0 where there is none."""
    pause = next((end for end in range(at, min(len(words), at + _MOST_WORDS)) if words[end] in _PAUSES), 0)
    if not pause or not (COMMANDS | SIDES.keys()).isdisjoint(words[at:pause]):
        return 0
    name = pause + 1
    while lead := next((len(aside) for aside in _ASIDE if list(words[name : name + len(aside)]) == aside), 0):
        name += lead + (words[name + lead : name + lead + 1] == [","])
    end = next((end for end in range(name, len(words)) if words[end] in _PAUSES or words[end] in _POLITE), len(words))
    noun = words[name + (words[name : name + 1] != [] and words[name] in DETERMINERS) : end]
    return name if 0 < len(noun) <= _LONGEST_NAME and mean(noun) is not None else 0
