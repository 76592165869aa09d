"""Cut a sentence into tokens: lower-case words with contractions spelt out, and the punctuation that matters.

Every token remembers the stretch of text it came from, so that a phrase can be quoted as it was said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

__all__ = ["BREAK", "LEVEL", "POSSESSIVE", "Token", "quote", "tokenize"]

BREAK = "."
"""The word of a token that ends a sentence."""

POSSESSIVE = "'s"
"""The word of a possessive ending."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark.

    Attributes:
        word: Lower case, without accents; ``.`` for every end of a sentence, ``,`` for every pause.
        start: Where it begins in the text.
        end: Where it ends in the text, exclusive.
    """

    word: str
    start: int
    end: int


_TOKEN = re.compile(
    r"(?P<stain>\bh\s?&\s?e\b)"
    r"|(?P<zipped>\.?\bnii\.gz\b)"
    r"|(?P<without>\bw/o\b)"
    r"|(?P<ray>\bx[\s-]?rays?\b)"
    r"|(?P<times>\bx\s?\d+\b|\b\d+\s?x\b|×\s?\d+)"
    r"|(?P<minus>(?<![\w)])[-−](?=\.?\d))"
    r"|(?P<decimal>\d+,\d{1,2}(?=\s*(?:mm|cm|ml|millimet|centimet|percent|%)))"
    r"|(?P<thousands>\d{1,3}(?:,\d{3})+(?!\d))"
    r"|(?P<measure>\d*\.?\d+(?=(?:mms?|cms?|px|vox|hu|ml|voxels?|pixels?|percent|pct)\b))"
    r"|(?P<word>\d*\.\d+|[^\W_]+(?:['’][^\W_]+)?)"
    r"|(?P<pause>\.{2,}|…)"
    r"|(?P<break>[.;?!\n]+)"
    r"|(?P<comma>,|—|–|\s-+\s|^\s*-+\s)"
    r"|(?P<mark>[:/&+()])"
    r"|(?P<ignored>(?:(?!(?<![\w)])[-−]\.?\d)[\s_\-\"“”„'’‘`*\[\]])+)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE = {
    "stain": "hande",
    "zipped": "nii.gz",
    "without": "without",
    "ray": "xray",
    "break": BREAK,
    "comma": ",",
    "minus": "minus",
}
_CONTRACTED = {
    "alot": ("a", "lot"),
    "aint": ("is", "not"),
    "cannot": ("can", "not"),
    "cant": ("can", "not"),
    "couldnt": ("could", "not"),
    "didnt": ("did", "not"),
    "arent": ("are", "not"),
    "hasnt": ("has", "not"),
    "havent": ("have", "not"),
    "mustnt": ("must", "not"),
    "werent": ("were", "not"),
    "doesnt": ("does", "not"),
    "dont": ("do", "not"),
    "gimme": ("give", "me"),
    "gotta": ("got", "to"),
    "gonna": ("going", "to"),
    "goto": ("go", "to"),
    "im": ("i", "am"),
    "isnt": ("is", "not"),
    "lemme": ("let", "me"),
    "lets": ("let", "us"),
    "shouldnt": ("should", "not"),
    "wanna": ("want", "to"),
    "wasnt": ("was", "not"),
    "thats": ("that", "is"),
    "theres": ("there", "is"),
    "weve": ("we", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "wheres": ("where", "is"),
    "whats": ("what", "is"),
    "wont": ("will", "not"),
    "wouldnt": ("would", "not"),
    "xrays": ("xray",),
}
_ENDINGS = {"d": "would", "ll": "will", "m": "am", "re": "are", "ve": "have"}
_BEFORE_IS = frozenset({"that", "there", "here", "it", "what", "where", "who", "how", "he", "she"}) | {
    "something", "nothing", "everything",
}  # fmt: skip
_PICTOGRAMS = frozenset({"So", "Sk", "Mn", "Cf"})
LEVEL = re.compile(r"[ctls]\d{1,2}")
"""The name of a vertebra."""

_AFTER_ARE = frozenset({"there", "they", "we", "you", "these", "those", "u", "the", "all"})
_AFTER_ITS = frozenset(
    {"leaking", "spilling", "bleeding", "sticking", "too", "not", "still", "way", "in", "going", "for"}
)
_AFTER_IS = frozenset(
    {"missing", "lacking", "wrong", "gone", "too", "not", "still", "leaking", "cut", "incomplete", "fine", "part"}
)
_COMPARED = {
    "big": "bigger",
    "large": "larger",
    "small": "smaller",
    "smooth": "smoother",
    "round": "rounder",
    "soft": "softer",
    "tight": "tighter",
    "wide": "wider",
    "narrow": "narrower",
    "thick": "thicker",
    "thin": "thinner",
}
_BETWEEN = frozenset({"already", "just", "only", "not", "never", "accidentally", "previously", "also", "wrongly"})
_PARTICIPLES = frozenset(
    {"hidden", "drawn", "done", "been", "seen", "gone", "undone", "redone", "taken", "chosen", "forgotten", "had"}
) | {"got", "made", "lost", "left", "thought", "meant", "found", "gotten", "kept", "shown"}
"""Participles by which a short "had" is told from a "would"; those in "ed" are told by their ending."""

_COUNT = re.compile(r"\d{1,4}(st|nd|rd|th)?")


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens.

    Args:
        text: One utterance.

    Returns:
        Its words and punctuation marks, in order.

    Example:
        >>> [token.word for token in tokenize("Where's the left-sided Kidney, L1-L3?")]
        ['where', 'is', 'the', 'left', 'sided', 'kidney', ',', 'l1', 'to', 'l3', '.']
    """
    return _split_window(_join_levels(_with_ranges(_compared(_texted(_with_had(list(_tokens(text)), text))), text)))


