"""Commands about structures as a whole: which one is meant, which ones go, and back and forth between states."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import Delete, Redo, Reference, Reset, Save, Segment, Select, Undo
from limis.render.words import readable_name
from limis.session.resolving import explicit, meant
from limis.session.searching import segment
from limis.session.turn import Outcome
from limis.session.work import Work

__all__ = ["delete", "move", "reset", "save", "select"]


def select(command: Select, work: Work) -> Outcome:
    """Make a structure the active one; "the other one" is looked for where it is not there."""
    found = meant(command.targets, work)
    if not found.reason:
        work.state, work.lost = work.state.activate(found.names[-1]), ""
        return Outcome(command.model_copy(update={"targets": explicit(found.names, work.state)}), names=found.names)
    is_relative = any(target.side is not None and _is_relative(target) for target in command.targets)
    if is_relative and work.state.structures:
        return segment(Segment(targets=command.targets), work)
    work.lost = "what was named"
    return Outcome(command, "refused", remark=found.reason)


def _is_relative(target: object) -> bool:
    return (isinstance(target, Reference) and target.ref == "active") or getattr(target, "side", None) == "opposite"


def delete(command: Delete, work: Work) -> Outcome:
    """Throw structures away, or single instances of them."""
    found = meant(command.targets, work, single=True)
    if found.reason:
        return Outcome(command, "refused", remark=found.reason)
    spelt = command.model_copy(update={"targets": found.spelt(work.state)})
    gone = [name for name in found.names if name not in found.parts]
    work.state = work.state.without(gone)
    for name in gone:
        work.answered.pop(name, None)
    work.take(*(part.gone_from(work.state.structures[name]) for name, part in found.parts.items()))
    return Outcome(spelt, names=found.names, parts=found.words)


def move(command: Undo | Redo, work: Work) -> Outcome:
    """Go back and forth from where the session stood before this sentence."""
    back = isinstance(command, Undo)
    dropped = work.state is not work.history.state
    steps = work.history.undo(command.count) if back else work.history.redo(command.count)
    word = "taken back" if back else "done again"
    if steps == 0:
        return Outcome(command, "refused", remark=f"there is nothing that could be {word}")
    _stand(work)
    remarks = [
        f"only {steps} of {command.count} could be {word}" if steps < command.count else "",
        "what this sentence did before that was dropped" if dropped else "",
    ]
    spelt = command.model_copy(update={"count": steps})
    return Outcome(spelt, remark="; ".join(r for r in remarks if r))


def reset(command: Reset, work: Work) -> Outcome:
    """Back to turn 0; the sentence stays one step."""
    before = work.history.snapshot()
    work.history.reset()
    state = work.history.state
    work.history.restore(before)
    if work.history.steps[0].digest == work.history.digest and work.state is work.history.state:
        return Outcome(command, "unchanged", remark="this is the beginning already")
    work.state, work.answered = state, dict(state.structures)
    return Outcome(command)


def _stand(work: Work) -> None:
    """Take over where the history stands now."""
    work.state = work.history.state
    work.answered = dict(work.state.structures)
    work.lost = ""


def save(command: Save, work: Work) -> Outcome:
    """Ask for files of the targets, or of the active structure."""
    found = meant(command.targets, work, single=True)
    if found.reason:
        return Outcome(command, "refused", remark=found.reason)
    spelt = command.model_copy(update={"targets": found.spelt(work.state)})
    work.name(command.targets, found.names)
    filed = work.file(command, found.structures(work.state))
    if filed.problem:
        return Outcome(spelt, "refused", found.names, parts=found.words, remark=filed.problem, filed=filed)
    remark = "; ".join([*filed.notes, *_unsaved(command, found.names, work)])
    return Outcome(spelt, "done", found.names, parts=found.words, remark=remark, filed=filed)


def _unsaved(command: Save, saved: Sequence[str], work: Work) -> list[str]:
    """What else there is, where nobody said which to save."""
    left = [s for name, s in work.state.structures.items() if name not in saved and command.targets is None]
    if not left:
        return []
    named = readable_name(left[0]) if len(left) == 1 else f"{len(left)} more"
    return [f'{named} {"is" if len(left) == 1 else "are"} not in it: say "save all" for everything']
