"""What a command is about: the slots of the rules that hold noun phrases and references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from limis.commands import OPPOSITE, Clarify, Context, Reference, Target, What
from limis.prompts.ambiguity import ask, settle
from limis.prompts.choices import ends, place_of
from limis.prompts.english import ENGLISH
from limis.prompts.english.common import RESERVED
from limis.prompts.english.tables import FIGURES
from limis.prompts.lexicon import ARTICLES, DETERMINERS, LINKS, PLURALS
from limis.prompts.lists import Item, read_list
from limis.prompts.meaning import mean
from limis.prompts.normalise import POSSESSIVE, Token, quote
from limis.prompts.nouns import Noun, targets_of
from limis.prompts.phrases import word_set
from limis.prompts.verbs import MASK_NOUNS, MASK_OF, OUTLINED
from limis.prompts.vocabulary import vocabulary
from limis.prompts.vocabulary.concept import Concept

__all__ = ["NAMING", "Phrase", "Things", "is_missed", "is_there", "thing_of", "things_at"]

_LONGEST = 24
NAMING = word_set("""
    the a an this that these those it them they everything all both either and or of in on at from within inside one
    ones other others another , & / + not no but to through i mean meant rather sorry wait instead than
    """)
"""Words that a list of noun phrases may hold although no noun is made of them."""

_KEPT = 512
"""Noun phrases that are remembered: those of one sentence, and no long list of what people said."""

_NO_END = frozenset({"the", "a", "an", "and", "or", "of", "in", "on", "at", "from", "within", "inside", "to", ",", "&"})
_ACTIVE = frozenset(
    f"{which}{noun}".strip()
    for which in ("", "active ", "current ", "whole ", "entire ", "selected ")
    for noun in (
        *("mask", "segmentation", "outline", "contour", "selection", "structure", "shape", "label", "delineation"),
        *("annotation", "roi", "region of interest", "object", "blob", "overlay", "prediction", "highlighted area"),
        *("highlighted region", "coloured area", "colored area", "segmented area", "segmented region", "marked area"),
    )
) | {"active one", "current one", "whole thing", "thing", "selected one", "same one"}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
"""What begins a phrase that may be something unknown."""

_POINTING = DETERMINERS | {"your"}
_MASKS = frozenset({"mask", "segmentation", "delineation", "annotation", "roi", "overlay"})
"""Words for an outline that no report has: "the contour of the liver is wavy" is said of livers."""

_THIS = frozenset({"this one", "that one"})
_THESE = PLURALS | {f"{both} of {them}" for both in ("both", "the two", "all three") for them in PLURALS} | {
    "these ones", "those ones", "these two", "those two", "them both", "these both", "those both",
}  # fmt: skip
"""Phrases for all that was named together last."""

_NUMBERED = frozenset({"bone", "joint", "cartilage", "ligament", "tendon", "muscle", "nerve", "vessel", "region"})
"""Kinds of things that anatomy numbers: the second toe is not the second one that was found."""

_NAME_END = re.compile(r"(_(left|right))?(_\d+)?$")
"""What the name of a structure has after its concept."""

_IT = Reference(ref="active")
_ALL = frozenset(
    f"{start}{noun}"
    for start in ("", "all ", "all the ", "all of the ", "every ", "all my ", "all these ", "all of these ")
    for noun in ("masks", "segmentations", "outlines", "contours", "structures", "labels", "annotations", "overlays")
) | {"every mask", "every structure", "every contour", "all objects", "lot", "whole lot", "all of these", "rest"}


@dataclass(frozen=True, slots=True)
class Things:
    """What a noun phrase or a list of them stands for.

    Attributes:
        targets: Targets and references; empty where one has to ask first.
        question: What to ask, where a noun has several meanings.
        known: Whether all of it is known: concepts of the vocabulary, or references.
        last: The last noun, which "the other one" may lean on.
        drawn: Whether an outline is named, as "it" and "the liver mask" do, rather than what is outlined.
    """

    targets: tuple[What, ...]
    question: Clarify | None = None
    known: bool = True
    last: Noun | None = None
    drawn: bool = False

    @property
    def active(self) -> bool:
        """Whether it is nothing but "it"."""
        return bool(self.targets) and all(
            isinstance(t, Reference) and t.model_copy(update={"text": None}) == _IT for t in self.targets
        )


def things_at(
    text: str, tokens: Sequence[Token], at: int, context: Context, antecedent: Noun | None
) -> list[tuple[int, Things]]:
    """Read every list of noun phrases that begins at a place, the longest first.

    Args:
        text: The whole text.
        tokens: A clause.
        at: Index of the first token.
        context: What is known of the session.
        antecedent: The noun that "the right one" may lean on.

    Returns:
        Where each ends, and what it stands for.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> text = "the liver and it a bit"
        >>> [(end, len(things.targets)) for end, things in things_at(text, tokenize(text), 0, Context(), None)]
        [(4, 2), (2, 1)]
    """
    found: list[tuple[int, Things]] = []
    if tokens[at : at + 1] and tokens[at].word in LINKS:
        return found
    for end in range(_limit(tokens, at), at, -1):
        if tokens[end - 1].word in _NO_END:
            continue
        things = _remembered(Phrase(text, tuple(tokens[at:end]), context, antecedent))
        if things is not None:
            found.append((end, things))
    return found


def is_there(things: Things, context: Context) -> bool:
    """Say whether the session has all of them.

    Example:
        >>> kidney = Things((Target(concept="kidney", text="kidney"),))
        >>> is_there(kidney, Context(structures=("kidney_left",))), is_there(kidney, Context())
        (True, False)
    """
    names = {thing_of(name) for name in context.structures} | set(context.structures)
    return bool(things.targets) and all(
        isinstance(target, Reference) or (target.concept or "_".join(target.text.lower().split())) in names
        for target in things.targets
    )


def thing_of(name: str) -> str:
    """What the name of a structure says beside its side and its number.

    Example:
        >>> thing_of("kidney_left_2"), thing_of("vertebra_l1")
        ('kidney', 'vertebra_l1')
    """
    return _NAME_END.sub("", name)


def is_missed(things: Things, context: Context) -> bool:
    """Say whether it is what was just looked for in vain.

    Example:
        >>> is_missed(Things((Target(concept="polyp", text="polyp"),)), Context(missed="polyp"))
        True
    """
    targets = [target for target in things.targets if isinstance(target, Target) and target.side is None]
    said = {target.concept or target.text for target in targets}
    return len(things.targets) == 1 and context.missed is not None and said == {context.missed}


def _limit(tokens: Sequence[Token], at: int) -> int:
    end = at
    while end < min(len(tokens), at + _LONGEST) and _may_be_in_list(tokens[end].word):
        if end > at and tokens[end].start < tokens[end - 1].start:
            break
        end += 1
    return end


@cache
def _may_be_in_list(word: str) -> bool:
    return word in NAMING or word == POSSESSIVE or word not in RESERVED or word in _named()


@cache
def _named() -> frozenset[str]:
    return frozenset(
        word
        for concept in vocabulary()
        for form in (*concept.forms, *(form for form, _ in concept.sided))
        for word in form.lower().replace("-", " ").split()
    ) | {"left", "right", "largest", "smallest", "bigger", "larger", "smaller"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a text and all that its meaning hangs on.

    Attributes:
        text: The whole text.
        tokens: The stretch.
        context: What is known of the session.
        antecedent: The noun that was named last, before it.
    """

    text: str
    tokens: tuple[Token, ...]
    context: Context
    antecedent: Noun | None


