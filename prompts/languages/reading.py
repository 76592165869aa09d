"""Read a sentence of another language; the sentence itself says which.

A language reads a sentence where it accounts for every word of it, and where one word at least is not English too.
Where two languages read it differently, nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from limis.commands import (
    Command,
    Confirm,
    Context,
    Delete,
    Exclude,
    Redo,
    Reset,
    Save,
    Stop,
    Undo,
    dump,
)
from limis.prompts.doubts import destroys, rules_out_later
from limis.prompts.english.common import COMMON
from limis.prompts.languages.french import FRENCH
from limis.prompts.languages.german import GERMAN
from limis.prompts.languages.portuguese import PORTUGUESE
from limis.prompts.languages.sentences import Answer, Sentence, names_disease, takes_back
from limis.prompts.languages.spanish import SPANISH
from limis.prompts.languages.tongue import Tongue
from limis.prompts.languages.words import cut, meant
from limis.prompts.lexicon import DETERMINERS
from limis.prompts.normalise import BREAK, Token
from limis.prompts.phrases import word_set
from limis.prompts.requests import grammar
from limis.prompts.settling import settled
from limis.prompts.vocabulary import vocabulary

__all__ = ["TONGUES", "read_other"]

TONGUES = (GERMAN, FRENCH, SPANISH, PORTUGUESE)
"""The languages beside English."""

_SHARED = word_set(
    """
    ab accord ache ah alto arc ate bah bas bis blanche boa bout bouts cache caches canal cave chose circa coin com con
    corps cote cotes coup coupe coupes court dale dame dank dent dents des die dire dis disco discos dos eh elf em en
    est et exterior fang faux favor fin fleck fora forma forte fur gar grand grande grave graves gross grosser gut ha
    halt halve haut haute hey hm hum il inferior jap jo large lass les linker lobe lobes loch loin long lui ma mal
    mare marche marque mas masse mayor media meme mince minimal mis mole mover na null nun oh onde os ou par
    pardon pas passe peau petit petite pied pole polo pone porta pour primer prima pro pula quart quarto quint rate
    rates re recto rein reins retire ruck sale sales salut salve salves sauce scanner se sept sin sip solo sorry spar
    spur stark stein stopper suave sur sus ta tac tan taper tiers ton topo tour tout trace traces tracer tranche tu
    tun und ur vers via vice vide volt von vos war weg wo ya yo zona anal central final normal total plus minus dental
    """
)
"""Words of another language that English has too; they are no evidence of it."""

_ALONE = frozenset({"alto", "dale", "plus grand", "plus grande", "plus large", "plus petit", "plus petite"})
"""Whole sentences of such words that no English speaker says."""

_MOST_WORDS = 40
_MOST_UNKNOWN = 3
_FEWEST_WITH_SLIPS = 2
_LONGEST_STOP = 4
_SURE = (Confirm, Delete, Redo, Reset, Save, Undo)
"""Commands that no sentence with a slip in it gives."""


def read_other(text: str, context: Context, *, exact: bool = False) -> list[Command] | None:
    """Read one utterance in the language that knows all of its words.

    Args:
        text: What was typed or said.
        context: What is known of the session.
        exact: Whether no word may be misspelt.

    Returns:
        Its commands; None where no language reads it, or two read different things.

    Example:
        >>> dump(read_other("Könnten Sie bitte die linke Niere segmentieren?", Context()))
        [{'op': 'segment', 'targets': [{'concept': 'kidney', 'side': 'left', 'text': 'linke Niere'}]}]
    """
    tokens = cut(text)
    if len(tokens) > _MOST_WORDS:
        return None
    readings: list[tuple[int, list[Command]]] = []
    for tongue in TONGUES:
        if not _is_foreign(text, tokens, tongue):
            continue
        spoken, slips = meant(tokens, tongue)
        unknown = sum(token.word.isalpha() and token.word not in tongue.known for token in spoken)
        if unknown > _MOST_UNKNOWN or (exact and (slips or unknown)) or (slips and len(spoken) < _FEWEST_WITH_SLIPS):
            continue
        commands = _read(text, spoken, context, tongue, slipped=slips > 0)
        if commands and not (slips and any(isinstance(command, _SURE) for command in commands)):
            readings.append((slips, commands))
    fewest = [commands for slips, commands in readings if slips == min(slips for slips, _ in readings)]
    if not fewest or any(_meant(commands) != _meant(fewest[0]) for commands in fewest):
        return None
    return fewest[0]


def _meant(commands: Sequence[Command]) -> list[dict[str, Any]]:
    """What commands say; questions are alike in whichever language they are asked."""
    return [{"op": said["op"]} if said["op"] == "clarify" else said for said in dump(commands)]


def _is_foreign(text: str, tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether a word is there that is none of English, or is not spelt as in English."""
    if any(token.word.isalpha() and not text[token.start : token.end].isascii() for token in tokens):
        return True
    said = [token.word for token in tokens if token.word.isalpha()]
    if " ".join(said) in _ALONE:
        return True
    words = set(said)
    own = tongue.nouns.determiners - grammar().literals - DETERMINERS
    if words and tongue.stops.issuperset(words):
        return True
    return not own.isdisjoint(words) or any(not _is_english(word) for word in words)


