"""The names of everything limis can be asked for: canonical names, synonyms, sides, wholes, codes.

Example:
    >>> from limis.prompts.vocabulary import vocabulary
    >>> vocabulary().find("renal").name
    'kidney'
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from limis.prompts.vocabulary.concept import KINDS, MODALITIES, Concept, Sense, Snomed
from limis.prompts.vocabulary.files import AMBIGUOUS, read_ambiguities, read_concepts
from limis.prompts.vocabulary.store import Ambiguity, Vocabulary

__all__ = ["KINDS", "MODALITIES", "Ambiguity", "Concept", "Sense", "Snomed", "Vocabulary", "related", "vocabulary"]


@cache
def vocabulary() -> Vocabulary:
    """Read limis' own vocabulary, once.

    Returns:
        The vocabulary, checked.

    Raises:
        ReadError: If a data file is damaged.
        PromptError: If the concepts contradict each other.

    Example:
        >>> len(vocabulary()) >= 300
        True
    """
    data = Path(__file__).parent / "data"
    return Vocabulary(read_concepts(data), read_ambiguities(data / AMBIGUOUS))


def related(name: str) -> tuple[Concept, ...]:
    """List the wholes of a concept, then its parts.

    Args:
        name: Canonical name.

    Returns:
        The nearest whole first; parts in the order of the data.

    Raises:
        PromptError: If there is no such concept.

    Example:
        >>> [concept.name for concept in related("lingula")]
        ['lung_upper_lobe', 'lung']
    """
    return vocabulary().related(name)
