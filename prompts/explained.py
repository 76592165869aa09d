"""A command with its explanations: they are left out, where what remains is a command that they fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from limis.commands import (
    Clarify,
    Command,
    Confirm,
    Context,
    Delete,
    Deny,
    Edit,
    Exclude,
    Include,
    Reference,
    Repeat,
    Save,
    Segment,
    Shape,
    Target,
    What,
)
from limis.prompts.english import ENGLISH
from limis.prompts.english.outside import OUTSIDE
from limis.prompts.fillers import NOISE
from limis.prompts.lexicon import PRONOUNS
from limis.prompts.normalise import Token
from limis.prompts.openers import opener
from limis.prompts.parts import Part, parts_of, rest_of
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.topics import about
from limis.prompts.verbs import MASK_NOUNS
from limis.prompts.vocabulary import vocabulary

__all__ = ["beside_explanations"]

Read = Callable[[list[Token]], list[Command] | None]
"""How tokens are read: commands, or None where they are not accounted for."""

_COMPLAINTS = frozenset({"missing", "excess", "grow", "shrink", "smooth", "fill_holes"})
_CARRIED_OUT = _COMPLAINTS | {"include", "exclude"}
"""Ops of what may be stated before it is asked for: "the cyst belongs in there, so include it"."""

_SURGICAL = frozenset({"exclude", "include", "keep", "remove", "fill_holes", "repeat"})
"""Ops whose verbs are said in the operating theatre: "take out the gallbladder, he doesn't need it"."""

_HANDLED = _SURGICAL | {"shift"}
"""Ops whose verbs are said of whatever people have in their hands."""

_HELD = frozenset({"it", "them", "this", "that"})
_OWN = Phrases(["my", "our", "i am", "we are", "i feel"])
"""Words of what is told of the speaker."""

_CALLING = frozenset({"it", "that", "this", "is", "was", "the", "only", "just", "really"})
_CASES = [[case] for case in ("case", "patient", "scan", "study", "protocol", "series", "list", "slide", "window")]
"""What is of a kind that a structure tells: "this is the breast case"."""

_OUTLINES = MASK_NOUNS.words | word_set("edge edges border borders result mask picture image slice drawing line shape")
"""Words of what is drawn and shown."""

_BY_HAND = frozenset({"pull", "push", "drag", "shove", "lift", "raise", "hold"})
_WANTING = frozenset({"want", "wants", "wanted", "asked", "asks", "prefers", "prefer"})
_STATING = frozenset({"it", "there", "the", "this", "that", "these", "those", "too", "not", "you", "we", "a", "some"})
"""Words that begin what is wrong, rather than what is to be done."""

_NOT_WANTED = frozenset({"not", "no", "never", "without", "wanted", "used", "last", "longer", "instead"})
"""Words of an explanation by which it does not name the format that is wanted."""

_FORMATS = Phrases(ENGLISH.values["format"])
_EDGES = frozenset({"edges", "borders", "margins", "contours", "outlines", "boundaries"})
"""What a structure has many of."""

_OUGHT = frozenset({"should", "must", "ought", "needs"})
"""Words by which an outline is asked to be other than it is, which no report asks of a patient."""

_COMPARED = Phrases(f"than {it}" for it in ("it", "that", "this", "what you have", "what we have", "you drew"))
"""Ends of what is said of an outline: "the recess goes deeper than that"."""

_DONE = frozenset({"done", "finished", "complete", "ready"})
"""What is said of one thing before another is taken up."""

_RULES = Phrases(
    f"{the} {protocol} {says}"
    for the in ("the", "our", "my", "this")
    for protocol in ("protocol", "guideline", "atlas", "template", "checklist", "convention", "consensus")
    for says in ("says no", "says not", "wants no", "allows no", "has no", "excludes", "leaves out")
)
"""What says of an outline what belongs in it, and of no patient what is to be done."""

_MERELY = frozenset({"just", "only", "merely", "simply", "but"})
"""What makes light of a thing: "that was only a hair"."""

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_FORBIDDING = frozenset({"not", "never"})


def beside_explanations(text: str, tokens: list[Token], context: Context, read: Read) -> list[Command] | None:
    """Read a command beside its explanations.

    Args:
        text: The whole text.
        tokens: All of it, which could not be read as it is.
        context: What is known of the session.
        read: How to read some of it.

    Returns:
        Its commands; None where a clause is neither, or where the explanation may be something else.
    """
    parts = parts_of(text, tokens, context)
    if any(_is_aside(part) for part in parts):
        return _without_asides(text, parts, context, read)
    parts = [part.echoing(before) for before, part in zip([None, *parts], parts, strict=False)]
    commands, rest = _read_rest(parts, tokens, read)
    if all(part.why is None for part in parts) or (rest and not commands):
        return None
    asking = [_asks(part, commands or [], read) for part in parts]
    if any(asking):
        first = asking.index(True)
        parts = [
            replace(part, why=None if asks else part.why, leading=part.leading and at <= first)
            for at, (part, asks) in enumerate(zip(parts, asking, strict=True))
        ]
        commands, _ = _read_rest(parts, tokens, read)
    return _meant(commands, parts) if commands else None


def _is_aside(part: Part) -> bool:
    return part.why is not None and part.why.kind in ("aside", "hedge")


def _without_asides(text: str, parts: Sequence[Part], context: Context, read: Read) -> list[Command] | None:
    """Read what is said around the asides: "I feel, and I may be wrong, that it is too rough, so smooth it"."""
    around = [part if _is_aside(part) else replace(part, why=None) for part in parts]
    for joined in (False, True):
        rest = rest_of(around, joined=joined)
        commands = (read(rest) or beside_explanations(text, rest, context, read)) if rest else None
        if commands:
            return _meant(commands, around)
    return None


def _read_rest(parts: Sequence[Part], tokens: Sequence[Token], read: Read) -> tuple[list[Command] | None, list[Token]]:
    """Read what is not explained, with the pauses around it or without."""
    rest = rest_of(parts)
    commands = read(rest) if 0 < len(rest) < len(tokens) else None
    joined = rest_of(parts, joined=True)
    if not commands and 0 < len(joined) < len(rest):
        commands, rest = read(joined), joined
    return commands, rest


def _asks(part: Part, commands: Sequence[Command], read: Read) -> bool:
    """Say whether what may be an explanation is a request: "I need the spleen".

    What only complains of what is to be done about it asks for nothing more: "she thinks it is too rough, smooth it".
    """
    asked = read(part.tokens) if part.why is not None and part.why.may_ask else None
    done = _CARRIED_OUT & {command.op for command in commands}
    return bool(asked) and not all(command.op in done for command in asked)


def _meant(commands: list[Command], parts: Sequence[Part]) -> list[Command] | None:
    """Give the commands as they are meant with their explanations; None where they may not be."""
    whys = [part for part in parts if part.why is not None]
    words = [token.word for token in rest_of(parts)]
    if all(isinstance(command, Deny) for command in commands):
        return None if _FORBIDDING.isdisjoint(words) else commands
    if not all(_fits(command, whys) for command in commands) or _tells_of_another(commands, whys):
        return None
    if any(isinstance(command, Clarify) for command in commands) and any(part.leading for part in whys):
        return None
    if any(_RULES.match(part.words, 0) for part in whys) and any(map(_keeps, commands)):
        return None
    if words[0] == "to" or _hands_over(words, commands) or _is_of_something_else(words, commands, whys):
        return None
    if _is_only_named(words, commands, whys) or _is_at_home(words, commands, whys) or _is_report(words, commands, whys):
        return None
    return _of_what_was_named(words, _of_outlines(_in_the_format(commands, whys), whys), whys)


def _of_outlines(commands: list[Command], whys: Sequence[Part]) -> list[Command]:
    """Take "them" for the structure whose edges are at fault: "the edges look like a staircase, smooth them"."""
    if not any(part.leading and not _EDGES.isdisjoint(part.words) and not part.named() for part in whys):
        return commands
    return [
        command.model_copy(update={"targets": None})
        if isinstance(command, Shape) and all(isinstance(t, Reference) and t.plural for t in command.targets or ())
        else command
        for command in commands
    ]


def _in_the_format(commands: list[Command], whys: Sequence[Part]) -> list[Command]:
    """Give a saving the format that its explanation names: "they want it as nifti, save it"."""
    formats = {format_ for part in whys if _NOT_WANTED.isdisjoint(part.words) for format_ in _formats_in(part.words)}
    if len(formats) != 1:
        return commands
    update = {"format": formats.pop()}
    return [
        command.model_copy(update=update) if isinstance(command, Save) and command.format is None else command
        for command in commands
    ]


def _formats_in(words: Sequence[str]) -> Iterator[str]:
    """Find the formats that words name, the longest name first."""
    at = 0
    while at < len(words):
        length = _FORMATS.match(words, at)
        if length:
            yield ENGLISH.values["format"][" ".join(words[at : at + length])]
        at += max(1, length)


def _keeps(command: Command) -> bool:
    """Say whether a command has more of a structure rather than less, which a rule that wants none of it forbids."""
    return command.op in ("segment", "include", "show", "select", "grow", "missing")


def _fits(command: Command, whys: Sequence[Part]) -> bool:
    """Say whether a command may be meant as it is said, with these explanations beside it."""
    targets = _targets(command)
    unknown = any(isinstance(target, Target) and target.concept is None for target in targets)
    if isinstance(command, Confirm) or unknown:
        return False
    return all(part.why is not None and part.why.fits(command) for part in whys)


def _hands_over(words: Sequence[str], commands: Sequence[Command]) -> bool:
    """Say whether a device may be wanted in the hand: "get the stent, I need it"."""
    asked = [name for command in commands if isinstance(command, Segment) for name in _concepts(command.targets)]
    devices = any(name is not None and vocabulary().get(name).kind == "device" for name in asked)
    return devices and opener(words).kind != "segment"


def _is_only_named(words: Sequence[str], commands: Sequence[Command], whys: Sequence[Part]) -> bool:
    """Say whether a structure is named and something told of it, as reports do: "spleen: it is enlarged"."""
    if not any(isinstance(command, Segment) for command in commands) or opener(words).kind != "bare":
        return False
    polite = any(NOISE.match(words, at) for at in range(len(words)))
    return not polite and not all(
        part.why is not None and (part.why.because or part.why.kind == "want") for part in whys
    )


def _is_report(words: Sequence[str], commands: Sequence[Command], whys: Sequence[Part]) -> bool:
    """Say whether what is asked for is itself only stated, and the rest tells of the patient."""
    stated = any(command.op in _COMPLAINTS for command in commands) and words[0] in _STATING
    stated = stated and _OUGHT.isdisjoint(words)
    subjects = {part.why.subject for part in whys if part.why is not None}
    cut = any(command.op in _SURGICAL for command in commands) and "person" in subjects
    compared = all(_COMPARED.match_end(part.words) for part in whys)
    return cut or (stated and not compared and not subjects <= {"pointing"})


def _is_at_home(words: Sequence[str], commands: Sequence[Command], whys: Sequence[Part]) -> bool:
    """Say whether an "it" may be anything that people handle: "fill it up, I'm thirsty", but not "by 2 mm"."""
    handled = any(
        command.op in _HANDLED and not _concepts(_targets(command)) and getattr(command, "amount", None) is None
        for command in commands
    )
    return handled and not _HELD.isdisjoint(words) and any(_tells_of_the_room(part) for part in whys)


def _tells_of_the_room(part: Part) -> bool:
    """Say whether the speaker is told of, or what is neither a structure nor drawn: "the tank is empty"."""
    if any(_OWN.match(part.words, at) for at in range(len(part.words))):
        return True
    named = part.why is not None and part.why.subject == "named"
    return named and _OUTLINES.isdisjoint(part.words) and not part.named()


def _tells_of_another(commands: Sequence[Command], whys: Sequence[Part]) -> bool:
    """Say whether something is told after an edit of what is not edited: "smooth the liver, the spleen is ragged"."""
    edited = [_concepts(_targets(command)) for command in commands if isinstance(command, Shape)]
    told = [part for part in whys if not part.leading and part.why is not None and part.why.subject == "named"]
    if any(_is_named(part, commands) for part in whys if not part.leading):
        return True
    if not any(edited) or not told:
        return False
    named = {name for part in told for _, _, things in part.named() for name in _concepts(things.targets)}
    return bool(named) and any(targets and targets != named for targets in edited)


def _is_of_something_else(words: Sequence[str], commands: Sequence[Command], whys: Sequence[Part]) -> bool:
    """Say whether what is told before an edit may be what it is for: "the drain is blocked, move it up by 2 cm"."""
    edits = [command for command in commands if isinstance(command, Edit | Exclude | Include | Repeat)]
    told = [part for part in whys if part.leading and part.why is not None and part.why.subject == "named"]
    told = [part for part in told if not _is_of_outlines(part) and not _puts_aside(part, commands)]
    told = [part for part in told if not _RULES.match(part.words, 0)]
    if not edits or not told:
        return False
    named = {name for part in told for _, _, things in part.named() for name in _concepts(things.targets)}
    devices = any(name is not None and vocabulary().get(name).kind == "device" for name in named)
    surgical = any(command.op in _SURGICAL for command in edits)
    aimed = not PRONOUNS.isdisjoint(words) or all(getattr(command, "targets", None) for command in edits)
    return not named or devices or surgical or not aimed or not _BY_HAND.isdisjoint(words)


def _is_of_outlines(part: Part) -> bool:
    """Say whether something is told of what is drawn: of "the edge", but not of "the edge of the table"."""
    words = part.words
    owned = any(words[at] == "of" and not OUTSIDE.isdisjoint(words[at + 1 : at + 3]) for at in range(len(words)))
    return not _OUTLINES.isdisjoint(words) and not owned


def _puts_aside(part: Part, commands: Sequence[Command]) -> bool:
    """Say whether a structure is said to be done before another is taken up: "the disc is done, select the cup"."""
    return not _DONE.isdisjoint(part.words) and bool(part.named()) and bool(_concepts(_targets(commands[0])))


def _is_named(part: Part, commands: Sequence[Command]) -> bool:
    """Say whether what a command names is called something else: "hide the liver, it's the kidney"."""
    asked = {name for command in commands for name in _concepts(_targets(command))}
    if _makes_light(part):
        return False
    at = next((at for at, word in enumerate(part.words) if word not in _CALLING), 0)
    named = part.named()
    called = [
        _concepts(things.targets)
        for start, end, things in named
        if start <= at and part.words[end : end + 1] not in _CASES
    ]
    wants = next((at for at, word in enumerate(part.words) if word in _WANTING), None)
    if wants is not None:
        called = [_concepts(things.targets) for start, _, things in named if start > wants]
    elif part.words[0] not in ("it", "that", "this"):
        called = []
    return bool(asked) and any(names != asked for names in called)


def _targets(command: Command) -> tuple[What, ...]:
    return getattr(command, "targets", None) or ()


def _concepts(targets: Sequence[What]) -> set[str | None]:
    return {target.concept for target in targets if isinstance(target, Target)}


def _of_what_was_named(words: Sequence[str], commands: list[Command], whys: Sequence[Part]) -> list[Command] | None:
    """Give the "it" of a command what the explanation before it names: "the spleen looks ragged, smooth it"."""
    deletes = any(isinstance(command, Delete) for command in commands)
    undone = [part for part in whys if part.leading and not _puts_aside(part, commands) and _is_of_it(part)]
    told = [(part.words[start], things) for part in undone for start, _, things in part.named()]
    named = [things for _, things in told]
    points = not PRONOUNS.isdisjoint(words)
    if deletes and ((named and not points) or any(_names(part) for part in whys if not part.leading)):
        return None
    if not named or not points:
        return commands
    if len(named) > 1 or (len(named[0].targets) > 1 and "it" in words) or told[0][0] not in _DEFINITE:
        return None
    first = about(_of_one(commands[0]), named[0].targets)
    if first is None and "targets" in type(commands[0]).model_fields:
        return None
    return [first or commands[0], *commands[1:]]


def _names(part: Part) -> bool:
    """Say whether an explanation names a structure, and not what it only was: "that was just stool"."""
    return bool(part.named()) and not _makes_light(part)


def _makes_light(part: Part) -> bool:
    return part.why is not None and part.why.kind == "rejection" and not _MERELY.isdisjoint(part.words)


def _is_of_it(part: Part) -> bool:
    """Say whether an explanation may name what an "it" after it means; an accident names what it happened to."""
    return part.why is not None and part.why.kind not in ("mishap", "aside", "hedge")


def _of_one(command: Command) -> Command:
    """Say "it" for "them": "both kidneys are rubbish, delete them"."""
    targets: tuple[What, ...] = _targets(command)
    if not targets or not all(isinstance(target, Reference) for target in targets):
        return command
    return command.model_copy(update={"targets": tuple(t.model_copy(update={"plural": None}) for t in targets)})
