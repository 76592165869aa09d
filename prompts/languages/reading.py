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
    Deny,
    Excess,
    Exclude,
    Missing,
    Redo,
    Reset,
    Save,
    Stop,
    Undo,
    dump,
)
from limis.prompts.doubts import destroys, rules_out_later, wavers
from limis.prompts.english.common import COMMON
from limis.prompts.languages.beside import Reason, without_reason
from limis.prompts.languages.clauses import Answer, Clauses, names_disease
from limis.prompts.languages.french import FRENCH
from limis.prompts.languages.german import GERMAN
from limis.prompts.languages.portuguese import PORTUGUESE
from limis.prompts.languages.reasons import REASONS
from limis.prompts.languages.sentences import Sentence, takes_back
from limis.prompts.languages.skeleton import JUDGED, NAMED
from limis.prompts.languages.spanish import SPANISH
from limis.prompts.languages.tongue import Tongue
from limis.prompts.languages.words import cut, meant, with_pasts
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

_ALONE = frozenset(
    {
        "coupe",
        "corte",
        "vale",
        "passt",
        "parfait",
        "perfecto",
        "nan",
        "la suivante",
        "cache tout",
        "alto",
        "dale",
        "plus grand",
        "plus grande",
        "plus large",
        "plus petit",
        "plus petite",
    }
)
"""Whole sentences of such words that no English speaker says."""

_QUOTES = frozenset('„“”«»"')
_NOT_SAID_OF_MASKS = frozenset(
    {
        *("lauft", "es lauft", "lauft noch", "fehlt was", "sie fehlen mir", "vaza", "ya sobra", "de sobra"),
        *("falta mucho", "falta poco", "ya falta poco", "falta muito", "ja falta pouco", "falta pouco"),
    }
)
"""Whole sentences that say how something goes: "läuft"."""

_MOST_WORDS = 40
_MOST_UNKNOWN = 3
_FEWEST_WITH_SLIPS = 2
_LONGEST_STOP = 4
_LONGEST_DISOWNED = 8
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
    fluent = False
    for tongue in TONGUES:
        if not _is_foreign(text, tokens, tongue):
            continue
        fluent = fluent or _is_fluent(tokens, tongue)
        found = _in_words(text, tokens, context, tongue, exact=exact) or _beside_reason(
            text, tokens, context, tongue, exact=exact
        )
        if found is not None:
            readings.append(found)
    fewest = [commands for slips, commands in readings if slips == min(slips for slips, _ in readings)]
    if not fewest or any(_meant(commands) != _meant(fewest[0]) for commands in fewest):
        return None
    if fluent and all(slips for slips, _ in readings):
        return None
    return fewest[0]


