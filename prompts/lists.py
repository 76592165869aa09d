"""Lists of noun phrases: what separates them, what is ruled out, and what one lends to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from limis.commands import Reference, Side
from limis.prompts.corrections import CORRECTIONS
from limis.prompts.english.common import COMMANDS
from limis.prompts.lexicon import LISTS, RATHER
from limis.prompts.meaning import Meaning, mean
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun, read_noun
from limis.prompts.numbers import expand
from limis.prompts.side_by_side import side_by_side
from limis.prompts.vocabulary import vocabulary

__all__ = ["Item", "read_list"]


_UNCLEAR = (["not", "just"], ["not", "only"], ["not", "merely"], ["both", "not"])
_JUST_NOT = (["just", "not"], ["only", "not"])


@dataclass(frozen=True, slots=True)
class Item:
    """One noun phrase of a list.

    Attributes:
        noun: The phrase.
        ruled_out: Whether the speaker says it is not meant: "not the left one".
    """

    noun: Noun
    ruled_out: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    tokens: tuple[Token, ...]
    joint: tuple[Token, ...]
    ruled_out: bool
    corrects: bool

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]


def read_list(text: str, tokens: Sequence[Token], antecedent: Noun | None = None) -> list[Item]:
    """Read a list of noun phrases.

    Args:
        text: The whole text.
        tokens: The tokens of the list.
        antecedent: The noun that "the right one" may lean on.

    Returns:
        Its phrases in order, corrections carried out; none where the list is incomplete.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> words = "left and right kidney"
        >>> [(item.noun.text, item.noun.side) for item in read_list(words, tokenize(words))]
        [('left kidney', 'left'), ('right kidney', 'right')]
    """
    pieces = _without_loose_both(_merged(_cut(tokens)))
    if not pieces or _is_unclear([token.word for token in tokens]):
        return []
    nouns = [(noun, piece) for piece in pieces for noun in _nouns(text, piece)]
    leaned = _lean([noun for noun, _ in nouns], antecedent)
    items: list[Item] = []
    for noun, (said, piece) in zip(leaned, nouns, strict=True):
        last = piece is pieces[-1] and not (piece.joint or piece.ruled_out)
        if items and last and _is_afterthought(said, items[-1].noun):
            items[-1] = replace(items[-1], noun=_with_side(items[-1].noun, said))
            continue
        if piece.corrects and items and _is_clause(items[-1].noun):
            return []
        if piece.corrects and items:
            items = [] if piece.words[0] in ("only", "just") else items[:-1]
        items.append(Item(noun, piece.ruled_out))
    left = [_without_a_side(item, items[at + 1 :]) for at, item in enumerate(items)]
    return [item for at, item in enumerate(left) if item.ruled_out or not _is_taken_back(item, left[at + 1 :])]


def _is_unclear(words: Sequence[str]) -> bool:
    """Say whether it may mean something else.

    A "not" that rules nothing out, "not just the left one"; a "this" that begins something; "the only kidney left",
    which may be the right one; "both not lungs".
    """
    begins, remains = words[-2:] == [",", "this"], [*words[:2], words[-1]] == ["the", "only", "left"]
    return begins or remains or any(list(pair) in _UNCLEAR for pair in pairwise(words))


def _without_a_side(item: Item, later: Sequence[Item]) -> Item:
    """Keep the other one of a pair of which one is ruled out: "the kidneys, but not the left one"."""
    noun, meaning = item.noun, item.noun.meaning
    if item.ruled_out or meaning is None or meaning.concept is None or not meaning.concept.paired:
        return item
    ruled_out = {
        other.noun.side
        for other in later
        if other.ruled_out and other.noun.meaning is not None and other.noun.meaning.concepts == meaning.concepts
    }
    if noun.side not in (None, "both") or len(ruled_out) != 1 or not ruled_out <= {"left", "right"}:
        return item
    side: Side = "left" if ruled_out == {"right"} else "right"
    return replace(item, noun=replace(noun, side=side, meaning=replace(meaning, side=side)))


def _is_taken_back(item: Item, later: Sequence[Item]) -> bool:
    """Say whether what was named is ruled out after all: "the left kidney, no, not the left, the right one"."""
    return any(
        other.ruled_out and (other.noun.reference is not None or _is_one(other.noun, item.noun)) for other in later
    )


def _is_clause(noun: Noun) -> bool:
    """Say whether what would be taken back is no noun: "the nurse says hide the liver, I mean the spleen"."""
    return noun.meaning is None and noun.reference is None and not COMMANDS.isdisjoint(noun.words)


def _is_one(noun: Noun, other: Noun) -> bool:
    if noun.meaning is None or other.meaning is None:
        return noun.meaning is other.meaning and noun.text.lower() == other.text.lower()
    return (noun.meaning.concepts, noun.side) == (other.meaning.concepts, other.side)


def _is_afterthought(noun: Noun, before: Noun) -> bool:
    """Say whether a last word after a comma only adds the side: "kidney, right"."""
    concept = before.meaning.concept if before.meaning is not None else None
    sided = noun.leans and noun.head == () and noun.which is None and noun.side in ("left", "right", "both")
    return sided and concept is not None and concept.paired and before.side is None


def _with_side(noun: Noun, said: Noun) -> Noun:
    meaning = replace(noun.meaning, side=said.side) if noun.meaning is not None else None
    return replace(noun, text=f"{noun.text}, {said.text}", side=said.side, meaning=meaning)


def _cut(tokens: Sequence[Token]) -> list[_Piece]:
    """Cut at commas, "and", "not", "instead of" and corrections; nothing where a noun is missing.

    A "but" says what is meant after a "not"; without one, it says what is not.
    """
    words = [token.word for token in tokens]
    pieces: list[_Piece] = []
    start = at = 0
    joint: tuple[Token, ...] = ()
    out = corrects = False

    def close(end: int) -> bool:
        if end > start:
            pieces.append(_Piece(tuple(tokens[start:end]), joint, out, corrects))
        return end > start

    while at < len(words):
        listed, rather = LISTS.match(words, at), RATHER.match(words, at)
        denied = 1 if words[at] == "not" else 2 if list(words[at : at + 2]) in _JUST_NOT else 0
        corrected = _correction(words, at) if not denied else 0
        if not (listed or rather or denied or corrected) and words[at] != "but":
            at += 1
            continue
        closed = close(at)
        if words[at] == "but" and words[at + 1 : at + 2] != ["not"] and not any(p.ruled_out for p in pieces):
            return []
        if words[at] == "but":
            out, joint = False, ()
        elif corrected:
            corrects, out, joint = True, False, ()
        elif denied or rather:
            out, corrects = True, False
        elif closed:
            joint, corrects = (tokens[at],) if words[at] in ("and", "&") else (), False
            out = out and joint != ()
        at += max(listed, rather, denied, corrected, 1)
        start = at
    return pieces if close(len(words)) else []


def _correction(words: Sequence[str], at: int) -> int:
    """Count the words of a correction; "no effusion" is none, "no, the right one" is."""
    length = CORRECTIONS.match(words, at)
    after = words[at + length : at + length + 1]
    return 0 if length == 1 and words[at] == "no" and after not in ([","], ["the"]) else length


def _merged(pieces: list[_Piece]) -> list[_Piece]:
    """Put back together what has one name with an "and" in it: "portal and splenic vein"."""
    out: list[_Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if before and piece.joint and piece.ruled_out == before.ruled_out:
            tokens = (*before.tokens, *piece.joint, *piece.tokens)
            if mean([token.word for token in tokens]) is not None:
                out[-1] = replace(before, tokens=tokens)
                continue
        out.append(piece)
    return out


def _without_loose_both(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out the "both" of "both the liver and the spleen"."""
    if len(pieces) != 2 or pieces[0].words[0] != "both":
        return pieces
    rest = pieces[0].tokens[1:]
    meaning = mean([token.word for token in rest]) if rest else None
    if meaning is None or meaning.concept is None or meaning.concept.paired or rest[-1].word.endswith("s"):
        return pieces
    return [replace(pieces[0], tokens=rest), pieces[1]]