def quote(text: str, tokens: Sequence[Token]) -> str:
    """Quote the stretch of text from the first token to the last, with single spaces.

    Tokens that a correction has put into another order are quoted one by one.

    Args:
        text: The text they were cut from.
        tokens: At least one token.

    Returns:
        The words as they were said.

    Example:
        >>> text = "the  left   kidney"
        >>> quote(text, tokenize(text)[1:])
        'left kidney'
    """
    in_order = all(before.start <= after.start for before, after in pairwise(tokens))
    pieces = [text[tokens[0].start : tokens[-1].end]] if in_order else [text[t.start : t.end] for t in tokens]
    stretch = " ".join(pieces)
    return " ".join("".join(char for char in stretch if char not in "()[]").split())


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "word":
            yield from _words(match.group(), start, end)
        elif kind == "decimal":
            yield Token(match.group().replace(",", "."), start, end)
        elif kind in ("measure", "thousands"):
            yield Token(match.group().replace(",", ""), start, end)
        elif kind == "times":
            yield Token("".join(filter(str.isdigit, match.group())), start, end)
            yield Token("times", start, end)
        elif kind in _WHOLE:
            yield Token(_WHOLE[kind], start, end)
        elif kind == "mark" or (kind == "other" and unicodedata.category(match.group()) not in _PICTOGRAMS):
            yield Token(match.group(), start, end)


def _words(raw: str, start: int, end: int) -> Iterator[Token]:
    word = _plain(raw)
    if "'" not in word:
        for part in _CONTRACTED.get(word, (word,)):
            yield Token(part, start, end)
        return
    stem, ending = word.split("'", 1)
    if stem + ending in _CONTRACTED:
        for part in _CONTRACTED[stem + ending]:
            yield Token(part, start, end)
        return
    if ending == "t" and stem.endswith("n"):
        yield Token(stem.removesuffix("n"), start, end)
        yield Token("not", start, end)
        return
    yield Token(stem, start, start + len(stem))
    if ending == "s":
        yield Token("is" if stem in _BEFORE_IS else POSSESSIVE, start, end)
    else:
        yield Token(_ENDINGS.get(ending, ending), start, end)


