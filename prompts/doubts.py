"""Sentences that are not sure of what they destroy."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from limis.commands import (
    Command,
    Delete,
    Deny,
    Edit,
    Exclude,
    Keep,
    Missing,
    Redo,
    Reference,
    Remove,
    Reset,
    Save,
    Segment,
    Shift,
    Show,
    Smooth,
    Target,
    Undo,
    What,
)
from limis.prompts.corrections import NOT_THAT
from limis.prompts.english import ENGLISH
from limis.prompts.fillers import DOUBTS
from limis.prompts.lexicon import DETERMINERS
from limis.prompts.mending import goes_both_ways
from limis.prompts.phrases import word_set
from limis.prompts.verbs import EXCEPT
from limis.prompts.vocabulary import vocabulary

__all__ = ["destroys", "is_absent", "is_doubtful", "is_unsure", "rules_out_later", "wavers"]

_SPARING = frozenset({"not", "but"})
"""Words that may spare some of what is to be deleted: "delete everything but the liver"."""

_OF_A_PAIR = frozenset({"left", "right", "one", "first", "second", "other"})
"""Words for one of what was named together; "delete the kidneys, not the spleen" spares none of them."""

_ALL = frozenset({"everything", "all", "it", "them", "masks", "structures", "contours", "outlines", "organs"})
"""Last words of what means everything."""

_GONE = frozenset({"deleted", "erased", "discarded"})
"""What was done to something cannot be undone by showing it: "bring back the liver, I deleted it"."""

_PAIR = 2
_LEADING = frozenset({"on", "in", "at", "left", "right", "above", "below"})
_PLACES = frozenset(ENGLISH.places.plain) | frozenset(ENGLISH.places.bound)
_TOLD = frozenset({"extends", "reaches", "protrudes", "bulges", "spreads"})
"""What a report begins with that tells of a finding: "extends inferiorly by 3 cm"."""

_OUTLINES = word_set("outline outlines contour contours border borders margin margins edge edges surface")
_SIDES = frozenset({"both sides", "either side", "each side"})
"""What names no thing of its own: "renal volume, both sides"."""

_BESIDE = (("left", "of"), ("right", "of"), ("front", "of"))
_JUDGED = (["is", "not"], ["are", "not"], ["was", "not"], ["were", "not"])
"""Last words of who finds fault and does not say with what: "the liver is good but the kidney isn't"."""

_NEVER = frozenset({"not", "never"})
_DESTROYING = frozenset({"delete", "erase", "discard", "remove", "reset", "throw", "trash", "bin", "scrap"})

_WHOLE = frozenset({"all", "everything", "nothing"})
_BEFORE_WHOLE = _DESTROYING | word_set("dump chuck ditch toss drop clear clean kill lose of away out off keep leave")
"""What stands before the "all but" of "throw away all but the liver"; that of "the kidneys, all but one" is another."""

_SMOOTHEST_MM = 50


def is_doubtful(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether something is to be destroyed by a sentence that is not sure of it, or takes some of it back.

    Args:
        words: The words of the sentence.
        commands: What it asks for.

    Returns:
        True where it should not be done on the word of this sentence.

    Example:
        >>> is_doubtful("perhaps reset".split(), [Reset()]), is_doubtful("reset it".split(), [Reset()])
        (True, False)
    """
    deletes = [command for command in commands if isinstance(command, Delete | Reset)]
    if (deletes and _forbids_after(words)) or wavers(words, commands) or _wonders(words, commands):
        return True
    judged = [word for word in words if word not in (",", ".")][-2:] in _JUDGED
    if judged and any(isinstance(command, Exclude) for command in commands):
        return True
    if (deletes and _takes_back(words, deletes)) or _spares_some(words, commands) or _lies_beside(words, commands):
        return True
    return is_unsure(words, commands) or any(_is_finding(command) or _goes_nowhere(command) for command in commands)


