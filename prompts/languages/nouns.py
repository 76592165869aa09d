"""Noun phrases of other languages, and lists of them: what the slots of the shared rules hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from limis.commands import Context, Reference, Target, What, Which
from limis.prompts.ambiguity import settle
from limis.prompts.english.common import RESERVED
from limis.prompts.english.outside import OUTSIDE
from limis.prompts.languages.asking import ask_which
from limis.prompts.languages.naming import named
from limis.prompts.languages.tongue import Tongue
from limis.prompts.meaning import Meaning, mean
from limis.prompts.normalise import BREAK, Token, quote
from limis.prompts.nouns import Noun, targets_of
from limis.prompts.side_by_side import Named, side_by_side
from limis.prompts.things import Things

__all__ = ["things_in"]

_LONGEST = 20
_LONGEST_OPEN = 3


def things_in(
    text: str, tokens: Sequence[Token], at: int, context: Context, antecedent: Noun | None, tongue: Tongue
) -> list[tuple[int, Things]]:
    """Read every list of noun phrases that begins at a place, the longest first.

    Args:
        text: The whole text.
        tokens: A clause.
        at: Index of the first token.
        context: What is known of the session.
        antecedent: The noun that "the right one" may lean on.
        tongue: The language.

    Returns:
        Where each ends, and what it stands for.

    Example:
        >>> from limis.prompts.languages.german import GERMAN
        >>> from limis.prompts.languages.words import cut
        >>> text = "Leber und beide Nieren"
        >>> end, things = things_in(text, cut(text), 0, Context(), None, GERMAN)[0]
        >>> end, [target.concept for target in things.targets]
        (4, ['liver', 'kidney'])
    """
    found: list[tuple[int, Things]] = []
    for end in range(min(len(tokens), at + _LONGEST), at, -1):
        things = _things(text, tokens[at:end], context, antecedent, tongue)
        if things is not None:
            found.append((end, things))
    return found


def _things(
    text: str, tokens: Sequence[Token], context: Context, antecedent: Noun | None, tongue: Tongue
) -> Things | None:
    nouns: list[Noun] = []
    pieces = [each for piece in _cut(text, tokens, tongue) for each in _apart(piece, tongue)]
    for piece in pieces:
        noun = _noun(text, piece, tongue)
        if noun is None:
            return None
        nouns.append(noun)
    if not nouns:
        return None
    nouns = _lean(text, nouns, pieces, antecedent, tongue)
    targets: list[What] = []
    for noun in nouns:
        clear = settle(noun, context)
        if clear is None:
            return Things((), ask_which(noun, tongue), last=noun) if len(nouns) == 1 else None
        each = targets_of(clear, open_targets=False) or _open(clear, tongue)
        if not each:
            return None
        targets += each
    known = all(noun.meaning is not None or noun.reference is not None for noun in nouns)
    if len(nouns) > 1 and not known:
        return None
    drawn = all(isinstance(target, Reference) for target in targets)
    return Things(tuple(targets), known=known, last=nouns[-1], drawn=drawn)


def _cut(text: str, tokens: Sequence[Token], tongue: Tongue) -> list[Sequence[Token]]:
    """Cut a list; nothing where a noun is missing."""
    words = [token.word for token in tokens]
    pieces: list[Sequence[Token]] = []
    start = at = 0
    while at < len(words):
        length = 0 if _is_unnamed(text, tokens[at], tongue) else tongue.nouns.lists.match(words, at)
        if not length:
            at += 1
            continue
        if at > start:
            pieces.append(tokens[start:at])
        elif not pieces:
            return []
        at += length
        start = at
    return [*pieces, tokens[start:]] if start < len(words) else []


def _apart(piece: Sequence[Token], tongue: Tongue) -> Sequence[Sequence[Token]]:
    """Cut what stands side by side without a comma: "leber milz"."""
    words = [token.word for token in piece]
    alone = len(words) < 2 or named(words, tongue) is not None or " ".join(words) in tongue.nouns.sides
    return [piece] if alone else side_by_side(piece, partial(_named, tongue=tongue)) or [piece]


def _named(words: Sequence[str], tongue: Tongue) -> Named | None:
    """Find what a noun phrase means, with its article or without."""
    if words[0] in tongue.sides_after:
        return None
    article = len(words) > 1 and words[0] in tongue.nouns.determiners and not tongue.nouns.links.match(words, 0)
    return named(words[1:] if article else words, tongue)


def _noun(text: str, tokens: Sequence[Token], tongue: Tongue) -> Noun | None:
    """Read one noun phrase."""
    said = [token.word for token in tokens]
    if BREAK in said:
        return None
    start = 0
    while (
        start < len(said) - 1
        and said[start] in tongue.nouns.determiners
        and not _is_unnamed(text, tokens[start], tongue)
    ):
        start += 1
    spoken = tokens[start:]
    if (reference := _reference(text, tokens, spoken, tongue)) is not None:
        return reference
    words, which = _choice(_without_quantities(tuple(said[start:]), tongue), tongue)
    if any(_is_unnamed(text, token, tongue) and token.word in tongue.being for token in tokens):
        return None
    if which is not None and _only_compares(said, tongue):
        return None
    side = tongue.nouns.sides.get(" ".join(words))
    if side is not None and (_is_no_thing(said[:start], words, tongue) or _are_others(said[:start], side, tongue)):
        return None
    sided = any(" ".join(words[at:]) in tongue.nouns.sides for at in range(1, len(words)))
    named_at_all = words and side is None and (sided or not _is_unnamed(text, spoken[-1], tongue))
    found = named(words, tongue) if named_at_all else None
    english, meaning = found if found is not None else (words, None)
    head = tuple(word for word in english if word not in ("left", "right", "both"))
    if side is not None:
        head = ("one",) if start or side == "both" else ()
    elif meaning is not None:
        side = meaning.side
    return Noun(
        text=quote(text, spoken),
        words=english,
        head=head,
        side=side,
        which=which,
        meaning=meaning,
        reference=None,
        span=(spoken[0].start, spoken[-1].end),
    )


def _only_compares(words: Sequence[str], tongue: Tongue) -> bool:
    """Say whether something is larger rather than the largest: "riñón más pequeño" has no article."""
    articles = tongue.nouns.determiners - tongue.language.figures.articles
    return bool(tongue.comparing) and articles.isdisjoint(words)


def _are_others(before: Sequence[str], side: str, tongue: Tongue) -> bool:
    """Say whether "the others" are meant, which are no side: "supprime les autres"."""
    return side == "opposite" and not tongue.many.isdisjoint(before)


def _is_no_thing(before: Sequence[str], words: tuple[str, ...], tongue: Tongue) -> bool:
    """Say whether a side alone is a number, or a place: "de deux virgule cinq", "das auf der rechten Seite".

    Both of two have the article of many: "les deux".
    """
    if words[-1] in tongue.language.figures.ones:
        return not any(word.endswith("s") or word == "die" for word in before)
    linked = tongue.nouns.links.match(words, 0) > 0
    placed = len(words) > 1 and tongue.language.places.prepositions.match(words, 0) > 0 and not linked
    return placed and (not before or " ".join(before) in tongue.nouns.references)


def _is_unnamed(text: str, token: Token, tongue: Tongue) -> bool:
    return text[token.start : token.end].lower() in tongue.unnamed


def _reference(text: str, tokens: Sequence[Token], spoken: Sequence[Token], tongue: Tongue) -> Noun | None:
    if any(_is_unnamed(text, token, tongue) for token in tokens):
        return None
    for stretch in (tokens, spoken):
        ref = tongue.nouns.references.get(" ".join(token.word for token in stretch))
        if ref is not None:
            said = quote(text, spoken)
            reference = Reference(ref="all" if ref == "all" else "active", text=said)
            span = (stretch[0].start, stretch[-1].end)
            return Noun(said, (), ("it",), None, None, None, reference, span)
    return None


def _without_quantities(words: tuple[str, ...], tongue: Tongue) -> tuple[str, ...]:
    at = 0
    while at < len(words) - 1 and (
        words[at] in tongue.nouns.quantities or (at and words[at] in tongue.nouns.determiners)
    ):
        at += 1
    return words[at:]


def _choice(words: tuple[str, ...], tongue: Tongue) -> tuple[tuple[str, ...], Which | None]:
    """Take "plus grand" out of "plus grand nodule"."""
    for at in range(len(words)):
        for length in (3, 2, 1):
            which = tongue.nouns.which.get(" ".join(words[at : at + length])) if at + length <= len(words) else None
            if which is not None:
                rest = (*words[:at], *words[at + length :])
                return tuple(word for word in rest if word not in tongue.nouns.determiners), which
    return words, None


def _lean(
    text: str, nouns: list[Noun], pieces: Sequence[Sequence[Token]], antecedent: Noun | None, tongue: Tongue
) -> list[Noun]:
    """Lend "the right one" its noun: the last of the list where it comes first, else the one said before."""
    out: list[Noun] = []
    for noun in nouns:
        before = out[-1] if out else antecedent
        if not noun.leans:
            out.append(noun)
        elif out and _tells_which(noun, out[-1]):
            out[-1] = _lent(noun, out[-1], noun.text)
        elif nouns[-1].meaning is not None:
            out.append(_lent(noun, nouns[-1], f"{noun.text} {_head(text, pieces[-1], tongue)}"))
        elif before is not None and before.meaning is not None:
            out.append(_lent(noun, before, noun.text))
        else:
            out.append(_symbolic(noun))
    return out


def _tells_which(noun: Noun, before: Noun) -> bool:
    """Say whether a side is told of what was named without one: "die Niere, die linke"."""
    return before.meaning is not None and before.side is None and noun.side in ("left", "right")


def _head(text: str, piece: Sequence[Token], tongue: Tongue) -> str:
    """Quote a noun phrase without its side."""
    aside = (*tongue.nouns.determiners, *tongue.nouns.sides)
    return quote(text, [token for token in piece if token.word not in aside] or piece)


def _lent(noun: Noun, lender: Noun, said: str) -> Noun:
    bare = tuple(word for word in lender.words if word not in ("left", "right", "both"))
    side = (noun.side,) if noun.side is not None and noun.side != "opposite" else ()
    meaning = mean((*side, *bare)) or lender.meaning
    if meaning is not None and noun.side == "opposite":
        meaning = Meaning(meaning.concepts, "opposite")
    side_said = meaning.side if meaning is not None else noun.side
    return replace(noun, text=said, words=bare, head=bare, meaning=meaning, side=side_said)


def _symbolic(noun: Noun) -> Noun:
    """Leave "the right one" to the session; a bare "right" is a place, and "the largest" a choice."""
    if noun.head != ("one",) or noun.which is not None or noun.side is None:
        return noun
    return replace(noun, reference=Reference(ref="active", side=noun.side, text=noun.text))


def _open(noun: Noun, tongue: Tongue) -> tuple[What, ...]:
    """Make a target of words that nobody knows, where they may be the name of something."""
    known = any(word in tongue.known or word in RESERVED or word in OUTSIDE for word in noun.words)
    plain = 0 < len(noun.words) <= _LONGEST_OPEN and all(word.isalpha() for word in noun.words)
    if known or not plain or noun.leans or noun.side is not None:
        return ()
    return (Target(concept=None, which=noun.which, text=noun.text),)
