"""Read a sentence: words in, commands out. Deterministic, no model, no network.

A sentence goes through one line: it is cut into tokens, misspelt words are corrected, fillers are left out, and what
remains is read clause by clause: by the rules of the language first, then as a search for structures. Every word has
to be accounted for; where one is not, the whole sentence is unknown and nothing is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from limis.commands import (
    Choose,
    Command,
    Confirm,
    Context,
    Delete,
    Deny,
    Redo,
    Reset,
    Save,
    Segment,
    Stop,
    Target,
    Undo,
    Unknown,
)
from limis.prompts.abbreviations import without_stops
from limis.prompts.alternatives import either
from limis.prompts.amending import instead
from limis.prompts.answers import answer
from limis.prompts.asides import beside, without_agreement
from limis.prompts.complaining import without_complaints
from limis.prompts.corrections import CORRECTIONS
from limis.prompts.descriptions import without_descriptions
from limis.prompts.doubts import destroys, is_absent, is_doubtful, is_unsure
from limis.prompts.english.common import IDIOMS
from limis.prompts.explained import beside_explanations
from limis.prompts.fillers import INTENSIFIERS, KEPT, NOISE
from limis.prompts.gists import fault
from limis.prompts.hesitations import with_corrections
from limis.prompts.joints import begins, is_begun
from limis.prompts.lead_ins import LEAD_INS
from limis.prompts.lexicon import ARTICLES, SIDES, SPOKEN_MODALITIES
from limis.prompts.manners import POLITE
from limis.prompts.meaning import mean
from limis.prompts.normalise import BREAK, Token, tokenize
from limis.prompts.nouns import Noun
from limis.prompts.numbers import join_discs, with_figures
from limis.prompts.pairs import with_one_of_pair
from limis.prompts.parentheses import without_parentheses
from limis.prompts.purposes import without_purpose
from limis.prompts.requests import read_request
from limis.prompts.restarts import without_restarts
from limis.prompts.retractions import kept
from limis.prompts.sentences import Answer, Sentence
from limis.prompts.settling import is_left_open, is_order_for_others, is_told_of_somebody, settled
from limis.prompts.sparing import spares
from limis.prompts.spelling import correct
from limis.prompts.stopping import says_stop
from limis.prompts.topics import in_its_place
from limis.prompts.unpaused import with_pauses
from limis.prompts.verbs import EXCEPT
from limis.prompts.wishing import with_wishes

__all__ = ["read"]

_LONGEST = 2000
_SHORT = 8
_KEPT = 64
_HOLDING = frozenset({"wait", "hold", "hang", "moment", "second", "sec"})
"""Words that lead in a command, and take back what stands before them."""

_BEFORE_PAUSE = ARTICLES | {","}
_EMPTY = Context()


def read(text: str, context: Context = _EMPTY) -> list[Command]:
    """Read one utterance: in English, and where that does not account for it, in the language that does.

    Args:
        text: What was typed or said.
        context: What is known of the session.

    Returns:
        Commands in spoken order; none for a blank text, one `Unknown` for a text that is not accounted for.

    Example:
        >>> from limis.commands import dump
        >>> dump(read("Could you outline the lfet kidney, please?"))
        [{'op': 'segment', 'targets': [{'concept': 'kidney', 'side': 'left', 'text': 'lfet kidney'}]}]
        >>> dump(read("make it 3 mm larger and go to slice 42"))
        [{'op': 'grow', 'amount': {'value': 3, 'unit': 'mm'}}, {'op': 'goto_slice', 'index': 42}]
        >>> dump(read("la rate, s'il vous plaît"))
        [{'op': 'segment', 'targets': [{'concept': 'spleen', 'text': 'rate'}]}]
    """

    def plain() -> list[Command]:
        return _read_any(text, context.model_copy(update={"just_edited": False}))

    return with_one_of_pair(instead(_read_any(text, context), plain, text, context), text, context)


def _read_any(text: str, context: Context) -> list[Command]:
    english = _read_english(text, context)
    understood = all(_is_understood(command) for command in english)
    if len(text) > _LONGEST or (understood and not _is_misspelt(text)) or _names_what_is_absent(text):
        return english
    from limis.prompts.languages.reading import read_other  # four languages: not for a sentence in English

    other = read_other(text, context, exact=understood)
    if other is None or any(isinstance(command, Unknown) for command in english):
        return other or english
    return other if all(_is_understood(command) for command in other) else english


def _names_what_is_absent(text: str) -> bool:
    """Say whether a text is nothing but a "no" and a name: "no vena cava inferior" is no Spanish refusal."""
    words = [token.word for token in tokenize(text) if token.word != BREAK]
    return words[:1] == ["no"] and words[1:2] != [","] and mean(words[1:]) is not None


def _is_misspelt(text: str) -> bool:
    """Say whether English takes a word for another, which may be the right one elsewhere: "wieder" is not "wider"."""
    tokens = tokenize(text)
    return any(token.word != mended.word for token, mended in zip(tokens, correct(tokens), strict=True))


def _is_understood(command: Command) -> bool:
    """Say whether a command is more than an open target, which any word in another language might be."""
    targets = getattr(command, "targets", None) or ()
    return not isinstance(command, Unknown) and not any(isinstance(t, Target) and t.concept is None for t in targets)


def _read_english(text: str, context: Context) -> list[Command]:
    if not text.strip():
        return []
    unknown: list[Command] = [Unknown(text=text.strip())]
    if len(text) > _LONGEST:
        return unknown
    spoken = with_pauses(without_descriptions(without_restarts(with_wishes(correct(without_stops(tokenize(text)))))))
    tokens = without_agreement(spoken, asks=text.rstrip().endswith("?"))
    found = _read_tokens(text, tokens, context)
    if found is None:
        explained = beside_explanations(text, tokens, context, partial(_again, text, context))
        words = [token.word for token in tokens if token.word != "anyway"]
        found = None if _is_idiomatic(words) or is_unsure(words, explained or ()) else explained
    unsure = len(tokens) < len(spoken) and destroys(found or ())
    return unknown if unsure else found or unknown


def _read_tokens(text: str, tokens: list[Token], context: Context) -> list[Command] | None:
    """Read some of a text; None where a word of it is not accounted for, or where it is not for us."""
    words = [token.word for token in tokens]
    if says_stop(words, asks=text.rstrip().endswith("?")):
        return [Stop()]
    if _is_idiomatic(words):
        return None
    spoken = answer(words, context.pending) or _talk(text, tokens, context) or _commands(text, tokens, context)
    commands = without_complaints(settled(spoken, words), words) if spoken else []
    if not commands and (asked := _either(text, tokens, words, context)) is not None:
        return asked
    others = is_order_for_others(words, commands) or is_told_of_somebody(words, commands) if commands else True
    others = others or is_left_open(words, commands)
    if others or not spoken or is_doubtful(words, commands) or spares(words, commands):
        return None
    again = partial(_again, text, context)
    return beside(tokens, again) or kept(tokens, spoken, commands, again)


def _either(text: str, tokens: list[Token], words: Sequence[str], context: Context) -> list[Command] | None:
    """Ask which of two is meant; what is excepted may be meant with either, and an edit is put right by one alone."""
    if any(EXCEPT.match(words, at) for at in range(1, len(words))):
        return None
    plain = context.model_copy(update={"just_edited": False})
    return either(text, tokens, lambda option: _read_english(option, plain))


def _again(text: str, context: Context, tokens: list[Token]) -> list[Command] | None:
    found = _remembered(_Part(text, context, tuple(tokens)))
    return [*found] if found is not None else None


@dataclass(frozen=True, slots=True)
class _Part:
    """Some of a text and all that its meaning hangs on."""

    text: str
    context: Context
    tokens: tuple[Token, ...]


@lru_cache(maxsize=_KEPT)
def _remembered(part: _Part) -> tuple[Command, ...] | None:
    """Read some of a text; its parts are asked for several times, to tell what is asked for from what explains it."""
    found = _read_tokens(part.text, [*part.tokens], part.context)
    return tuple(found) if found is not None else None


def _is_idiomatic(words: Sequence[str]) -> bool:
    """Say whether our words mean something else here: "right is wrong", but not "the part on the right is wrong"."""
    starts = (at for at in range(len(words)) if words[at : at + 1] != ["right"] or words[at - 1 : at] != ["the"])
    return words[:1] != ["no"] and any(IDIOMS.match(words, at) for at in starts)


def _talk(text: str, tokens: list[Token], context: Context) -> list[Command] | None:
    """Read an answer whose words are fillers elsewhere: "ok"."""
    while tokens and tokens[-1].word == BREAK:
        tokens = tokens[:-1]
    if not 0 < len(tokens) <= _SHORT:
        return None
    found = read_request(text, tokens, context, None)
    answers = found is not None and all(isinstance(command, Confirm | Deny | Choose) for command in found[0])
    return found[0] if found is not None and answers else None


def _commands(text: str, tokens: list[Token], context: Context) -> list[Command] | None:
    spoken = join_discs(with_figures(without_parentheses(_without_noise(with_corrections(tokens)))))
    seen = _looking_at(spoken, context)
    read: list[Answer] = []
    before: list[Token] = []
    begun = False
    for said in _sentences(spoken):
        sentence = said
        last = next((answer[1] for answer in read[::-1] if answer[1] is not None), None)
        found = None if begun else _sentence(text, sentence, seen, last)
        if read and not begun and _takes_back(said, read[-1], found):
            mended = _sentence(text, [*before, *said], seen, None)
            if mended is not None and _ops(mended) == _ops(read[-1]):
                read[-1] = mended
                continue
        if read and found is not None and said[0].word == "no" and destroys(read[-1][0]) and found[0] != [Deny()]:
            asked: list[Command] = [command for command in found[0] if not isinstance(command, Deny)]
            read[-1] = in_its_place(read[-1], (asked, found[1]))
            before = sentence
            continue
        if found is None and before:
            sentence = [*before, *said]
            found = _sentence(text, sentence, seen, last)
            read = read if begun or found is None else read[:-1]
        if found is not None:
            read.append(found)
        elif not (begun or is_begun(sentence)):
            return None
        begun = found is None
        before = sentence
    return None if begun else [command for commands, _ in read for command in commands]


def _sentence(text: str, tokens: list[Token], context: Context, last: Noun | None) -> Answer | None:
    """Read a sentence; one that is nothing but a remark on what was done asks for nothing."""
    found = Sentence(text, tokens, context).read(last)
    if found is not None and is_absent([token.word for token in tokens], found[0]):
        return None
    if found is None and (rest := without_purpose(tokens)) is not None:
        found = Sentence(text, rest, context).read(last)
        found = found if found is not None and all(map(_may_have_purpose, found[0])) else None
    if found is None and (wrong := fault(tokens)) is not None:
        return wrong, None
    if found is None and _is_remark(tokens):
        return [], None
    return found


def _may_have_purpose(command: Command) -> bool:
    """Say whether somebody asks for this "for the meeting": "save it for later" writes no file."""
    if isinstance(command, Save):
        return command.format is not None
    if isinstance(command, Segment):
        return all(isinstance(target, Target) for target in command.targets)
    return not isinstance(command, Confirm | Deny | Choose | Stop | Delete | Reset | Undo | Redo)


def _takes_back(said: list[Token], before: Answer, found: Answer | None) -> bool:
    """Say whether a sentence may take back some of the one before: the "No, 45." after "go to slice 40."."""
    bare = found is None or all(isinstance(command, Segment | Choose | Deny) for command in found[0])
    return bare and bool(before[0]) and CORRECTIONS.match([token.word for token in said], 0) > 0


def _ops(answer: Answer) -> list[str]:
    return [command.op for command in answer[0]]


def _looking_at(tokens: Sequence[Token], context: Context) -> Context:
    """Take the kind of imaging from the words where the session does not know it."""
    spoken = {SPOKEN_MODALITIES[token.word] for token in tokens if token.word in SPOKEN_MODALITIES}
    if context.modality is not None or len(spoken) != 1:
        return context
    return context.model_copy(update={"modality": spoken.pop()})


def _sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    sentences: list[list[Token]] = [[]]
    for token in tokens:
        if token.word == BREAK:
            sentences.append([])
        else:
            sentences[-1].append(token)
    return _with_refusals([sentence for sentence in sentences if any(token.word != "," for token in sentence)])


def _with_refusals(sentences: list[list[Token]]) -> list[list[Token]]:
    """Put a "No." between two sentences to the second one, as "No, the spleen." says it."""
    out: list[list[Token]] = []
    held: list[Token] = []
    for at, sentence in enumerate(sentences):
        if 0 < at < len(sentences) - 1 and [token.word for token in sentence] == ["no"]:
            held = [*sentence, Token(",", sentence[-1].end, sentence[-1].end)]
        else:
            out.append([*held, *sentence])
            held = []
    return out


def _holds_noise(words: Sequence[str], start: int, end: int) -> bool:
    """Say whether a filler is part of what politeness says: the "if you could" of "I wonder if you could"."""
    return any(NOISE.match(words, at) for at in range(start, end))


def _is_led_in(tokens: Sequence[Token]) -> bool:
    """Say whether nothing was said yet but a lead-in with its comma: "right," tells no side, "right" may."""
    return len(tokens) > 1 and LEAD_INS.match([token.word for token in tokens], 0) == len(tokens)


def _is_remark(tokens: Sequence[Token]) -> bool:
    """Say whether a sentence only leads in: "Wrong one.", but not "Right.", which may be a side, nor "Wait."."""
    spoken = [token for token in tokens if token.word != ","]
    if any(token.word in _HOLDING for token in spoken):
        return False
    return bool(spoken) and spoken[0].word not in SIDES and _is_led_in([*spoken, Token(",", 0, 0)])


def _is_intensified(words: Sequence[str], at: int) -> bool:
    """Say whether a word only stresses the "too" after it."""
    return words[at] in INTENSIFIERS and words[at + 1 : at + 2] == ["too"]


def _without_noise(tokens: Sequence[Token]) -> list[Token]:
    """Leave out fillers, and the pause of "the, uh, left kidney"."""
    words = [token.word for token in tokens]
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        length = NOISE.match(words, at) or int(_is_intensified(words, at))
        polite = max(POLITE.match(words, at), KEPT.match(words, at))
        if polite > length and (length or _holds_noise(words, at + 1, at + polite)):
            out += tokens[at : at + polite]
            at += polite
            continue
        pause = words[at] == "," and len(out) > 0 and out[-1].word in _BEFORE_PAUSE
        if length == 0 and not pause:
            out.append(tokens[at])
        elif length and at + length < len(words) and words[at + length] == "," and out and out[-1].word == ",":
            named = mean([token.word for token in out if token.word != ","]) is not None
            if not ((named or _is_led_in(out)) and begins(words[at + length + 1 :])):
                out.pop()
            length += 1
        at += max(1, length)
    return out