@lru_cache(maxsize=_KEPT)
def _remembered(said: Phrase) -> Things | None:
    """Read a list of noun phrases; a sentence that is read again in parts has most of its nouns read already."""
    return _things(said.text, said.tokens, said.context, said.antecedent)


def _things(text: str, tokens: Sequence[Token], context: Context, antecedent: Noun | None) -> Things | None:
    reference = _reference(text, tokens)
    if reference is not None:
        return Things((reference,), drawn=True)
    if (numbered := _numbered(text, tokens, antecedent)) is not None:
        return Things((numbered,), drawn=True)
    if tokens[0].word == "both" and len(tokens) == 1 and _is_single(antecedent):
        return Things((Reference(ref="active", plural=True, text="both"),), drawn=True)
    said = len(tokens)
    tokens = _without_mask(tokens)
    items = read_list(text, tokens, antecedent)
    kept = [item.noun for item in items if not item.ruled_out]
    if not kept or not all(_is_known(item) and not _is_part_of(item.noun, kept) for item in items if item.ruled_out):
        return None
    targets: list[What] = []
    known = True
    for noun in kept:
        clear = settle(noun, context)
        if clear is None:
            return Things((), ask(text, noun), last=kept[-1])
        known = known and (clear.meaning is not None or clear.reference is not None or _is_one_of_them(clear))
        each = _targets(clear)
        if not each:
            return None
        targets += each
    outlined = OUTLINED.match_end([token.word for token in tokens]) > 0
    if not known and (outlined or tokens[0].word not in _DEFINITE):
        return None
    drawn = len(tokens) < said or all(isinstance(target, Reference) for target in targets)
    return Things(tuple(targets), known=known, last=kept[-1], drawn=drawn)


