"""Settle phrases that the vocabulary knows in several meanings, or ask."""

from __future__ import annotations

from dataclasses import replace

from limis.commands import Clarify, Context
from limis.prompts.meaning import Meaning
from limis.prompts.nouns import Noun
from limis.prompts.vocabulary import vocabulary
from limis.prompts.vocabulary.fold import fold_word

__all__ = ["ask", "settle"]


def settle(noun: Noun, context: Context) -> Noun | None:
    """Choose the meaning of an ambiguous noun, where the words or the session say which.

    Args:
        noun: A noun phrase.
        context: What is known of the session.

    Returns:
        The noun with what it means, which is several concepts for "the atria"; None where one has to ask.

    Example:
        >>> from limis.prompts.nouns import read_noun
        >>> from limis.prompts.normalise import tokenize
        >>> noun = settle(read_noun("disc", tokenize("disc")), Context(modality="fundus photography"))
        >>> noun.meaning.concepts
        ('optic_disc',)
    """
    if noun.meaning is None or len(noun.meaning.concepts) == 1:
        return noun
    names = noun.meaning.concepts
    seen = tuple(name for name in names if context.modality in vocabulary().get(name).modalities)
    if len(seen) == 1:
        return replace(noun, meaning=Meaning(seen, noun.side))
    pair = tuple(name for name in names if name.startswith(("left_", "right_")))
    if noun.side == "both" and len(pair) == 2:
        return replace(noun, meaning=Meaning(pair), side=None)
    all_meant = any(entry.concepts == names and entry.plural_means_all for entry in vocabulary().ambiguities)
    plural = any(word != fold_word(word) for word in noun.head)
    return noun if all_meant and plural and noun.side is None else None


def ask(text: str, noun: Noun) -> Clarify:
    """Ask which meaning a speaker has in mind.

    Args:
        text: The whole text.
        noun: An ambiguous noun phrase in it.

    Returns:
        The question; its options are the sentence with each meaning in turn.

    Example:
        >>> from limis.prompts.nouns import read_noun
        >>> from limis.prompts.normalise import tokenize
        >>> ask("segment the atrium", read_noun("segment the atrium", tokenize("segment the atrium")[1:])).options
        ('segment the left atrium', 'segment the right atrium')
    """
    start, end = noun.span
    names = noun.meaning.concepts if noun.meaning is not None else ()
    options = tuple(f"{text[:start]}{name.replace('_', ' ')}{text[end:]}".strip() for name in names)
    return Clarify(question=f"Which one do you mean by {noun.text!r}?", options=options)