def _is_fluent(tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether every word is one of the language: then it is no other language with slips."""
    spoken, slips = meant(tokens, tongue)
    return slips == 0 and all(token.word in tongue.known for token in spoken if token.word.isalpha())


def _in_words(
    text: str, tokens: Sequence[Token], context: Context, tongue: Tongue, *, exact: bool, reason: Reason | None = None
) -> tuple[int, list[Command]] | None:
    """Read what is said in the words of a language; give the number of slips in it, too."""
    spoken, slips = meant(with_pasts(text, _without_tag(text, tokens, tongue), tongue), tongue)
    unknown = sum(token.word.isalpha() and token.word not in tongue.known for token in spoken)
    if unknown > _MOST_UNKNOWN or (exact and (slips or unknown)) or (slips and len(spoken) < _FEWEST_WITH_SLIPS):
        return None
    commands = _read(text, spoken, context, tongue, slipped=slips > 0, reason=reason)
    if not commands or (slips and any(isinstance(command, _SURE) for command in commands)):
        return None
    return slips, commands


def _beside_reason(
    text: str, tokens: Sequence[Token], context: Context, tongue: Tongue, *, exact: bool
) -> tuple[int, list[Command]] | None:
    """Read what is asked for beside a reason; nothing where more than one thing may be."""

    def asks(said: Sequence[Token]) -> bool:
        found = _in_words(text, said, context, tongue, exact=exact)
        return found is not None and not all(isinstance(command, Confirm | Deny) for command in found[1])

    for rest, reason in without_reason(tokens, tongue, asks):
        found = _in_words(text, rest, context, tongue, exact=exact, reason=reason)
        if found is not None and all(reason.fits(command, tongue) for command in found[1]):
            return found
    return None


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
    text: str, tokens: Sequence[Token], context: Context, tongue: Tongue, *, slipped: bool, reason: Reason | None
) -> list[Command] | None:
    """Read a text sentence by sentence; beside a reason something must be asked for."""
    if _asks_for_nothing(text, tokens, tongue):
        return None
    if (answer := _answered(text, tokens, tongue)) is not None:
        return [answer]
    clauses = Clauses(text, context, tongue, slipped)
    read: list[Answer] = []
    before: list[Token] = []
    for said in _sentences(text, tokens, tongue):
        last = next((answer[1] for answer in read[::-1] if answer[1] is not None), None)
        found = Sentence(clauses, said).read(last)
        if found is None and read:
            found = Sentence(clauses, [*before, *said]).read(last)
            read.pop()
        if found is None:
            return None
        read.append(found)
        before = said
    if reason is not None and any(_only_says(answer, reason, tongue) for answer in read):
        return None
    commands = [command for answer in read for command in answer[0]]
    words = [token.word for token in tokens if token.word not in (BREAK, ",")]
    if _agrees_with_itself(commands) or wavers([token.word for token in tokens], commands):
        return None
    if _wonders(text, tokens, tongue) and any(isinstance(command, _SURE) for command in commands):
        return None
    sorry = tongue.apologies.match_end(words) and any(destroys(answer[0]) for answer in read)
    if (
        sorry
        or any(takes_back(first, then) for first, then in pairwise(read))
        or _forbids_all_but(words, commands, tongue)
    ):
        return None
    findings = any(_is_finding(command, tokens, tongue) for command in commands)
    return None if findings or rules_out_later(commands) else settled(commands)


def _forbids_all_but(words: Sequence[str], commands: Sequence[Command], tongue: Tongue) -> bool:
    """Say whether all but one thing is forbidden, which takes nothing out: "ne supprime rien sauf le foie"."""
    said = {ref for word in words if (ref := tongue.nouns.references.get(word)) is not None}
    nothing = "nothing" in said or ("all" in said and not tongue.nots.isdisjoint(words))
    return nothing and any(isinstance(one, Deny) and isinstance(then, Exclude) for one, then in pairwise(commands))


def _agrees_with_itself(commands: Sequence[Command]) -> bool:
    """Say whether a yes follows what is asked for: "agrandis-le, c'est bon"."""
    asked = next((at for at, command in enumerate(commands) if not isinstance(command, Confirm | Deny)), len(commands))
    return any(isinstance(command, Confirm) for command in commands[asked:])


def _wonders(text: str, tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether something is quoted, or asked of nobody: "il faut effacer le foie ?", but not "peux-tu effacer…"."""
    asks = text.rstrip().endswith("?") and tongue.asking.isdisjoint(token.word for token in tokens[:3])
    return asks or not _QUOTES.isdisjoint(text)


def _asks_for_nothing(text: str, tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether our words mean something else, only wonder, or put off what they ask for."""
    words = [token.word for token in tokens if token.word not in (BREAK, ",")]
    idiom = any(tongue.idioms.match(words, at) for at in range(len(words))) or " ".join(words) in _NOT_SAID_OF_MASKS
    wonders = _asks(text, words) and tongue.wondering.match(words, 0) > 0
    return idiom or wonders or _is_put_off(tokens, tongue)


def _answered(text: str, tokens: Sequence[Token], tongue: Tongue) -> Command | None:
    """Read a stop, and what disowns: they are answers as a whole."""
    words = [token.word for token in tokens if token.word not in (BREAK, ",")]
    negated = not tongue.nots.isdisjoint(words)
    short = 0 < len(words) <= _LONGEST_STOP and not (negated or _asks(text, words))
    if (short and not tongue.stops.isdisjoint((words[0], words[-1]))) or _has_stop_apart(tokens, tongue):
        return Stop()
    return Deny() if _disowns(words, tongue) else None


def _asks(text: str, words: Sequence[str]) -> bool:
    return text.rstrip().endswith("?") and len(words) > 1


def _has_stop_apart(tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether a text begins or ends with a stop by itself: "arrête, c'est pas le bon patient", "espera, para"."""
    marks = (BREAK, ",")
    words = [token.word for token in tokens]
    while words and words[-1] in marks:
        words.pop()
    first = len(words) > 1 and words[0] in tongue.stops and words[1] in marks
    return first or (len(words) > 2 and words[-1] in tongue.stopping and words[-2] in marks)


def _is_put_off(tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether a request is to wait: "borra el hígado luego", "supprime tout, un instant"."""
    words = [token.word for token in tokens]
    while words and words[-1] in (BREAK, ","):
        words.pop()
    rests = (words[at + 1 :] for at, word in enumerate(words) if word == ",")
    held = any(rest and tongue.holding.match(rest, 0) == len(rest) for rest in rests)
    return held or (len(words) > 1 and words[-1] in tongue.later)


def _disowns(words: Sequence[str], tongue: Tongue) -> bool:
    """Say whether something was never asked for, whatever it was: "je n'ai jamais demandé de supprimer ça"."""
    length = tongue.disowned.match(words, 0)
    rest = words[length:]
    joined = any(tongue.joints.match(rest, at) or tongue.corrections.match(rest, at) for at in range(len(rest)))
    return length > 0 and 0 < len(rest) <= _LONGEST_DISOWNED and not joined


def _without_tag(text: str, tokens: Sequence[Token], tongue: Tongue) -> Sequence[Token]:
    """Leave out what asks for assent at the end: "ponme el plano coronal, ¿vale?"."""
    words = [token.word for token in tokens]
    if not text.rstrip().endswith("?") or words[-1] != BREAK:
        return tokens
    for at in range(max(1, len(words) - 4), len(words) - 1):
        if words[at] in (",", BREAK) and at > 1 and at + 1 + tongue.tags.match(words, at + 1) == len(words) - 1:
            return tokens[:at]
    return tokens


def _only_says(answer: Answer, reason: Reason, tongue: Tongue) -> bool:
    """Say whether a thing is only named, or found fault with, beside a reason: a report does that, too."""
    faults = reason.kind == "stating" and all(isinstance(command, Excess | Missing) for command in answer[0])
    if answer[2] == NAMED:
        return reason.kind != "telling" or REASONS[tongue.name].wanting.isdisjoint(reason.words)
    return answer[2] == JUDGED and not faults


def _sentences(text: str, tokens: Sequence[Token], tongue: Tongue) -> list[list[Token]]:
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
    return [sentence for sentence in sentences if sentence and not _hesitates(text, sentence, tongue)]


def _hesitates(text: str, sentence: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether a sentence is only a drawn-out word: the "é…" of "é… só o fígado"."""
    drawn = text[sentence[0].start : sentence[0].end].lower() in tongue.unnamed
    return len(sentence) == 1 and (drawn or tongue.silent.match([sentence[0].word, ","], 0) == 2)


def _is_finding(command: Command, tokens: Sequence[Token], tongue: Tongue) -> bool:
    """Say whether "without lesions" is a word of reports: a disease is left out only with its article."""
    if not isinstance(command, Exclude):
        return False
    definite = tongue.nouns.determiners - tongue.language.figures.articles
    bare = any(
        (token.word in tongue.cuts and after.word not in tongue.nouns.determiners)
        or (token.word in tongue.leaving_out and after.word not in definite)
        for token, after in pairwise(tokens)
    )
    return bare and any(names_disease(target) for target in command.targets)
