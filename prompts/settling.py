"""What remains of everything that a text says: questions come first, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from limis.commands import (
    Clarify,
    Command,
    Deny,
    Edit,
    Excess,
    Exclude,
    GotoSlice,
    Grow,
    Help,
    Hide,
    Keep,
    Missing,
    Placed,
    Reference,
    Repeat,
    Reset,
    Segment,
    Select,
    Show,
    Shrink,
    Step,
    Stop,
    Target,
    Undo,
    ViewPlane,
    WindowTo,
    dump,
)
from limis.prompts.lead_ins import LEAD_INS
from limis.prompts.lexicon import DETERMINERS
from limis.prompts.many import without_them
from limis.prompts.narrowing import cuts_off, narrowed
from limis.prompts.vocabulary import vocabulary

__all__ = ["is_left_open", "is_order_for_others", "is_told_of_somebody", "settled"]

_COMPLAINTS = frozenset({"missing", "excess"})
_REASONS = _COMPLAINTS | {"grow", "shrink", "smooth", "fill_holes"}
"""Ops that a complaint may stand for: "it is too big"."""

_FAULTS = frozenset({"too", "not", "enough", "wrong"})
_BACK = frozenset({"undo", "back", "revert"})
_CONDITIONS = frozenset({"once", "after", "upon", "when", "as"})
_COMPARING = frozenset({"better", "preferable", "preferred", "worse"})
_LEAVING_OUT = frozenset({"exclude", "without", "excluding"})
_REST: list[Command] = [Hide(targets=(Reference(ref="all"),)), Show(targets=(Reference(ref="active"),))]
"""What "hide the rest" says by itself."""

_URGING = frozenset({"could", "can", "would", "will", "may"})
"""Words by which what was said to be wanted is asked for."""

_OVERSHOT = frozenset({"overshot", "undershot", "overshoot", "far"})
"""Words of a slice that was passed by."""

_LOST = frozenset({"lost", "stuck"})
"""Words that ask for help, or say why something else is asked for: "zoom out, I'm lost"."""

_ONCE = frozenset(
    [
        "exclude",
        "include",
        "smooth",
        "fill_holes",
        "keep",
        "remove",
        "delete",
        "hide",
        "show",
        "missing",
        "excess",
        "grow",
        "shrink",
        "confirm",
        "deny",
        "save",
        "select",
        "reset",
        "view",
        "window",
        "goto_slice",
        "help",
    ]
)
"""Ops that a speaker says twice without meaning to have them twice: "it is too rough, smooth it"."""


def settled(commands: list[Command], words: Sequence[str] = ()) -> list[Command]:
    """Ask before doing anything, stop before everything, and leave a "don't" out where something else is asked for.

    Args:
        commands: Everything that was said.
        words: The words it was said in.

    Returns:
        What is to be done; nothing where it says both yes and no, or an edit at a place where it has none.

    Example:
        >>> from limis.commands import Undo
        >>> settled([Deny(), Undo()])
        [Undo(op='undo', count=1)]
    """
    for command in commands:
        if isinstance(command, Clarify | Stop):
            return [command]
    said = {command.op for command in commands}
    if {"confirm", "deny"} <= said or cuts_off(commands, words):
        return []
    asked: list[Command] = [command for command in commands if not isinstance(command, Deny)]
    if _LOST.intersection(words) and not all(isinstance(command, Help) for command in asked):
        asked = [command for command in asked if not isinstance(command, Help)]
    asked = _mended(_without_echoes(_without_reasons(asked, frozenset(words))), frozenset(words))
    if asked and not (asked := _without_remains(asked)):
        return []
    spoken = _once(_without_rest(asked), frozenset(words))
    return narrowed(without_them(spoken), words) or commands[:1]


def is_order_for_others(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether "exclude pneumonia" and "without contrast" are words of a request form rather than of an outline.

    Args:
        words: The words of the sentence.
        commands: What they would mean.

    Returns:
        True where a disease, or something unknown, is left out without an article, or with an indefinite one.

    Example:
        >>> from limis.commands import Exclude, Target
        >>> fracture = Target(concept="fracture", text="fracture")
        >>> is_order_for_others(["exclude", "a", "fracture"], [Exclude(targets=(fracture,))])
        True
    """
    named = list(words[1:])
    if words[0] not in _LEAVING_OUT or len(commands) != 1 or not isinstance(commands[0], Exclude) or not named:
        return False
    targets = [target for target in commands[0].targets if isinstance(target, Target)]
    many = named[-1].endswith("s") and not named[-1].endswith("itis")
    vague = named[0] in ("a", "an", "any") or (named[0] not in DETERMINERS and not many)
    return vague and any(_is_finding(target) for target in targets)


