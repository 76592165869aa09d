"""Read a sentence: words in, commands out. Deterministic, no model, no network.

A sentence goes through one line: it is cut into tokens, misspelt words are corrected, fillers and mentions of the
image are left out, and what remains is read clause by clause. Every word has to be accounted for; where one is not,
the whole sentence is unknown and nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import Clarify, Command, Context, Deny, Unknown
from limis.prompts.clauses import Memory, read_clause
from limis.prompts.images import without_image
from limis.prompts.lexicon import ARTICLES, LISTS, NOISE, SPOKEN_MODALITIES, TAGS
from limis.prompts.normalise import BREAK, Token, tokenize
from limis.prompts.numbers import join_discs
from limis.prompts.openers import Opener, begins_clause, opener
from limis.prompts.parentheses import without_parentheses
from limis.prompts.spelling import correct

__all__ = ["read"]

_LONGEST = 2000
_EMPTY = Context()


def read(text: str, context: Context = _EMPTY) -> list[Command]:
    """Read one utterance.

    Args:
        text: What was typed or said, in English.
        context: What is known of the session.

    Returns:
        Commands in spoken order; none for a blank text, one `Unknown` for a text that is not accounted for.

    Example:
        >>> from limis.commands import dump
        >>> dump(read("Could you outline the lfet kidney, please?"))
        [{'op': 'segment', 'targets': [{'concept': 'kidney', 'side': 'left', 'text': 'lfet kidney'}]}]
    """
    if not text.strip():
        return []
    unknown: list[Command] = [Unknown(text=text.strip())]
    if len(text) > _LONGEST:
        return unknown
    tokens = join_discs(without_parentheses(_without_noise(correct(tokenize(text)))))
    memory = Memory(text, _looking_at(tokens, context))
    commands: list[Command] = []
    for clause in _clauses(tokens):
        found = read_clause(memory, clause)
        if found is None:
            return unknown
        commands += found
    return _settled(commands) or unknown


def _settled(commands: list[Command]) -> list[Command]:
    """Ask before doing anything, and leave a "don't" out where something else is asked for."""
    for command in commands:
        if isinstance(command, Clarify):
            return [command]
    asked: list[Command] = [command for command in commands if not isinstance(command, Deny)]
    return asked or commands[:1]


def _looking_at(tokens: Sequence[Token], context: Context) -> Context:
    """Take the kind of imaging from the words where the session does not know it."""
    spoken = {SPOKEN_MODALITIES[token.word] for token in tokens if token.word in SPOKEN_MODALITIES}
    if context.modality is not None or len(spoken) != 1:
        return context
    return context.model_copy(update={"modality": spoken.pop()})


def _clauses(tokens: Sequence[Token]) -> list[list[Token]]:
    """Cut a text into clauses; one that is only a "now!" is left out."""
    clauses = [clause for sentence in _sentences(tokens) for clause in _split(without_image(sentence))]
    return [clause for clause in clauses if opener([token.word for token in clause]) != Opener("bare", len(clause))]


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    sentences: list[list[Token]] = [[]]
    for token in tokens:
        if token.word == BREAK:
            sentences.append([])
        else:
            sentences[-1].append(token)
    return sentences


def _without_noise(tokens: Sequence[Token]) -> list[Token]:
    """Leave out fillers, and the pause of "the, uh, left kidney"."""
    words = [token.word for token in tokens]
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        length = NOISE.match(words, at)
        pause = words[at] == "," and len(out) > 0 and out[-1].word in ARTICLES
        if length == 0 and not pause:
            out.append(tokens[at])
        at += max(1, length)
    return out


def _split(sentence: list[Token]) -> list[list[Token]]:
    """Split a sentence where a comma or an "and" is followed by a new request."""
    sentence = _trim(sentence)
    words = [token.word for token in sentence]
    clauses: list[list[Token]] = []
    start = 0
    at = max(1, opener(words).length)
    while at < len(words):
        joint = LISTS.match(words, at) or (1 if words[at] in ("then", "but") else 0)
        if joint and at > start and begins_clause(words[at + joint :]):
            clauses.append(sentence[start:at])
            start = at + joint
            at = start + max(1, opener(words[start:]).length)
        else:
            at += 1
    clauses.append(sentence[start:])
    return [_trim(clause) for clause in clauses]


def _trim(tokens: list[Token]) -> list[Token]:
    """Cut commas and tags off the ends, and the colon of "segment: liver, spleen"."""
    while tokens and tokens[0].word == ",":
        tokens = tokens[1:]
    while length := _loose_end([token.word for token in tokens]):
        tokens = tokens[:-length]
    length = opener([token.word for token in tokens]).length
    if length and length < len(tokens) and tokens[length].word == ":":
        tokens = [*tokens[:length], *tokens[length + 1 :]]
    return tokens


def _loose_end(words: list[str]) -> int:
    return 1 if words and words[-1] == "," else TAGS.match_end(words)
