"""Explanations: whole clauses beside a command that say why, and ask for nothing.

"hide the liver, it's in my way": the second clause is a statement on the state of things. It is known by its shape, a
subject with a finite verb, and by what it lacks: any word by which it could change, forbid, doubt, delay, quote or joke
about the command. A clause without that shape, or with such a word, is no explanation, and the sentence stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from limis.commands import Command
from limis.prompts.english import ENGLISH, explaining, remarking, swaying
from limis.prompts.english.common import COMMANDS
from limis.prompts.english.inflections import forms_of
from limis.prompts.english.outside import PEOPLE
from limis.prompts.fillers import NOISE
from limis.prompts.fitting import Kind, fits
from limis.prompts.interjections import interjection
from limis.prompts.lead_ins import HEDGES, LEAD_INS
from limis.prompts.lexicon import SIDES, WHICH
from limis.prompts.pauses import SUBJECTS, purpose_at, reason_at
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.shapes import Shapes
from limis.prompts.statements import Statement, statement, tells
from limis.prompts.verbs import MASK_NOUNS

__all__ = ["RELATIVES", "Explanation", "explanation", "is_praise", "is_statement", "may_reject"]

Subject = Literal["speaker", "person", "pointing", "named"]

_LONGEST = 18
_SPEAKERS = frozenset({"i", "we"})
_LEFT_OUT = frozenset({"need", "can", "was", "got", "wrong"})
"""What a clause begins with whose subject is left out, which then is the speaker."""

_POINTING = frozenset({"it", "this", "that", "these", "those", "there"})
_WONDERING = frozenset({"wonder", "wondering", "whether", "doubt", "not", "unsure", "hope"})
"""Words of a hedge that says no more than that something may be."""

_UNFINISHED = frozenset({"is", "are", "was", "were", "am", "has", "have", "had", "does", "do", "did", "can", "could"})
_DESCRIBING = word_set(
    "lower bigger smaller larger next previous screen display slice slices view window volume axial coronal sagittal"
)
"""Words of commands that say what a thing is like, or what it is."""

_HAILING = frozenset({"right", "okay", "ok", "well", "look", "listen", "yeah", "oh", "ah", "hey", "alright", "sorry"})
"""Words that call for attention before a statement."""

_OWING = Phrases(
    ["given", "due to", "because of", "owing to", "thanks to", "in view of", "on account of", "considering"]
)
_MOST_OWED = 6
_INTERRUPTING = Phrases(["wait no", "wait", "no wait", "no", "oh no", "hang on", "no no", "ah no", "whoops", "oops"])
"""What is said before one owns to a slip."""

RELATIVES = frozenset({"which", "where", "who", "whose", "whom"})
"""Words that a clause about something named before it begins with."""

_CHOOSING = (
    frozenset(ENGLISH.places.plain) | SIDES.keys() | WHICH.keys() | {"one", "ones", "bigger", "smaller", "larger"}
)
"""Words by which a relative clause may say which one is meant."""

_ACCIDENTAL = word_set(
    "nurse doctor slip slipped wrong wrongly mistake mistakes accident accidentally sorry enter twice hang next"
)
_PLANNING = word_set("will when once dictate read write then after")
_WANTING = word_set("need want like love require use expect prefer collect insist appreciate adore demand accept")
_DRAWN = MASK_NOUNS.words | word_set("""
    edge edges border borders margin margins rim surface corner tip top bottom result results picture image slice slices
    thing things one ones rest part parts bit bits piece pieces half side sides last first other others whole lot both
    these those this that lesion lesions organ organs structure structures line lines shape size volume
    """)
"""Words of what is drawn and shown, which a reason beside a saving may find fault with."""

_SPARING = explaining.PRAISING | word_set(
    "far but from anything and masterpiece beauty opinion view feeling impression hunch"
)
"""Words that no thing is called that is to be thrown away."""

_ASKING = frozenset({"where", "what", "how", "who"})
_GONE = frozenset({"not", "was", "were", "before"})
_ENDS = Phrases(explaining.ENDS)
_END = "eos"
"""What the tables of swaying words call the end of a clause."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a clause explains with.

    Attributes:
        kind: What it says.
        because: Whether it says that it is a reason.
        subject: Whether it is said of the speaker, somebody else, what is there, or something that it names.
        so: Whether what is asked for is said to follow from it.
    """

    kind: Kind
    because: bool
    subject: Subject
    so: bool = False

    @property
    def may_ask(self) -> bool:
        """Whether it may be a request as well: "I need the spleen"."""
        return self.kind in ("statement", "setting", "judgement", "swaying") and not self.because

    def fits(self, command: Command) -> bool:
        """Say whether it may be said beside a command without taking it back."""
        return fits(self.kind, command, because=self.because, so=self.so)


def explanation(words: Sequence[str], *, leading: bool = False) -> Explanation | None:
    """Read a clause as an explanation.

    Args:
        words: The words of the clause.
        leading: Whether it stands before what is asked for; "it is fine" takes back only what was asked before it.

    Returns:
        What it explains with; None where it may be anything else.

    Example:
        >>> explanation("because it is in my way".split())
        Explanation(kind='statement', because=True, subject='pointing', so=False)
        >>> explanation("that would be wrong".split()) is None
        True
    """
    if (beside := interjection(words, leading=leading)) is not None:
        return Explanation(beside, not leading, "pointing")
    if not leading and (told := _related(words)) is not None:
        return told
    if _is_owed_to(words):
        return Explanation("statement", True, "pointing")
    length, because = reason_at(words)
    if length and not ENGLISH.measures.units.keys().isdisjoint(words):
        return None
    said = _without_fillers(words[length:])
    if said != words and length == 0 and (beside := interjection(said, leading=leading)) is not None:
        return Explanation(beside, not leading, "pointing")
    kind = _kind(said, leading=leading)
    if kind in (None, "swaying") and said[:1] and (interrupted := _INTERRUPTING.match(said, 0)):
        undone = _kind(said[interrupted:], leading=leading)
        kind, said = (undone, said[interrupted:]) if undone in ("mishap", "rejection", "slip") else (kind, said)
    if kind in (None, "swaying") and (hedge := HEDGES.match(said, 0)) and _WONDERING.isdisjoint(said[:hedge]):
        said = said[hedge:]
        kind = _kind(said, leading=leading)
    if kind is None:
        return None
    return Explanation(kind, because, _subject(said))


def _is_owed_to(words: Sequence[str]) -> bool:
    """Say whether a thing is named as the reason: "given the motion", "because of the artefacts"."""
    length = _OWING.match(words, 0)
    noun = words[length:]
    plain = 0 < len(noun) <= _MOST_OWED and COMMANDS.isdisjoint(noun) and swaying.SWAYING.isdisjoint(noun)
    return length > 0 and plain and statement(noun) is None


def _related(words: Sequence[str]) -> Explanation | None:
    """Read a relative clause that only comments, and until when something is wanted.

    "which we always miss" comments; "which is on the left" may say which one is meant.
    """
    if words[0] == "before" and tells(words[1:]):
        plain = not _is_swaying(words[1:], frozenset())
        return Explanation("deadline", True, "pointing") if plain else None
    if words[0] not in RELATIVES or not _CHOOSING.isdisjoint(words):
        return None
    told = explanation(["it", *words[1:]]) if words[0] in ("which", "who") else None
    if told is None and tells(words[1:]) and not _is_swaying(words[1:], explaining.PRAISING):
        told = Explanation("statement", False, "pointing")
    return (
        replace(told, because=True) if told is not None and told.kind in ("statement", "setting", "rejection") else None
    )


def _subject(said: Sequence[str]) -> Subject:
    if said[0] in _SPEAKERS or said[0] in _LEFT_OUT:
        return "speaker"
    if said[0] in ("he", "she") or not PEOPLE.isdisjoint(said[1:3]):
        return "person"
    return "pointing" if said[0] in _POINTING or said[:2] == ["the", "rest"] else "named"


def is_statement(words: Sequence[str]) -> bool:
    """Say whether a clause has a subject and a finite verb, as "there is a part missing" and not "add a part"."""
    return _shapes()["statement"].fit(_without_fillers(words))


def is_praise(words: Sequence[str]) -> bool:
    """Say whether a clause says that something is as it should be: "the liver is perfect"."""
    return is_statement(words) and not explaining.PRAISING.isdisjoint(words) and _GONE.isdisjoint(words)


def may_reject(words: Sequence[str]) -> bool:
    """Say whether a clause has a word that says that something is no good."""
    return not _cues().isdisjoint(words)


def _without_fillers(words: Sequence[str]) -> list[str]:
    said = [word for word in words if word != ","]
    while len(said) > 2 and said[0] in _HAILING and said[1] in SUBJECTS | _HAILING:
        said = said[1:]
    while said and said[0] not in SUBJECTS and (length := max(LEAD_INS.match(said, 0), NOISE.match(said, 0))):
        said = said[length:]
    while length := max(_ENDS.match_end(said), NOISE.match_end(said)):
        said = said[:-length]
    return said


def _kind(said: Sequence[str], *, leading: bool) -> Kind | None:
    if not 0 < len(said) <= _LONGEST:
        return None
    told = statement(["i", *said] if list(said[:2]) == ["can", "not"] else said)
    if told is not None and told.verb < len(said) and (kind := _happening(said, told, leading=leading)) is not None:
        return kind
    return _fault(said) or _stated(said, told, leading=leading)


def _fault(said: Sequence[str]) -> Kind | None:
    """Read why something is to be thrown away or taken back, and what it is for."""
    shapes = _shapes()
    if shapes["rejection"].fit(said) and not _is_swaying(said, explaining.EVALUATING | explaining.REJECTING):
        return "rejection"
    if shapes["worsening"].fit(said):
        return "worsening"
    if shapes["slip"].fit(said):
        return "slip"
    if shapes["regret"].fit(said):
        return "regret"
    return "purpose" if purpose_at(said, 0) == len(said) else None


def _stated(said: Sequence[str], told: Statement | None, *, leading: bool) -> Kind | None:
    """Read what is told of the state of things, and whether it sways what is asked for."""
    shapes = _shapes()
    stated = _is_finished(said) and (shapes["statement"].fit(said) or told is not None)
    if _is_swaying(said, explaining.EVALUATING):
        return "swaying" if stated else None
    if stated and not leading and _is_swaying(said, frozenset()):
        return "judgement"
    if shapes["use"].fit(said):
        return "use"
    if stated and told is not None and _setting(said, told):
        return "setting"
    return "statement" if stated else None


def _happening(said: Sequence[str], told: Statement, *, leading: bool) -> Kind | None:
    """Read what happened by accident, who wants what is asked for, and what the speaker does next."""
    if told.past and said[told.verb] in remarking.MISHAPS and not _is_swaying(said, _ACCIDENTAL):
        return "mishap"
    own = said[told.start] in _SPEAKERS
    if own and said[told.verb] == "will" and not leading:
        doing = said[told.verb + 1 :]
        return None if not doing or _is_swaying(said, _PLANNING) or doing[0] in COMMANDS | {"see"} else "plan"
    wants = said[told.verb] in _wanting() and told.subject != "pronoun" and told.verb + 1 < len(said)
    return "want" if wants and not _is_swaying(said, explaining.PRAISING) else None


def _is_finished(said: Sequence[str]) -> bool:
    """Say whether something follows the verb, or a "where" stands before it: "it is", "that is where it is"."""
    return said[-1] not in _UNFINISHED or not _ASKING.isdisjoint(said)


def _is_swaying(said: Sequence[str], harmless: frozenset[str]) -> bool:
    """Say whether a word may change what is asked for beside it."""
    at = 0
    ended = [*said, _END]
    while at < len(said):
        length = _shapes()["unswayed"].cover(ended, at)
        if _shapes()["swayed"].cover(said, at) > length:
            return True
        if not length and said[at] not in harmless and said[at] in swaying.SWAYING | explaining.EVALUATING:
            return True
        at += max(1, length)
    return False


def _setting(part: Sequence[str], told: Statement) -> bool:
    """Say whether a statement is of something else than what is drawn: "the battery is low", not "the edge is off"."""
    return told.subject == "noun" and _DRAWN.isdisjoint(part[told.start : told.verb])


@cache
def _wanting() -> frozenset[str]:
    return forms_of(_WANTING)


@cache
def _cues() -> frozenset[str]:
    return _shapes()["rejecting"].words - {"no", "not", "of", "so"}


@cache
def _shapes() -> dict[str, Shapes]:
    lists, verbs = explaining.PARTS, COMMANDS - _DESCRIBING
    deeds = verbs | {f"{verb.removesuffix('e')}ed" for verb in verbs}
    return {
        "statement": Shapes(lists, explaining.STATEMENTS, deeds | SUBJECTS | {"of", "and"}),
        "rejection": Shapes(lists, explaining.REJECTIONS, swaying.SWAYING | _SPARING),
        "rejecting": Shapes(lists, "(<BAD>) | <ABSENT> | need/use/belong/wants/needs/uses | needing/using"),
        "worsening": Shapes(lists, explaining.WORSENINGS),
        "slip": Shapes(lists, explaining.SLIPS),
        "regret": Shapes(lists, explaining.REGRETS),
        "use": Shapes(lists, explaining.USES, COMMANDS),
        "swayed": Shapes(lists, swaying.SWAYED),
        "unswayed": Shapes(lists, swaying.UNSWAYED),
    }
