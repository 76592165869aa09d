"""The vocabulary: every concept, and every phrase that names one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from limis.errors import PromptError, say
from limis.prompts.vocabulary.concept import Concept, Sense
from limis.prompts.vocabulary.fold import fold

__all__ = ["Ambiguity", "Vocabulary"]


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A phrase with several meanings.

    Attributes:
        phrase: The phrase, singular.
        concepts: Names of what it may mean.
        plural_means_all: Whether its plural ("the atria") means all of them.
    """

    phrase: str
    concepts: tuple[str, ...]
    plural_means_all: bool = False


class Vocabulary:
    """Concepts by name and by every phrase that names them.

    Args:
        concepts: The concepts; names are unique and wholes exist.
        ambiguities: Phrases that are allowed to mean several of them.

    Raises:
        PromptError: If a name or phrase is used twice, a whole is missing, or wholes go round in a circle.

    Example:
        >>> from limis.prompts.vocabulary import vocabulary
        >>> vocabulary().find("hepatic parenchyma").name
        'liver'
    """

    def __init__(self, concepts: Iterable[Concept], ambiguities: Iterable[Ambiguity] = ()) -> None:
        self._concepts: dict[str, Concept] = {}
        for concept in concepts:
            if concept.name in self._concepts:
                raise _damaged(f"a concept {concept.name!r}", "a second one")
            self._concepts[concept.name] = concept
        self._ambiguities = {fold(entry.phrase): entry for entry in ambiguities}
        self._senses = self._index()
        self._check_ambiguities()
        self._check_wholes()

    def __iter__(self) -> Iterator[Concept]:
        """Go through the concepts in the order of the data files."""
        return iter(self._concepts.values())

    def __len__(self) -> int:
        """Count the concepts."""
        return len(self._concepts)

    def __contains__(self, name: object) -> bool:
        """Say whether there is a concept of that canonical name."""
        return name in self._concepts

    def get(self, name: str) -> Concept:
        """Look a concept up by its canonical name.

        Args:
            name: Canonical name.

        Returns:
            The concept.

        Raises:
            PromptError: If there is none; the message names the nearest.

        Example:
            >>> from limis.prompts.vocabulary import vocabulary
            >>> vocabulary().get("kidney").paired
            True
        """
        if name in self._concepts:
            return self._concepts[name]
        near = ", ".join(concept.name for concept in self.near(name)) or "none"
        raise PromptError(
            say(
                "unknown concept",
                expected="a canonical name such as 'left_ventricle'",
                got=repr(name),
                next_step=f"Nearest names: {near}; `limis concepts` lists all",
            )
        )

    def find(self, text: str) -> Concept | None:
        """Find the one concept that a phrase names exactly.

        Args:
            text: A name, plural, synonym, abbreviation, adjective or Latin word, without article.

        Returns:
            The concept, or None where the phrase is unknown or means several.

        Example:
            >>> from limis.prompts.vocabulary import vocabulary
            >>> vocabulary().find("GB").name, vocabulary().find("tip of the liver")
            ('gallbladder', None)
        """
        senses = self.senses(text)
        return self._concepts[senses[0].concept] if len(senses) == 1 else None

    def senses(self, text: str) -> tuple[Sense, ...]:
        """Find everything a phrase can mean.

        Args:
            text: A phrase without article.

        Returns:
            No sense where it is unknown, one where it is clear, several where it is ambiguous.

        Example:
            >>> from limis.prompts.vocabulary import vocabulary
            >>> vocabulary().senses("RUL")
            (Sense(concept='lung_upper_lobe', side='right'),)
        """
        return self._senses.get(fold(text), ())

    @property
    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """The phrases that are known to mean several concepts."""
        return tuple(self._ambiguities.values())

    def whole(self, name: str) -> tuple[Concept, ...]:
        """List what a concept is part of, the nearest whole first.

        Example:
            >>> from limis.prompts.vocabulary import vocabulary
            >>> [concept.name for concept in vocabulary().whole("lingula")]
            ['lung_upper_lobe', 'lung']
        """
        chain: list[Concept] = []
        part_of = self.get(name).part_of
        while part_of is not None:
            chain.append(self._concepts[part_of])
            part_of = chain[-1].part_of
        return tuple(chain)

    def parts(self, name: str) -> tuple[Concept, ...]:
        """List the direct parts of a concept.

        Example:
            >>> from limis.prompts.vocabulary import vocabulary
            >>> [concept.name for concept in vocabulary().parts("lentiform_nucleus")]
            ['putamen', 'globus_pallidus']
        """
        return tuple(concept for concept in self if concept.part_of == name)

    def related(self, name: str) -> tuple[Concept, ...]:
        """List the wholes of a concept, then its parts.

        Example:
            >>> from limis.prompts.vocabulary import vocabulary
            >>> [concept.name for concept in vocabulary().related("lentiform_nucleus")]
            ['basal_ganglia', 'brain', 'putamen', 'globus_pallidus']
        """
        return (*self.whole(name), *self.parts(name))

    def near(self, text: str, n: int = 3) -> list[Concept]:
        """List the concepts whose names look most like a text; a whole word that is the same counts most.

        Args:
            text: Anything a person may have typed.
            n: How many at most.

        Returns:
            The likeliest first; fewer than `n` where hardly anything is alike.

        Example:
            >>> from limis.prompts.vocabulary import vocabulary
            >>> vocabulary().near("gal blader", n=1)[0].name
            'gallbladder'
            >>> [concept.name for concept in vocabulary().near("the lung thing", n=2)]
            ['lung', 'lung_tumor']
        """
        scored = [(max(_likeness(text, form) for form in c.forms), c) for c in self]
        best = sorted((pair for pair in scored if pair[0] > 0.2), key=lambda pair: -pair[0])
        return [concept for _, concept in best[:n]]

    def search(self, query: str) -> list[Concept]:
        """List the concepts that a query finds, the best first.

        Args:
            query: A phrase, a part of a name, a region, a kind or a kind of imaging.

        Returns:
            Exact names, then names and synonyms with all the words, then concepts of that region, kind or
            imaging. Where nothing matches, the nearest names.

        Example:
            >>> from limis.prompts.vocabulary import vocabulary
            >>> vocabulary().search("GB")[0].name
            'gallbladder'
        """
        exact = [self._concepts[sense.concept] for sense in self.senses(query)]
        words = fold(query).split()
        spelt = [c for c in self if any(_has_words(form, words) for form in c.forms)]
        tagged = [c for c in self if query.lower() in {c.region, c.kind, *(m.lower() for m in c.modalities)}]
        found = {concept.name: concept for concept in (*exact, *spelt, *tagged)}
        return list(found.values()) or self.near(query)

    def _index(self) -> Mapping[str, tuple[Sense, ...]]:
        index: dict[str, Sense] = {}
        for concept in self:
            named: list[tuple[str, Sense]] = [(form, Sense(concept.name)) for form in concept.forms]
            named += [(form, Sense(concept.name, side)) for form, side in concept.sided]
            for form, sense in named:
                key = fold(form)
                if index.setdefault(key, sense) != sense or key in self._ambiguities:
                    raise _damaged(f"one meaning of {form!r}", f"{sense.concept!r} as well")
        senses = {key: (sense,) for key, sense in index.items()}
        several = {key: tuple(Sense(name) for name in entry.concepts) for key, entry in self._ambiguities.items()}
        return {**senses, **several}

    def _check_ambiguities(self) -> None:
        for entry in self._ambiguities.values():
            for name in entry.concepts:
                if name not in self._concepts:
                    raise _damaged(f"a concept {name!r} for {entry.phrase!r}", "none")

    def _check_wholes(self) -> None:
        for concept in self:
            seen = {concept.name}
            part_of = concept.part_of
            while part_of is not None:
                if part_of not in self._concepts:
                    raise _damaged(f"a whole {part_of!r}", "none")
                if part_of in seen:
                    raise _damaged("wholes that end", f"a circle at {part_of!r}")
                seen.add(part_of)
                part_of = self._concepts[part_of].part_of


def _has_words(form: str, words: list[str]) -> bool:
    known = fold(form).split()
    return all(any(candidate.startswith(word) for candidate in known) for word in words)


def _trigrams(text: str) -> frozenset[str]:
    return frozenset(
        padded[start : start + 3]
        for word in fold(text).split()
        for padded in (f"  {word} ",)
        for start in range(len(padded) - 2)
    )


@lru_cache(maxsize=8192)
def _marks(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The letters of a phrase by threes, and its words; those of the vocabulary are worked out once."""
    return _trigrams(text), frozenset(fold(text).split())


def _likeness(text: str, form: str) -> float:
    """How much two phrases look alike, 0…2: by the letters that they share, and by the words."""
    (one, words), (other, others) = _marks(text), _marks(form)
    return len(one & other) / max(1, len(one | other)) + len(words & others) / max(1, len(words | others))


def _damaged(expected: str, got: str) -> PromptError:
    return PromptError(
        say("the vocabulary is damaged", expected=expected, got=got, next_step="Reinstall limis or correct its data")
    )