def _plain(raw: str) -> str:
    decomposed = unicodedata.normalize("NFKD", raw.replace("’", "'"))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def _with_ranges(tokens: list[Token], text: str) -> list[Token]:
    """Turn the hyphen of "L1-L5" and "4-6" into the word "to"."""
    out: list[Token] = []
    for token in tokens:
        between = text[out[-1].end : token.start] if out else ""
        if between.strip() == "-" and _is_number(out[-1].word) and _is_number(token.word):
            out.append(Token("to", out[-1].end, token.start))
        out.append(token)
    around = zip(["", *(token.word for token in out)], out, [*(token.word for token in out[1:]), ""], strict=False)
    return [
        Token("to", token.start, token.end)
        if _is_dash(token, text) and _is_number(before) and _is_number(after)
        else token
        for before, token, after in around
    ]


def _is_dash(token: Token, text: str) -> bool:
    return token.word == "," and text[token.start : token.end].strip() in ("-", "–", "—")


def _is_number(word: str) -> bool:
    return bool(LEVEL.fullmatch(word) or _COUNT.fullmatch(word))


def _texted(tokens: list[Token]) -> list[Token]:
    """Spell out the "r" of "how many r there", which is no right side, and the "its" of "its leaking"."""
    after = [*(token.word for token in tokens[1:]), ""]
    out: list[Token] = []
    for token, following in zip(tokens, after, strict=False):
        if token.word == "its" and following in _AFTER_ITS:
            out += [replace(token, word="it"), replace(token, word="is")]
        else:
            out.append(replace(token, word="are") if token.word == "r" and following in _AFTER_ARE else token)
    return out


def _with_had(tokens: list[Token], text: str) -> list[Token]:
    """Say "had" for the end of "I'd hidden it", which is no "would"."""
    out: list[Token] = []
    for at, token in enumerate(tokens):
        after = next((other.word for other in tokens[at + 1 :] if other.word not in _BETWEEN), "")
        said = text[token.start : token.end].lower()
        short = token.word == "would" and said.endswith("d") and not said.endswith("would")
        done = after in _PARTICIPLES or (after.endswith("ed") and not after.endswith("eed"))
        out.append(replace(token, word="had") if short and done else token)
    return out


def _compared(tokens: list[Token]) -> list[Token]:
    """Say "bigger" for "more big", and "is" for the end of "the top's missing"."""
    out: list[Token] = []
    for token, after in zip(tokens, [*tokens[1:], Token("", 0, 0)], strict=False):
        if out and out[-1].word == "more" and token.word in _COMPARED:
            out[-1] = Token(_COMPARED[token.word], out[-1].start, token.end)
        else:
            is_verb = token.word == POSSESSIVE and after.word in _AFTER_IS
            out.append(replace(token, word="is") if is_verb else token)
    return out


def _split_window(tokens: list[Token]) -> list[Token]:
    """Take "L40 W400" apart, which is no lumbar vertebra."""
    if not any(re.fullmatch(r"ww?(\d{2,5})?", token.word) for token in tokens):
        return tokens
    out: list[Token] = []
    for token in tokens:
        match = re.fullmatch(r"(ww?|w?[lc])(\d+)", token.word)
        words = match.groups() if match else (token.word,)
        out += [Token(word, token.start, token.end) for word in words]
    return out


def _join_levels(tokens: list[Token]) -> list[Token]:
    """Join the "L 4" that dictation writes."""
    out: list[Token] = []
    for token in tokens:
        if out and out[-1].word in ("c", "t", "l", "s") and token.word.isdigit() and len(token.word) <= 2:
            before = out.pop()
            out.append(Token(before.word + token.word, before.start, token.end))
        else:
            out.append(token)
    return out