def is_left_open(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether only the condition of something is said: "once the liver has been segmented".

    Example:
        >>> from limis.commands import Segment
        >>> is_left_open(["once", "it", "is", "done"], [Segment(targets=(Target(concept="liver", text="liver"),))])
        True
    """
    leads = LEAD_INS.match(words, 0) > 1
    return len(commands) == 1 and words[0] in _CONDITIONS and not leads and isinstance(commands[0], Segment | Select)


def is_told_of_somebody(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether an edit is said of somebody's organ: "his kidneys need to be bigger".

    Example:
        >>> from limis.commands import Grow
        >>> kidney = Target(concept="kidney", text="kidneys")
        >>> is_told_of_somebody(["his", "kidneys", "need", "to", "be", "bigger"], [Grow(targets=(kidney,))])
        True
    """
    edited = any(isinstance(command, Edit) and command.targets for command in commands)
    return edited and words[:1] in (["his"], ["her"], ["their"])


def _without_reasons(commands: list[Command], words: frozenset[str]) -> list[Command]:
    """Leave out why something is taken back: "that is way too much, undo", "the one before was better, undo".

    Why something is done again is left out as well: "a bit more, it is still too tight", "the other way, it got worse".
    """
    if len(commands) == 2 and isinstance(commands[0], Repeat):
        again, why = commands
        worse = isinstance(why, Undo) and "worse" in words and _BACK.isdisjoint(words)
        return [again] if worse or (why.op in _REASONS and _FAULTS.intersection(words)) else commands
    back = next((at for at, command in enumerate(commands) if isinstance(command, Undo | Reset)), 0)
    reasons = _REASONS if _FAULTS.intersection(words) else _COMPLAINTS
    kept = [command for command in commands[:back] if command.op not in reasons]
    rest = commands[back:]
    if rest[:2] == [Undo(), Undo()] and _COMPARING.intersection(words):
        rest = rest[1:]
    return [*kept, *rest]


def _without_echoes(commands: list[Command]) -> list[Command]:
    """Leave out what asks again for what was just named: "the spleen, segment that"."""
    echoes = [Segment(targets=(Reference(ref="active", text=that),)) for that in ("that", "this")]
    pairs = zip([None, *commands], commands, strict=False)
    kept = [now for before, now in pairs if not (isinstance(before, Segment) and now in echoes)]
    had = Segment(targets=(Reference(ref="active", text="it"),))
    return kept[1:] if kept[:1] == [had] and isinstance(kept[-1], Exclude) else kept


def _mended(commands: list[Command], words: frozenset[str]) -> list[Command]:
    """Make one command of what is wrong and how to mend it there: "it is too much in front, trim it there by 2 mm"."""
    if len(commands) != 2 or "there" not in words:
        return commands
    wrong, edit = commands
    mends = isinstance(wrong, Missing) and isinstance(edit, Grow)
    mends = mends or (isinstance(wrong, Excess) and isinstance(edit, Shrink))
    if not (mends and isinstance(wrong, Placed) and isinstance(edit, Placed)) or edit.where is not None:
        return commands
    targets = getattr(edit, "targets", None) or getattr(wrong, "targets", None)
    return [edit.model_copy(update={"where": wrong.where, "frame": wrong.frame, "targets": targets})]


def _is_finding(target: Target) -> bool:
    return target.concept is None or vocabulary().get(target.concept).kind in ("lesion", "fluid")


def _without_rest(commands: list[Command]) -> list[Command]:
    """Hide the rest of what is shown beside it: "show only the tumour, hide the rest", "show it and hide the rest"."""
    rest = next((at for at in range(len(commands)) if commands[at : at + 2] == _REST), None)
    if rest is None:
        return commands
    others = [*commands[:rest], *commands[rest + 2 :]]
    if _REST[0] in others:
        return others
    if rest and isinstance(commands[rest - 1], Show):
        return [*commands[: rest - 1], _REST[0], *others[rest - 1 :]]
    return commands


def _without_remains(commands: list[Command]) -> list[Command]:
    """Leave out the deleting of the rest after a keep, which says it twice: "the biggest chunk only, bin the rest".

    Alone it may mean other structures or other pieces, and neither is everything: nothing then is to be done.
    """
    spoken = [command for command in commands if not _is_of_rest(command)]
    kept = any(isinstance(command, Keep) for command in spoken)
    return spoken if kept or len(spoken) == len(commands) else []


def _is_of_rest(command: Command) -> bool:
    targets = getattr(command, "targets", None) or ()
    return not isinstance(command, Hide | Show) and any(
        isinstance(target, Reference) and (target.text or "").split()[-1:] == ["rest"] for target in targets
    )


def _once(commands: list[Command], words: frozenset[str]) -> list[Command]:
    out: list[Command] = []
    for command in map(_each_once, commands):
        urges = out and not _URGING.isdisjoint(words) and _asks_for_it(out[-1], command)
        if out and (urges or _overshoots(out[-1], command, words)):
            continue
        if out and command.op == out[-1].op and command.op in _ONCE:
            before, now = _said(out[-1]), _said(command)
            if now in ({}, before):
                continue
            if not before:
                out[-1] = command
                continue
            if command.op in _COMPLAINTS and before.keys().isdisjoint(now):
                out[-1] = out[-1].model_copy(update={name: getattr(command, name) for name in now})
                continue
        if out and isinstance(command, Repeat) and isinstance(out[-1], Repeat) and _says_how(out[-1], command, words):
            out[-1] = command
            continue
        out.append(command)
    return out


def _each_once(command: Command) -> Command:
    """Name each thing once: "the kidney, the kidney"."""
    if not isinstance(command, Segment) or len(command.targets) < 2:
        return command
    said = [target.model_copy(update={"text": None}) for target in command.targets]
    kept = [target for at, target in enumerate(command.targets) if said[at] not in said[:at]]
    return command if len(kept) == len(said) else command.model_copy(update={"targets": tuple(kept)})


def _asks_for_it(before: Command, now: Command) -> bool:
    """Say whether a request only urges what was asked for: "I'd like the vessels drawn in, could you segment them"."""
    if not isinstance(now, Segment) or not isinstance(before, Segment | WindowTo | ViewPlane):
        return False
    return all(isinstance(target, Reference) and target.ref == "active" and not target.side for target in now.targets)


def _overshoots(before: Command, now: Command, words: frozenset[str]) -> bool:
    """Say whether a complaint only says why the slice is left again: "back six, you overshot"."""
    going = isinstance(before, Step | GotoSlice) and isinstance(now, Excess | Missing)
    return going and not _said(now) and not _OVERSHOT.isdisjoint(words)


def _says_how(before: Repeat, now: Repeat, words: frozenset[str]) -> bool:
    """Say whether a repeat only says how the one before it is meant: "again, but half as much"."""
    return (before == now and now.invert is True) or (before == Repeat() and now != before and "but" in words)


def _said(command: Command) -> dict[str, Any]:
    """What a command says beyond its op, without the words it was said in."""
    (fields,) = dump([command])
    fields.pop("op")
    targets = [
        {name: value for name, value in target.items() if name != "text"} for target in fields.pop("targets", [])
    ]
    if targets and targets not in ([{"ref": "active"}], [{"ref": "active", "plural": True}]):
        fields["targets"] = targets
    return fields
