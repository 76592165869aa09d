"""Explanations: whole clauses beside a command that say why, and ask for nothing.

"hide the liver, it's in my way": the second clause is a statement on the state of things. It is known by its shape, a
subject with a finite verb, and by what it lacks: any word by which it could change, forbid, doubt, delay, quote or joke
about the command. A clause without that shape, or with such a word, is no explanation, and the sentence stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from limis.commands import Command, Delete, GotoSlice, Redo, Reset, Save, Select, Step, Undo, ViewPlane, WindowTo, Zoom
from limis.prompts.english import ENGLISH, explaining, swaying
from limis.prompts.english.common import COMMANDS
from limis.prompts.english.outside import PEOPLE
from limis.prompts.fillers import NOISE
from limis.prompts.lead_ins import HEDGES, LEAD_INS
from limis.prompts.pauses import SUBJECTS, purpose_at, reason_at
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.shapes import Shapes

__all__ = ["FITTING", "Explanation", "explanation", "is_praise", "is_statement", "may_reject"]

Subject = Literal["speaker", "person", "pointing", "named"]
Kind = Literal["statement", "rejection", "worsening", "regret", "use", "purpose", "judgement", "swaying", "slip"]

_ANY: frozenset[Kind] = frozenset({"statement", "rejection", "worsening", "use", "purpose"})
_JUDGED: frozenset[Kind] = frozenset({"judgement"})
_LOOKING: tuple[type[Command], ...] = (Select, Step, GotoSlice, ViewPlane, WindowTo, Zoom)
"""What leaves a thing behind that may be judged afterwards: "next slice, I've seen enough here"."""

FITTING: dict[type[Command], frozenset[Kind]] = {
    Delete: frozenset({"rejection"}),
    Reset: frozenset({"rejection", "worsening"}),
    Undo: frozenset({"rejection", "worsening", "slip"}),
    Redo: frozenset({"statement", "rejection", "worsening", "regret", "use", "purpose", "slip"}),
    Save: frozenset({"use", "purpose"}),
    **dict.fromkeys(_LOOKING, _ANY | _JUDGED),
}
"""What may be said beside a command that destroys, writes or goes back; anything else might take it back."""

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

_ASKING = frozenset({"where", "what", "how", "who"})
_GONE = frozenset({"not", "was", "were", "before"})
_ENDS = Phrases(explaining.ENDS)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a clause explains with.

    Attributes:
        kind: What it says: what is; that something is no good, that what was done made it worse or was good after all;
            what a file is for; that something is done; that the speaker erred; or what sways the request, and explains
            only what is forbidden.
        because: Whether it says that it is a reason.
        subject: Whether it is said of the speaker, somebody else, what is there, or something that it names.
    """

    kind: Kind
    because: bool
    subject: Subject

    @property
    def may_ask(self) -> bool:
        """Whether it may be a request as well: "I need the spleen"."""
        return self.kind in ("statement", "judgement", "swaying") and not self.because

    def fits(self, command: Command) -> bool:
        """Say whether it may be said beside a command without taking it back."""
        return self.kind in FITTING.get(type(command), _ANY)


def explanation(words: Sequence[str], *, leading: bool = False) -> Explanation | None:
    """Read a clause as an explanation.

    Args:
        words: The words of the clause.
        leading: Whether it stands before what is asked for; "it is fine" takes back only what was asked before it.

    Returns:
        What it explains with; None where it may be anything else.

    Example:
        >>> explanation("because it is in my way".split())
        Explanation(kind='statement', because=True, subject='pointing')
        >>> explanation("that would be wrong".split()) is None
        True
    """
    length, because = reason_at(words)
    if length and not ENGLISH.measures.units.keys().isdisjoint(words):
        return None
    said = _without_fillers(words[length:])
    kind = _kind(said, leading=leading)
    if kind is None and (hedge := HEDGES.match(said, 0)) and _WONDERING.isdisjoint(said[:hedge]):
        said = said[hedge:]
        kind = _kind(said, leading=leading)
    if kind is None:
        return None
    return Explanation(kind, because, _subject(said))


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
    while said and said[0] not in SUBJECTS and (length := max(LEAD_INS.match(said, 0), NOISE.match(said, 0))):
        said = said[length:]
    while length := max(_ENDS.match_end(said), NOISE.match_end(said)):
        said = said[:-length]
    return said


def _kind(said: Sequence[str], *, leading: bool) -> Kind | None:
    if not 0 < len(said) <= _LONGEST:
        return None
    shapes = _shapes()
    if shapes["rejection"].fit(said) and not _is_swaying(said, explaining.EVALUATING | explaining.REJECTING):
        return "rejection"
    if shapes["worsening"].fit(said):
        return "worsening"
    if shapes["slip"].fit(said):
        return "slip"
    if shapes["regret"].fit(said):
        return "regret"
    if purpose_at(said, 0) == len(said):
        return "purpose"
    stated = _is_finished(said) and shapes["statement"].fit(said)
    if _is_swaying(said, explaining.EVALUATING):
        return "swaying" if stated else None
    if stated and not leading and _is_swaying(said, frozenset()):
        return "judgement"
    if shapes["use"].fit(said):
        return "use"
    return "statement" if stated else None


def _is_finished(said: Sequence[str]) -> bool:
    """Say whether something follows the verb, or a "where" stands before it: "it is", "that is where it is"."""
    return said[-1] not in _UNFINISHED or not _ASKING.isdisjoint(said)


def _is_swaying(said: Sequence[str], harmless: frozenset[str]) -> bool:
    """Say whether a word may change what is asked for beside it."""
    at = 0
    while at < len(said):
        length = _shapes()["unswayed"].cover(said, at)
        if _shapes()["swayed"].cover(said, at):
            return True
        if not length and said[at] not in harmless and said[at] in swaying.SWAYING | explaining.EVALUATING:
            return True
        at += max(1, length)
    return False


@cache
def _cues() -> frozenset[str]:
    return _shapes()["rejecting"].words - {"no", "not", "of", "so"}


@cache
def _shapes() -> dict[str, Shapes]:
    lists, verbs = explaining.PARTS, COMMANDS - _DESCRIBING
    deeds = verbs | {f"{verb.removesuffix('e')}ed" for verb in verbs}
    return {
        "statement": Shapes(lists, explaining.STATEMENTS, deeds | SUBJECTS | {"of", "and"}),
        "rejection": Shapes(lists, explaining.REJECTIONS),
        "rejecting": Shapes(lists, "(<BAD>) | <ABSENT> | need/use/belong/wants/needs/uses | needing/using"),
        "worsening": Shapes(lists, explaining.WORSENINGS),
        "slip": Shapes(lists, explaining.SLIPS),
        "regret": Shapes(lists, explaining.REGRETS),
        "use": Shapes(lists, explaining.USES, COMMANDS),
        "swayed": Shapes(lists, swaying.SWAYED),
        "unswayed": Shapes(lists, swaying.UNSWAYED),
    }