def _nouns(text: str, piece: _Piece) -> list[Noun]:
    noun = read_noun(text, piece.tokens)
    if noun.meaning is None and (names := side_by_side(piece.tokens)):
        return [read_noun(text, name) for name in names]
    return [_member(noun, words) for words in expand(noun.words)] or [noun]


def _member(whole: Noun, words: tuple[str, ...]) -> Noun:
    """Make one noun of a range; it is called by its own name."""
    meaning = mean(words)
    concept = meaning.concept if meaning is not None else None
    name = words[0].upper() if len(words) == 1 else concept.phrase if concept is not None else " ".join(words)
    side = whole.side or (meaning.side if meaning is not None else None)
    return replace(whole, text=name, words=words, head=words, meaning=meaning, side=side)


def _lean(nouns: list[Noun], antecedent: Noun | None) -> list[Noun]:
    """Lend each incomplete noun what it leaves out, from its neighbours or from what was said before."""
    out: list[Noun] = []
    for at, noun in enumerate(nouns):
        before = out[-1] if out else antecedent
        after = next((other for other in nouns[at + 1 :] if other.meaning is not None), None) or next(
            (other for other in nouns[at + 1 :] if not other.leans), None
        )
        if noun.leans:
            out.append(_leaning(noun, before, after))
        elif noun.meaning is None and noun.reference is None:
            out.append(_sharing(noun, before if out else None, after))
        elif _is_adjective(noun):
            out.append(_sharing(noun, None, after))
        else:
            out.append(noun)
        if len(out) > 1:
            out[-1] = _same_side(out[-2], out[-1], nouns[at - 1])
    return out


