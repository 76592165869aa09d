"""Answers to a question that is waiting: which of its options a few words mean."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import Choose, Command, Question
from limis.prompts.lexicon import DETERMINERS
from limis.prompts.normalise import tokenize
from limis.prompts.phrases import word_set

__all__ = ["answer", "is_content"]

_FORMER = frozenset({"former", "former one"})
_LATTER = frozenset({"latter", "latter one"})
_LAST = frozenset({"last", "last one", "last option"})
_EMPTY = DETERMINERS | {"one", "please", ",", ".", "i", "mean", "meant", "of", "it", "is"}
_LONGEST = 8
_CONTENT = word_set("""
    leave keep thanks thank overwrite yet now later need needed necessary required more longer further none neither
    nothing never nevermind forget danke merci gracias obrigado obrigada lass laisse laissez deja deje deixa deixe
    """)
"""Words of who wants nothing done, or nothing more."""


def is_content(text: str) -> bool:
    """Whether a "no" to nothing that was asked leaves things as they are, rather than finds fault with them.

    Example:
        >>> is_content("no thanks"), is_content("no, that's wrong!")
        (True, False)
    """
    return any(token.word in _CONTENT for token in tokenize(text))


def answer(words: Sequence[str], question: Question | None) -> list[Command] | None:
    """Read an answer that only makes sense with its question.

    Args:
        words: The words of the sentence.
        question: The question, if one is waiting.

    Returns:
        The choice; None where the words mean none of the options, or several.

    Example:
        >>> question = Question(question="Which?", options=("segment the left atrium", "segment the right atrium"))
        >>> answer(["the", "latter"], question), answer(["the", "left", "one"], question)
        ([Choose(op='choose', index=2)], [Choose(op='choose', index=1)])
    """
    if question is None or not question.options or len(words) > _LONGEST:
        return None
    spoken = [word for word in words if word not in (",", ".")]
    phrase = " ".join(word for word in spoken if word not in DETERMINERS)
    count = len(question.options)
    if count == 2 and phrase in _FORMER | _LATTER:
        return [Choose(index=1 if phrase in _FORMER else 2)]
    if phrase in _LAST:
        return [Choose(index=count)]
    meant = [word for word in spoken if word not in _EMPTY]
    fitting = [at for at, option in enumerate(question.options, start=1) if _fits(meant, option)]
    return [Choose(index=fitting[0])] if meant and len(fitting) == 1 else None


def _fits(meant: Sequence[str], option: str) -> bool:
    known = option.lower().replace("_", " ").split()
    return all(word in known for word in meant)
