"""What is answered to a sentence: short, as one would say it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from limis.agents.changed import sizes
from limis.agents.phrases import amount_words, fact_words, listed, name_words, named, where_words
from limis.commands import Amount, Redo, Undo, Unknown, What, Where
from limis.prompts.suggesting import suggestion
from limis.session.turn import Outcome, Turn
from limis.types import Structure

__all__ = ["HELP", "SPOKEN", "reply"]

HELP = (
    'Say for example "segment the liver and both kidneys", "without the gallbladder", "you missed the lower tip", '
    '"make it 3 mm larger", "smooth it a bit", "undo", "how big is it?", "go to slice 42", "hide the liver", '
    '"delete the spleen" or "save as NIfTI".'
)
_EXAMPLE = 'Say for example "segment the liver", "make it 3 mm larger" or "undo"; "help" shows more.'


def reply(turn: Turn) -> str:
    """Word the answer to a turn.

    Args:
        turn: What the session did.

    Returns:
        One to a few sentences: what was understood, what changed by how much, what can be said instead, and the
        question that waits. Empty for a blank line.
    """
    parts = [_sentence(part) for part in _parts(turn)]
    return " ".join(part for part in parts if part)


def _parts(turn: Turn) -> list[str]:
    known = {structure.name: structure for structure in turn.result}
    parts = list(turn.remarks)
    asked = False
    for outcome in turn.outcomes:
        if outcome.status == "asked":
            asked = True
        elif outcome.status != "refused":
            parts.append(SPOKEN[outcome.command.op](outcome, known))
            parts.append(outcome.remark if outcome.command.op not in _OWN_REMARK else "")
        elif isinstance(outcome.command, Unknown):
            parts.append(_not_understood(outcome.command.text, turn))
        elif outcome.remark:
            parts.append(outcome.remark)
    parts += [words for change in turn.changes if (words := sizes(change, known, turn)) is not None]
    parts.append(_only_active(turn, known))
    if asked and turn.pending is not None:
        numbered = (f"{n}) {option}" for n, option in enumerate(turn.pending.options, start=1))
        parts.append(" ".join((turn.pending.question, *numbered)))
        parts.append("" if turn.pending.options else 'Say "yes" or "no"')
    return parts


def _only_active(turn: Turn, known: Known) -> str:
    """What was taken back, or done again, where no mask changed: which structure is active."""
    went = all(isinstance(one.command, Undo | Redo) and one.status == "done" for one in turn.outcomes)
    return (
        f"{named(turn.active, known)} is active again"
        if went and turn.outcomes and turn.active and not turn.changes
        else ""
    )


def _not_understood(text: str, turn: Turn) -> str:
    """Say so, and what of it would be understood alone."""
    if turn.pending is not None:
        return f'I did not understand all of "{text}". {turn.pending.question} Say "yes" or "no"'
    meant = suggestion(text)
    if meant is None:
        return f'I did not understand "{text}". {_EXAMPLE}'
    return f'I did not understand all of "{text}". Say "{meant}" alone if you mean that; "help" shows more.'


def _how(where: Where | None, amount: Amount | None, voxels: str = "voxels", at: str = "at") -> str:
    return " ".join(part for part in (where_words(where, at), amount_words(amount, voxels)) if part)


def _sentence(words: str) -> str:
    words = words.strip()
    if not words:
        return ""
    words = _begun(words)
    return words if words[-1] in ".?!" else f"{words}."


def _begun(words: str) -> str:
    """As a sentence begins."""
    return words[:1].upper() + words[1:]


Known = Mapping[str, Structure]
Speaks = Callable[[Outcome, Known], str]


def _what(outcome: Outcome, known: Known) -> str:
    parts = {name: f" ({words})" for name, words in outcome.parts.items()}
    return listed([f"{named(name, known)}{parts.get(name, '')}" for name in outcome.names])


def _found(outcome: Outcome, known: Known) -> str:
    found = f"{_what(outcome, known)} found" if outcome.names else ""
    missed = [f"{name_words(s)} not found: {s.reason}" for s in outcome.missed]
    return "; ".join(part for part in (found, *missed) if part)


def _edited(done: str) -> Speaks:
    def speak(outcome: Outcome, known: Known) -> str:
        if outcome.status == "unchanged":
            return "" if "nothing changed" in outcome.remark else f"{_what(outcome, known)} did not change"
        command: Any = outcome.command
        masks = (known[name].mask for name in outcome.names if name in known)
        voxels = "pixels" if any(mask is not None and mask.geometry.is_picture for mask in masks) else "voxels"
        how = _how(
            getattr(command, "where", None),
            getattr(command, "amount", None),
            voxels,
            "to" if command.op == "shift" else "at",
        )
        view = "of the picture" if getattr(command, "frame", None) and getattr(command, "where", None) else ""
        return " ".join(part for part in (_what(outcome, known), done, how, view) if part)

    return speak


def _combined(verb: str) -> Speaks:
    def speak(outcome: Outcome, known: Known) -> str:
        if outcome.status == "unchanged":
            return "" if outcome.remark else f"{_what(outcome, known)} did not change"
        things = listed([_sided(t, known) for t in getattr(outcome.command, "targets", ())])
        return f"{things} {verb} {_what(outcome, known)}"

    return speak


def _sided(target: What, known: Known) -> str:
    """What was taken out or added: some of a structure by its side, where its name does not tell."""
    name = named(str(target.text or "it"), known)
    side = target.side if target.side in ("left", "right") else ""
    return f"{side} {name}" if side and side not in name.split() else name


def _about(words: str) -> Speaks:
    return lambda outcome, known: words.format(what=_what(outcome, known))


def _selected(outcome: Outcome, known: Known) -> str:
    """Which one is active: of several the last."""
    return f"{named(outcome.names[-1], known)} is active now" if outcome.names else ""


def _facts(outcome: Outcome, known: Known) -> str:
    return ". ".join(_begun(fact_words(fact, known)) for fact in outcome.facts)


def _list(outcome: Outcome, known: Known) -> str:
    if not outcome.facts:
        return 'there is nothing yet: say for example "segment the liver"'
    return "; ".join(fact_words(fact, known) for fact in outcome.facts)


def _steps(word: str) -> Speaks:
    def speak(outcome: Outcome, known: Known) -> str:
        count = getattr(outcome.command, "count", 1)
        return word if count == 1 else f"{word}, {count} steps"

    return speak


def _reset(outcome: Outcome, known: Known) -> str:
    return "" if outcome.status == "unchanged" else "back at the beginning"


def _saved(outcome: Outcome, known: Known) -> str:
    filed = outcome.filed
    if filed is None or filed.folder is None:
        return "nothing was saved"
    files = sorted({path.name for path in filed.files.values()})
    return f"saved {listed(files) if len(files) < 4 else f'{len(files)} files'} in {filed.folder}"


def _talk(quiet: str, heard: str) -> Speaks:
    return lambda outcome, known: f"{heard}, {outcome.remark}" if outcome.remark else quiet


SPOKEN: Mapping[str, Speaks] = {
    "segment": _found,
    "exclude": _combined("taken out of"),
    "include": _combined("added to"),
    "missing": _edited("extended"),
    "excess": _edited("cut back"),
    "grow": _edited("made larger"),
    "shrink": _edited("made smaller"),
    "smooth": _edited("smoothed"),
    "fill_holes": _edited("filled"),
    "keep": _edited("reduced to that part"),
    "remove": _edited("without that part now"),
    "threshold": _edited("limited to these values"),
    "shift": _edited("moved"),
    "select": _selected,
    "delete": _about("{what} thrown away"),
    "show": _about("showing {what}"),
    "hide": _about("hiding {what}"),
    "goto_slice": _facts,
    "step": _facts,
    "view": _facts,
    "window": _facts,
    "zoom": _facts,
    "measure": _facts,
    "list": _list,
    "help": lambda outcome, known: HELP,
    "undo": _steps("taken back"),
    "redo": _steps("done again"),
    "repeat": lambda outcome, known: "",
    "reset": _reset,
    "save": _saved,
    "confirm": lambda outcome, known: "",
    "deny": _talk("all right, nothing more was done", "all right"),
    "choose": lambda outcome, known: "",
    "stop": _talk("stopped; there was nothing going on", "stopped"),
    "clarify": lambda outcome, known: "",
    "unknown": lambda outcome, known: "",
}
"""How the outcome of every op is spoken, whether it changed something or not."""

_OWN_REMARK = frozenset({"deny", "stop"})