def _is_adjective(noun: Noun) -> bool:
    """Say whether it is a bare adjective, which may belong to a noun further on: "hepatic and portal veins"."""
    concept = noun.meaning.concept if noun.meaning is not None else None
    return concept is not None and " ".join(noun.head) in concept.adjectives


def _leaning(noun: Noun, before: Noun | None, after: Noun | None) -> Noun:
    """Complete "left", "the right one", "the largest"."""
    one = noun.head != ()
    lender = before if one or after is None else after
    if lender is None:
        opposite = one and noun.side == "opposite" and noun.which is None
        reference = Reference(ref="active", side="opposite", text=noun.text) if opposite else None
        return replace(noun, reference=reference)
    shared = " ".join(word for word in lender.head if word not in ("left", "right"))
    text = noun.text if one or not shared or lender is before else f"{noun.text} {shared}"
    head = () if one else lender.head
    meaning = _other_one(noun, lender)
    side = meaning.side if meaning is not None else noun.side
    return replace(noun, text=text, head=head or lender.head, meaning=meaning, side=side)


def _other_one(noun: Noun, lender: Noun) -> Meaning | None:
    """Find what "the right one" means after "the left ventricle", whose side is in its name."""
    if lender.meaning is None:
        return None
    if noun.side in ("left", "right") and lender.meaning.side is None:
        renamed = mean([noun.side if word in ("left", "right") else word for word in lender.words])
        if renamed is not None and renamed.concepts != lender.meaning.concepts:
            return renamed
    return replace(lender.meaning, side=noun.side)


def _sharing(noun: Noun, before: Noun | None, after: Noun | None) -> Noun:
    """Complete "upper" of "upper and lower lobe", and "medius" of "gluteus maximus and medius"."""
    for lender, takes_end in ((after, True), (before, False)):
        if lender is None or lender.meaning is None:
            continue
        for count in range(1, len(lender.words)):
            shared = lender.words[count:] if takes_end else lender.words[:-count]
            words = (*noun.words, *shared) if takes_end else (*shared, *noun.words)
            meaning = mean(words)
            if meaning is not None and meaning.concepts != lender.meaning.concepts:
                text = f"{noun.text} {' '.join(shared)}" if takes_end else noun.text
                side = meaning.side or (lender.side if takes_end else noun.side)
                return replace(noun, text=text, words=words, head=words, meaning=meaning, side=side or noun.side)
    return noun


def _same_side(before: Noun, noun: Noun, said: Noun) -> Noun:
    """Carry the side of "left upper and lower lobe" over to the lower one."""
    if said.meaning is not None or said.leans or before.meaning is None or before.side is None:
        return noun
    concept = noun.meaning.concept if noun.meaning is not None and noun.side is None else None
    shares = concept is not None and vocabulary().get(before.meaning.concepts[0]).part_of == concept.part_of
    return replace(noun, side=before.side) if shares else noun