@lru_cache(maxsize=4096)
def _is_english(word: str) -> bool:
    return word in _SHARED or word in COMMON or word in grammar().literals or bool(vocabulary().senses(word))


def _read(
    text: str, tokens: Sequence[Token], context: Context, tongue: Tongue, *, slipped: bool
) -> list[Command] | None:
    words = [token.word for token in tokens if token.word not in (BREAK, ",")]
    if any(tongue.idioms.match(words, at) for at in range(len(words))):
        return None
    negated = not tongue.nots.isdisjoint(words)
    asks = text.rstrip().endswith("?") and len(words) > 1
    if asks and tongue.wondering.match(words, 0):
        return None
    short = 0 < len(words) <= _LONGEST_STOP and not (negated or asks)
    if short and not tongue.stops.isdisjoint((words[0], words[-1])):
        return [Stop()]
    read: list[Answer] = []
    before: list[Token] = []
    for said in _sentences(tokens, tongue):
        last = next((answer[1] for answer in read[::-1] if answer[1] is not None), None)
        found = Sentence(text, said, context, tongue, slipped).read(last)
        if found is None and read:
            found = Sentence(text, [*before, *said], context, tongue, slipped).read(last)
            read.pop()
        if found is None:
            return None
        read.append(found)
        before = said
    commands = [command for answer in read for command in answer[0]]
    sorry = tongue.apologies.match_end(words) and any(destroys(answer[0]) for answer in read)
    if sorry or any(takes_back(first, then) for first, then in pairwise(read)):
        return None
    findings = any(_is_finding(command, tokens, tongue) for command in commands)
    return None if findings or rules_out_later(commands) else settled(commands)


def _sentences(tokens: Sequence[Token], tongue: Tongue) -> list[list[Token]]:
    """Cut at full stops; what corrects the sentence before belongs to it: "le rein droit... non, le gauche"."""
    sentences: list[list[Token]] = [[]]
    words = [token.word for token in tokens]
    for at, token in enumerate(tokens):
        corrected = 0
        if sentences[-1] and token.word == BREAK:
            corrected = max(tongue.corrections.match(words, at + 1), tongue.apologies.match(words, at + 1))
        if token.word == BREAK and corrected and at + 1 + corrected < len(words):
            sentences[-1].append(Token(",", token.start, token.end))
        elif token.word == BREAK:
            sentences.append([])
        else:
            sentences[-1].append(token)
    return [sentence for sentence in sentences if sentence]


def _is_finding(command: Command, tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether "without lesions" is a word of reports: a disease is left out only with its article."""
    if not isinstance(command, Exclude):
        return False
    bare = any(
        token.word in tongue.cuts and after.word not in tongue.nouns.determiners for token, after in pairwise(tokens)
    )
    return bare and any(names_disease(target) for target in command.targets)