def _is_part_of(noun: Noun, kept: Sequence[Noun]) -> bool:
    """Say whether only a side of what is named is ruled out: "both kidneys, no, not the left one"."""
    concepts = noun.meaning.concepts if noun.meaning is not None else ()
    across = OPPOSITE[noun.side] if noun.side in ("left", "right") else None
    others = (other for other in kept if other.meaning is not None and other.meaning.concepts == concepts)
    return any(other.side != across for other in others)


def _is_single(noun: Noun | None) -> bool:
    """Say whether there is only one of it in a body: "both" after the spleen is the spleen and something else."""
    concept = noun.meaning.concept if noun is not None and noun.meaning is not None else None
    return concept is not None and not concept.paired


def _without_mask(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out the last word of "the liver mask", and the first ones of "the mask of the liver"."""
    words = [token.word for token in tokens]
    start = 1 if words[0] in DETERMINERS else 0
    length = MASK_OF.match(words, start)
    if length and words[start] in _MASKS and mean(words[start + length :]) is not None:
        return tokens[start + length :]
    length = MASK_NOUNS.match_end(words)
    return tokens[:-length] if length and mean(words[:-length]) is not None else tokens


def _targets(noun: Noun) -> tuple[What, ...]:
    if _is_one_of_them(noun):
        return (Reference(ref="active", side=noun.side, text=noun.text, **noun.choice),)
    return targets_of(noun, open_targets=True)


def _is_one_of_them(noun: Noun) -> bool:
    """Say whether it is "the left one", "the largest", or "both", of whatever the session has."""
    said = noun.head != () or noun.side == "both" or noun.which is not None
    return noun.leans and noun.reference is None and said


def _numbered(text: str, tokens: Sequence[Token], antecedent: Noun | None) -> What | None:
    """Read "the second one", "the second nucleus" and "the one at the top"."""
    start = 1 if tokens[0].word in ARTICLES else 0
    words = [token.word for token in tokens[start:]]
    said = quote(text, tokens[start:])
    at_end = next((found for end, found in ends(words, 0, ENGLISH) if end == len(words)), None)
    if at_end is not None:
        return Reference(ref="active", which=at_end.which, text=said)
    nth = place_of(words[0], FIGURES) if words and mean(words) is None else None
    if nth is None or len(words) < 2:
        return None
    meaning = mean(words[1:])
    if words[1:] in (["one"], ["component"], ["piece"], ["instance"]):
        lent = antecedent.meaning.concept if antecedent is not None and antecedent.meaning is not None else None
        return Reference(ref="active", nth=nth, text=said) if lent is None else _nth(lent, nth, said)
    return None if meaning is None or meaning.concept is None else _nth(meaning.concept, nth, said)


def _nth(concept: Concept, nth: int, said: str) -> Target | None:
    """One of things that people count; bones and teeth have numbers of their own."""
    return Target(concept=concept.name, nth=nth, text=said) if concept.kind not in _NUMBERED else None


def _is_known(item: Item) -> bool:
    return item.noun.meaning is not None or item.noun.reference is not None or item.noun.leans


def _reference(text: str, tokens: Sequence[Token]) -> Reference | None:
    words = [token.word for token in tokens]
    phrase = " ".join(words)
    said = quote(text, tokens[1:] if words[0] in ARTICLES and len(words) > 1 else tokens)
    if phrase in _THESE:
        return Reference(ref="active", plural=True, text=said)
    if phrase in _THIS:
        return Reference(ref="active", text=said)
    bare = " ".join(words[1:]) if words[0] in _POINTING else phrase
    if phrase in _ALL or (bare in _ALL and words[0] not in ("a", "an")):
        return Reference(ref="all", text=said)
    if phrase == "my mask":
        return None
    if bare in _ACTIVE and (words[0] in _POINTING or bare != "thing"):
        return Reference(ref="active", text=said)
    return None
