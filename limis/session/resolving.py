"""What the targets of a command mean in a session: the names of structures, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from limis.commands import Reference, Target, What
from limis.errors import PromptError, say
from limis.prompts.vocabulary import vocabulary
from limis.render.words import readable_name
from limis.session.choosing import best_of
from limis.session.state import State
from limis.session.work import Work
from limis.types import Side, Structure

__all__ = ["Meant", "definite", "explicit", "meant"]

_OTHER: dict[Side, Side] = {"left": "right", "right": "left"}
_NOTHING_YET = 'there is nothing yet: say what to segment, for example "segment the liver"'


@dataclass(frozen=True)
class Meant:
    """What targets mean.

    Attributes:
        names: Of structures of the session, in the order of the targets.
        reason: Why there are none, and what to say instead.
    """

    names: tuple[str, ...] = ()
    reason: str = ""


def explicit(names: Iterable[str], state: State) -> tuple[Target, ...]:
    """Structures as targets that mean nothing else: their text is their name."""
    found = (state.structures[name] for name in names)
    return tuple(Target(concept=s.concept, side=s.side, text=s.name) for s in found)


def meant(targets: Sequence[What] | None, work: Work) -> Meant:
    """The structures of the session that targets mean.

    Args:
        targets: None for the active structure.
        work: The sentence.

    Returns:
        Names, each once; or why a target means none of them: then none of the others counts either.
    """
    names: dict[str, None] = {}
    for target in targets or (Reference(ref="active"),):
        one = _names_of(target, work)
        if one.reason:
            return one
        names.update(dict.fromkeys(one.names))
    return Meant(tuple(names))


def definite(target: What, work: Work) -> Target | Reference:
    """A target whose side is spelt out: "the other one" becomes the right kidney, where the left one is active.

    Raises:
        PromptError: There is nothing, or nothing with a side, that it could be the opposite of.
    """
    if target.side is None or (isinstance(target, Target) and target.side != "opposite"):
        return target
    if isinstance(target, Reference) and target.ref == "all":
        return target
    model = _model(target, work)
    if model is None:
        raise _refers_to_nothing(target)
    side = target.side
    if side == "opposite":
        own = work.bench.side_of(model)
        if own is None:
            raise _no_other(model)
        side = _OTHER[own]
    words = (model.concept or model.text).replace("_", " ")
    return Target(concept=model.concept, side=side, text=f"{side} {words}")


def _names_of(target: What, work: Work) -> Meant:
    state = work.state
    if isinstance(target, Reference) and target.side is None:
        if target.ref == "all":
            return Meant(tuple(state.structures), "" if state.structures else _NOTHING_YET)
        if work.lost:
            return Meant(reason=f"{work.lost} is not there, so nothing else was done to it")
        return Meant(reason=_NOTHING_YET) if state.active is None else Meant((state.active,))
    if isinstance(target, Reference) and target.ref == "all":
        wanted = {"left", "right"} if target.side == "both" else {target.side}
        found = tuple(n for n, s in state.structures.items() if work.bench.side_of(s) in wanted)
        return Meant(found, "" if found else f"nothing is known to be on the {target.side} side")
    try:
        wanted = definite(target, work)
    except PromptError as error:
        return Meant(reason=str(error))
    return _matching(wanted, work) if isinstance(wanted, Target) else Meant(reason=_NOTHING_YET)


def _matching(target: Target, work: Work) -> Meant:
    structures = work.state.structures
    named = structures.get("_".join(target.text.lower().split()))
    if named is not None and _is_about(target, named) and target.which is None:
        return Meant((named.name,))
    found = [s for s in structures.values() if _is_about(target, s)]
    if target.side is not None:
        wanted = {"left", "right"} if target.side == "both" else {target.side}
        found = [s for s in found if work.bench.side_of(s) in wanted]
    if not found:
        return Meant(reason=_not_there(target))
    return _which(target, found) if target.which is not None else Meant(tuple(s.name for s in found))


def _which(target: Target, found: Sequence[Structure]) -> Meant:
    which, masks = target.which or "largest", [s.mask for s in found if s.mask is not None]
    if len(found) > 1 and masks:
        return Meant((found[best_of([mask.data for mask in masks], which, masks[0].geometry)].name,))
    one = found[0]
    if len(one.boxes) <= 1 or one.which == which:
        return Meant((one.name,))
    pieces = f"{readable_name(one)} is one structure of {len(one.boxes)} pieces"
    return Meant(reason=f'{pieces}: say "keep the {which} component" or "remove the {which} component"')


def _is_about(target: Target, structure: Structure) -> bool:
    if target.concept is not None and structure.concept is not None:
        return target.concept == structure.concept
    names = {structure.name.replace("_", " "), structure.text.lower().replace("_", " ")}
    words = target.concept or target.text.lower()
    return words.replace("_", " ") in names or target.text.lower().replace("_", " ") in names


def _model(target: What, work: Work) -> Structure | None:
    """The structure that a target is another one of: the active one, else one of the same kind."""
    active = work.state.structures.get(work.state.active or "")
    if isinstance(target, Reference) or (active is not None and _is_about(target, active)):
        return active
    return next((s for s in reversed(list(work.state.structures.values())) if _is_about(target, s)), None)


def _not_there(target: Target) -> str:
    words = target.text.replace("_", " ")
    if target.concept is not None and target.concept in vocabulary():
        words = words if target.which is None else vocabulary().get(target.concept).phrase
    return f'there is no {words} yet: say "segment the {words}"'


def _refers_to_nothing(target: What) -> PromptError:
    return PromptError(
        say(
            f"nothing has been segmented yet that {target.text or 'this'!r} could mean",
            expected="the name of a structure",
            got="a reference to an earlier one",
            next_step="Name what to segment",
        )
    )


def _no_other(structure: Structure) -> PromptError:
    return PromptError(
        say(
            f"there is no other {readable_name(structure)}",
            expected="a structure with a known side",
            got="one whose side is not known",
            next_step='Say the side, for example "the left kidney"',
        )
    )