def is_absent(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether what is named is not there, which a report tells and asks nothing.

    Args:
        words: One sentence.
        commands: What it asks for.

    Example:
        >>> named = [Segment(targets=(Target(concept=None, text="effusion on the left"),))]
        >>> is_absent("no effusion on the left".split(), named), is_absent("no , effusion".split(), named)
        (True, False)
    """
    apart = list(words[1:2]) in ([], [","]) or words[1] in DETERMINERS
    asked = [command for command in commands if not isinstance(command, Deny)]
    if list(words[:1]) != ["no"] or apart or not asked or not all(isinstance(one, Segment | Show) for one in asked):
        return False
    targets = [target for command in asked for target in getattr(command, "targets", ())]
    said = (targets[0].text or "").lower().replace("-", " ").split() if targets else []
    return bool(said) and list(words[1 : 1 + len(said)]) == said


def _wonders(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether somebody asks what to do, tells what there is or is not, or limits what is read without that."""
    asks = list(words[:2]) in (["shall", "i"], ["should", "i"])
    if asks and (destroys(commands) or any(isinstance(command, Undo | Redo) for command in commands)):
        return True
    if words[0] in _TOLD or (words[0] == "smooth" and words[1:2] and words[1] in _OUTLINES and "of" in words[2:3]):
        return True
    right = ("be", "right") in pairwise(words)
    if right and any(isinstance(command, Missing) and command.where == "right" for command in commands):
        return True
    if _is_short_for_people(words, commands) or _deletes_nothing_but(words, commands):
        return True
    apart = [command for command in commands[1:] if isinstance(command, Segment)]
    if any(target.text in _SIDES for command in apart for target in command.targets):
        return True
    limits = (list(words[at : at + 2]) == ["but", "not"] and _PLACES & {*words[at + 2 :]} for at in range(len(words)))
    return any(limits) and any(isinstance(command, Edit) for command in commands)


def _deletes_nothing_but(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether what alone may be deleted is taken for what is asked for: "delete nothing but the liver"."""
    but = ("nothing", "but") in pairwise(words) and not _DESTROYING.isdisjoint(words)
    return but and any(isinstance(command, Segment) for command in commands)


def _is_short_for_people(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether a side alone may be told to a person, or of one: "keep left", "just right", "clear on the left"."""
    placed = len(commands) == 1 and isinstance(commands[0], Keep | Remove) and commands[0].where is not None
    said = [word for word in words if word.isalpha()]
    return placed and (len(said) <= _PAIR or (said[0] == "clear" and said[1] in _LEADING))


def _forbids_after(words: Sequence[str]) -> bool:
    """Say whether what was to be destroyed is forbidden later: "delete it and smooth it, no, don't delete it"."""
    denied = [
        at for at in range(len(words)) if words[at] in _NEVER and not _DESTROYING.isdisjoint(words[at + 1 : at + 3])
    ]
    asked = next(
        (at for at, word in enumerate(words) if word in _DESTROYING and words[at - 1] not in _NEVER), len(words)
    )
    return any(at > asked for at in denied)


_PAUSES = word_set("er erm uh um uhm umm hm hmm eh ehm oh ah ahm ohm euh heu hum")
"""What people say while they look for the right word."""

_BUT = frozenset({"but", "aber", "mais", "pero", "mas"})
_FIRST = frozenset({"first", "zuerst", "erst", "abord", "primero", "primeiro"})


def wavers(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether two things may be said for one, or in the wrong order, in whatever language.

    Args:
        words: The words of the sentence, with its pauses.
        commands: What it asks for.

    Returns:
        True for "delete the liver, uh, the spleen", "grow it left, er, right" and "delete it, but save it first".

    Example:
        >>> from limis.commands import Grow
        >>> wavers("left um right".split(), [Grow(where=("left", "right"))]), wavers(["left"], [Grow(where="left")])
        (True, False)
    """
    said = [word for word in words if word.isalpha()]
    if len(commands) > 1 and said and said[-1] in _FIRST and not _BUT.isdisjoint(said):
        return True
    return not _PAUSES.isdisjoint(said) and (_is_double(commands) or any(map(goes_both_ways, commands)))


def _is_double(commands: Sequence[Command]) -> bool:
    """Say whether more than one thing is destroyed, one thing is sought on either side, or drawn larger and smaller."""
    named = [target for command in commands for target in getattr(command, "targets", None) or ()]
    sides = [(t.concept, t.side) for t in named if isinstance(t, Target)]
    both = any((concept, "left") in sides and (concept, "right") in sides for concept, _ in sides)
    ops = {command.op for command in commands}
    return both or {"grow", "shrink"} <= ops or ("delete" in ops and len(named) > 1)


def destroys(commands: Sequence[Command]) -> bool:
    """Say whether something is to be destroyed, or written."""
    return any(isinstance(command, Delete | Reset | Save) for command in commands)


def is_unsure(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether something is to be destroyed or written by a sentence that says "perhaps", or shown that is gone."""
    if any(isinstance(command, Show) for command in commands) and not _GONE.isdisjoint(words):
        return True
    return destroys(commands) and any(DOUBTS.match(words, at) for at in range(len(words)))


def _takes_back(words: Sequence[str], deletes: Sequence[Delete | Reset]) -> bool:
    """Say whether a "not" may be meant for what is to be deleted: "delete both kidneys, no, not the left one"."""
    if any(NOT_THAT.match(words, at) for at in range(len(words))):
        return True
    targets = [target for command in deletes for target in getattr(command, "targets", None) or ()]
    if len(targets) == 1 and _is_one(targets[0]) and not _is_concluded(targets[0]):
        return False
    spares = (at for at, word in enumerate(words) if word in _SPARING and not _spares_nothing(words, at))
    spared = [words[at:] for at in spares]
    pair = len(targets) == 1 and isinstance(targets[0], Target)
    pair = pair and (targets[0].side is None or _is_concluded(targets[0]))
    return any(not pair or rest[0] == "but" or not _OF_A_PAIR.isdisjoint(rest) for rest in spared)


def _spares_nothing(words: Sequence[str], at: int) -> bool:
    """Say whether a "but" or "not" only says what else there is: "delete all but the liver", "do not keep it"."""
    before = words[at - 1 : at]
    if before in (["do"], ["will"]):
        return True
    start = at - 2 if before == ["else"] else at - 1
    return start > 0 and words[start] in _WHOLE and words[start - 1] in _BEFORE_WHOLE


def _is_concluded(target: What) -> bool:
    """Say whether a side is not said, but what is left of a pair: "the kidneys, but not the left one"."""
    return isinstance(target, Target) and target.side in ("left", "right") and target.side not in (target.text or "")


def rules_out_later(commands: Sequence[Command]) -> bool:
    """Say whether something is ruled out after many things are changed, in whatever language that is said.

    Example:
        >>> from limis.commands import Deny
        >>> rules_out_later([Delete(targets=(Reference(ref="all"),)), Deny()]), rules_out_later([Deny(), Deny()])
        (True, False)
    """
    changed = (at for at, command in enumerate(commands) if _is_of_all(command) or _is_of_many(command))
    start = next(changed, len(commands))
    return any(isinstance(command, Deny | Exclude) for command in commands[start:])


def _spares_some(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether everything is changed of which some is spared: "smooth everything but the liver"."""
    if not any(map(_is_of_all, commands)):
        return False
    ends = [at + 1 + (words[at + 1 : at + 2] == [","]) for at, word in enumerate(words) if word in _ALL]
    later = any(_excepts(words, at) for at in range(min(ends, default=len(words)), len(words)))
    return later or any(words[end : end + 1] in (["not"], ["but"]) for end in ends)


def _lies_beside(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether what is to go, or to stay, may lie beside a structure: "remove everything in front of the spine"."""
    cut = [command for command in commands if isinstance(command, Keep | Remove) and command.where is not None]
    named = any(isinstance(target, Target) for command in cut for target in command.targets or ())
    return named and not _ALL.isdisjoint(words) and any(pair in _BESIDE for pair in pairwise(words))


def _goes_nowhere(command: Command) -> bool:
    """Say whether something is to be moved to where no way leads: "move the border 2 mm"."""
    return isinstance(command, Shift) and "border" in (command.where or ())


def _is_finding(command: Command) -> bool:
    """Say whether no border can be smoothed by so much: a dictated "14 cm, smooth contour" tells of an organ."""
    amount = command.amount if isinstance(command, Smooth) else None
    far = amount is not None and amount.unit == "mm" and (amount.value or 0) > _SMOOTHEST_MM
    return far or (amount is not None and amount.unit == "slice")


def _excepts(words: Sequence[str], at: int) -> bool:
    """Say whether a thing is excepted here: "but the liver"."""
    return EXCEPT.match(words, at) > 0 or (words[at] == "but" and not DETERMINERS.isdisjoint(words[at + 1 : at + 2]))


def _is_of_all(command: Command) -> bool:
    targets: Sequence[What] = getattr(command, "targets", None) or ()
    changed = isinstance(command, Edit | Delete | Save)
    return changed and any(target.model_copy(update={"text": None}) == Reference(ref="all") for target in targets)


def _is_of_many(command: Command) -> bool:
    return isinstance(command, Delete) and not (len(command.targets) == 1 and _is_one(command.targets[0]))


def _is_one(target: What) -> bool:
    """Say whether nothing of what is to be deleted can be spared: one structure, on one side."""
    if isinstance(target, Reference):
        return target.ref == "active" and not target.plural and target.side != "both"
    paired = target.concept is not None and vocabulary().get(target.concept).paired
    return target.side != "both" and not (paired and target.side is None)
