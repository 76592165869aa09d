"""What the targets of a command mean in a session: the names of structures, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from limis.commands import Reference, Target, What
from limis.errors import PromptError, say
from limis.prompts.meaning import mean
from limis.prompts.vocabulary import vocabulary
from limis.render.words import readable_name
from limis.session.history import History
from limis.session.parts import Part, by_choice, by_side, chooses, merged
from limis.session.ranking import count_of
from limis.session.state import State
from limis.session.work import Work
from limis.types import OTHER_SIDE, Structure

__all__ = ["Meant", "definite", "explicit", "meant"]

_PAIR = 2
_NOTHING_YET = 'there is nothing yet: say what to segment, for example "segment the liver"'


@dataclass(frozen=True, eq=False)
class Meant:
    """What targets mean.

    Attributes:
        names: Of structures of the session, in the order of the targets.
        reason: Why there are none, and what to say instead.
        parts: Name → the instances that are meant, where not the whole structure is.
    """

    names: tuple[str, ...] = ()
    reason: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])

    @property
    def words(self) -> Mapping[str, str]:
        """Name → how many of its instances are meant, where not all are."""
        return {name: part.words for name, part in self.parts.items()}

    def told(self, structure: Structure) -> str:
        """What is meant of a structure, as people say it: "nucleus (1 of 3)"."""
        part = self.parts.get(structure.name)
        return readable_name(structure) if part is None else f"{readable_name(structure)} ({part.words})"

    def only(self, name: str) -> Meant:
        """What of it is about one structure."""
        return Meant((name,), parts={n: part for n, part in self.parts.items() if n == name})

    def structures(self, state: State) -> tuple[Structure, ...]:
        """The structures, each with those instances only that are meant."""
        whole = {name: state.structures[name] for name in self.names}
        return tuple(self.parts[n].alone(s) if n in self.parts else s for n, s in whole.items())

    def spelt(self, state: State) -> tuple[Target, ...]:
        """The same as targets that mean nothing else."""
        each = (self.parts[n].targets if n in self.parts else explicit((n,), state) for n in self.names)
        return tuple(target for targets in each for target in targets)


def explicit(names: Iterable[str], state: State) -> tuple[Target, ...]:
    """Structures as targets that mean nothing else: their text is their name."""
    found = (state.structures[name] for name in names)
    return tuple(Target(concept=s.concept, side=s.side, text=s.name) for s in found)


def meant(targets: Sequence[What] | None, work: Work, *, single: bool = False) -> Meant:
    """The structures of the session that targets mean.

    Args:
        targets: None for the active structure.
        work: The sentence.
        single: Whether the command can be about single instances of a structure; else they are a reason.

    Returns:
        Names, each once; or why a target means none of them: then none of the others counts either.
    """
    names: dict[str, None] = {}
    parts: dict[str, Part] = {}
    for target in targets or (Reference(ref="active"),):
        one = _names_of(target, work)
        if one.parts and not single:
            return Meant(reason=_whole_only(next(iter(one.parts)), target, work.state))
        if one.reason:
            return one
        for name in one.names:
            both = parts.pop(name, None), one.parts.get(name)
            joined = both[1] if name not in names else _joined(*both, work.state.structures[name])
            parts.update({} if joined is None else {name: joined})
        names.update(dict.fromkeys(one.names))
    return Meant(tuple(names), parts=parts)


def _joined(one: Part | None, other: Part | None, structure: Structure) -> Part | None:
    """What is meant of a structure that is named twice; None for all of it."""
    return None if one is None or other is None else merged(one, other, structure)


def _whole_only(name: str, target: What, state: State) -> str:
    one = state.structures[name]
    pieces = f"{readable_name(one)} is one structure of {0 if one.mask is None else count_of(one.mask)} pieces"
    which = getattr(target, "which", None)
    if which is None or getattr(target, "nth", None) is not None:
        return f"{pieces}: they can be edited, measured or deleted one by one, but only seen together"
    return f'{pieces}: say "keep the {which} component" or "remove the {which} component"'


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
        own = work.bench.side_of(model) if _has_a_twin(model) else None
        if own is None:
            return _other_of_two(model, work)
        side = OTHER_SIDE[own]
    words = (model.concept or model.text).replace("_", " ")
    return Target(
        concept=model.concept,
        side=side,
        which=target.which,
        nth=target.nth,
        count=target.count,
        text=f"{side} {words}",
    )


def _has_a_twin(structure: Structure) -> bool:
    """Say whether there may be one of it on the other side, too: of a kidney, but not of the liver."""
    known = structure.concept in vocabulary() if structure.concept is not None else False
    return structure.side is not None or not known or vocabulary().get(structure.concept or "").paired


def _other_of_two(structure: Structure, work: Work) -> Target:
    """The other one of two structures.

    Raises:
        PromptError: There are more, or fewer.
    """
    others = [other for other in work.state.structures.values() if other.name != structure.name]
    if len(others) != 1:
        raise _no_other(structure)
    return explicit((others[0].name,), work.state)[0]


def _names_of(target: What, work: Work) -> Meant:
    state = work.state
    if isinstance(target, Reference) and (group := _group(target, work)):
        return Meant(group)
    if isinstance(target, Reference) and target.side is None and chooses(target):
        return _of_active(target, work)
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


def _group(target: Reference, work: Work) -> tuple[str, ...]:
    """What "them" means, and "both": all that was named together last."""
    if target.plural is None and (target.side != "both" or target.ref == "all"):
        return ()
    names = work.group
    return names if target.side is None or len(names) == _PAIR else ()


def _of_active(target: Reference, work: Work) -> Meant:
    """Instances of the active structure: "the largest one"."""
    active = work.state.structures.get(work.state.active or "")
    if work.lost or active is None:
        return _names_of(Reference(ref="active"), work)
    exact = Target(concept=active.concept, text=active.name, which=target.which, nth=target.nth, count=target.count)
    together = [work.state.structures[name] for name in work.group]
    if active in together and active.mask is not None and count_of(active.mask) == 1:
        return _chosen(exact, together, {})
    return _chosen(exact, [active], {})


def _matching(target: Target, work: Work) -> Meant:
    structures = work.state.structures
    named = structures.get("_".join(target.text.lower().split()))
    if named is not None and _is_about(target, named):
        if not chooses(target) and target.side in (None, work.bench.side_of(named)):
            return Meant((named.name,))
        found = [named]
    else:
        found = [s for s in structures.values() if _is_about(target, s)]
    parts: dict[str, Part] = {}
    if target.side is not None:
        wanted = {"left", "right"} if target.side == "both" else {target.side}
        sided = [s for s in found if work.bench.side_of(s) in wanted]
        if not sided:
            parts = by_side(target, [s for s in found if work.bench.side_of(s) is None], work.bench.find_midline())
            sided = [s for s in found if s.name in parts or target.side == "both"]
        found = sided
    if not found:
        return Meant(reason=_not_there(target, work.history))
    if not chooses(target):
        return Meant(tuple(s.name for s in found), parts=parts)
    return _chosen(target, found, parts)


def _chosen(target: Target, found: Sequence[Structure], parts: Mapping[str, Part]) -> Meant:
    """The instances that a choice takes, of everything it can mean."""
    if len(found) == 1 and found[0].which == target.which and target.nth is None and target.count is None:
        return Meant((found[0].name,))
    taken = by_choice(target, found, parts)
    if taken is None:
        total = sum(count_of(s.mask) for s in found if s.mask is not None)
        return Meant(reason=f"there {'is' if total == 1 else 'are'} only {total} of {readable_name(found[0])}")
    return Meant(taken[0], parts=taken[1])


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


def _not_there(target: Target, history: History) -> str:
    words = target.text.replace("_", " ")
    if target.concept is not None and target.concept in vocabulary():
        phrase = vocabulary().get(target.concept).phrase
        english = target.which is None and mean(words.lower().split()) is not None
        words = words if english and "_" not in target.text else " ".join(filter(None, (target.side, phrase)))
    way = _way_back(target, history)
    if way:
        return f'no {words} any more: say "{way}" to go back to when there was one, or "segment the {words}"'
    return f'there is no {words} yet: say "segment the {words}"'


def _way_back(target: Target, history: History) -> str:
    """What to say to have it again, where it was there and was deleted or undone; else empty."""
    steps, now = history.steps, history.position
    for count, step in enumerate(reversed(steps[:now]), 1):
        if any(_may_mean(target, packed.bare) for packed in step.structures):
            return "undo" if count == 1 else f"take the last {count} back"
    for count, step in enumerate(steps[now + 1 :], 1):
        if any(_may_mean(target, packed.bare) for packed in step.structures):
            return "redo" if count == 1 else f"redo the last {count}"
    return ""


def _may_mean(target: Target, structure: Structure) -> bool:
    return _is_about(target, structure) and target.side in (None, "both", structure.side)


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
