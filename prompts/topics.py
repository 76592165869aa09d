"""What is named, and what is to be done with it: "CBD: grow 1 mm"."""

from __future__ import annotations

from collections.abc import Sequence

from limis.commands import Command, Context, Edit, Measure, Reference, Repeat, Save, Target, What
from limis.prompts.english.common import COMMANDS
from limis.prompts.lexicon import ARTICLES
from limis.prompts.normalise import Token
from limis.prompts.nouns import Noun
from limis.prompts.phrases import Phrases, word_set
from limis.prompts.requests import read_request
from limis.prompts.things import Things, is_there, things_at

__all__ = ["about", "in_its_place", "named_in", "of_topic"]

_MARK = ":"
_OF = Phrases(["for", "on", "as for", "as to", "regarding", "concerning", "as regards", "when it comes to"])
"""What may announce a structure: "for the spleen, keep just the largest piece"."""

_ASKING = word_set("you make keep only just please do can could leave")
"""Words beside the verbs of commands that begin what is asked for, or said of us."""

_COMPARED = word_set(
    "bigger larger wider thicker broader longer taller greater smaller narrower thinner shorter slimmer"
)
_OURS = word_set("make px pixel pixels voxel voxels")
"""Words that no report has beside "larger"."""


def of_topic(
    text: str, tokens: Sequence[Token], context: Context, antecedent: Noun | None
) -> tuple[list[Command], Noun | None] | None:
    """Read what is said of a structure that is named first.

    Args:
        text: The whole text.
        tokens: One clause.
        context: What is known of the session.
        antecedent: The noun that was named last, before this clause.

    Returns:
        The commands, about that structure, and its noun; None where no known structure comes first, or what follows
        the colon is about another one.

    Example:
        >>> from limis.prompts.normalise import tokenize
        >>> text = "aorta: smooth it"
        >>> of_topic(text, tokenize(text), Context(), None)[0][0].targets[0].concept
        'aorta'
    """
    start, at, rest = _parted(tokens)
    topic = _named(text, tokens[start:at], context, antecedent) if at > start and rest else None
    if topic is None and 0 < start < len(tokens) and tokens[start].word in ARTICLES:
        known = (
            (end, things) for end, things in things_at(text, tokens, start, context, antecedent) if _is_one(things)
        )
        at, topic = next(known, (start, None))
        rest = list(tokens[at:])
    announced = start > 0 and topic is not None and not is_there(topic, context)
    if topic is None or not rest or _is_report(rest) or (announced and not _is_asked(rest)):
        return None
    if topic.question is not None:
        return [topic.question], None
    named = list(tokens[start:at])
    for spoken in (rest, [*rest[:1], *named, *rest[1:]]):
        found = read_request(text, spoken, context, topic.last)
        each = [about(command, topic.targets) for command in found[0]] if found is not None else []
        commands = [command for command in each if command is not None]
        if commands and len(commands) == len(each):
            return commands, topic.last
    return None


def _is_one(things: Things) -> bool:
    """Say whether one known structure is named; "on the left" names none."""
    return len(things.targets) == 1 and _is_known(things)


def _parted(tokens: Sequence[Token]) -> tuple[int, int, list[Token]]:
    """Part a clause at its colon, or at the comma after what is announced: its noun from and to, and the rest."""
    words = [token.word for token in tokens]
    start = 0 if _MARK in words else _OF.match(words, 0)
    at = words.index(_MARK) if _MARK in words else words.index(",") if start and "," in words else 0
    return start, at, list(tokens[at + 1 :])


def _is_asked(tokens: Sequence[Token]) -> bool:
    """Say whether something is to be done, and no finding told: "keep the largest piece", not "it is too big"."""
    return tokens[0].word in COMMANDS | _ASKING


def _is_report(tokens: Sequence[Token]) -> bool:
    """Say whether it may be a finding: "liver: larger", but not "liver: 2 px larger", nor "liver: make it larger"."""
    words = {token.word for token in tokens}
    return not _COMPARED.isdisjoint(words) and _OURS.isdisjoint(words)


def _named(text: str, tokens: Sequence[Token], context: Context, antecedent: Noun | None) -> Things | None:
    for end, things in things_at(text, tokens, 0, context, antecedent):
        if end == len(tokens) and things.known and not things.active:
            return things
    return None


def named_in(text: str, tokens: Sequence[Token], context: Context) -> list[tuple[int, int, Things]]:
    """Find the structures that a stretch of a text names.

    Args:
        text: The whole text.
        tokens: The stretch.
        context: What is known of the session.

    Returns:
        Each with the index of its first word and of the one after its last.
    """
    found: list[tuple[int, int, Things]] = []
    at = 0
    while at < len(tokens):
        each = things_at(text, tokens, at, context, None)
        known = [(at, end, things) for end, things in each if _is_known(things)]
        found += known[:1]
        at = known[0][1] if known else at + 1
    return found


def _is_known(things: Things) -> bool:
    return things.known and all(isinstance(t, Target) and t.concept is not None for t in things.targets)


def in_its_place(
    before: tuple[list[Command], Noun | None] | None, now: tuple[list[Command], Noun | None]
) -> tuple[list[Command], Noun | None]:
    """Give what is meant instead the structure of what it takes the place of: "delete the liver, no, hide it".

    Args:
        before: What was asked for and is taken back, and its last noun.
        now: What is asked for instead.

    Returns:
        What is asked for instead; of the structure that was named before where it only points.

    Example:
        >>> from limis.commands import Delete, Hide, Reference, Target
        >>> it, liver = Reference(ref="active", text="it"), Target(concept="liver", text="liver")
        >>> in_its_place(([Delete(targets=(liver,))], None), ([Hide(targets=(it,))], None))[0][0].targets[0].concept
        'liver'
    """
    if before is None or len(before[0]) != 1 or len(now[0]) != 1:
        return now
    topic: tuple[What, ...] = getattr(before[0][0], "targets", None) or ()
    targets: tuple[What, ...] = getattr(now[0][0], "targets", None) or ()
    left_out = not targets and isinstance(now[0][0], Edit | Measure | Save) and not isinstance(now[0][0], Repeat)
    points = bool(targets) and all(_points(target) for target in targets)
    if not topic or any(_points(target) for target in topic) or not (points or left_out):
        return now
    return [now[0][0].model_copy(update={"targets": topic})], now[1] or before[1]


def _points(target: What) -> bool:
    """Say whether it is nothing but an "it" or a "them"."""
    return isinstance(target, Reference) and target.ref == "active" and target.side is None


def about(command: Command, topic: tuple[What, ...]) -> Command | None:
    """Give a command its structure.

    Args:
        command: What is to be done.
        topic: What with.

    Returns:
        The command with these targets; None where it has others, or can have none.

    Example:
        >>> from limis.commands import Smooth, Target
        >>> about(Smooth(), (Target(concept="liver", text="liver"),)).targets[0].concept
        'liver'
    """
    if "targets" not in type(command).model_fields:
        return None
    targets: tuple[What, ...] = getattr(command, "targets", None) or ()
    if targets == topic:
        return command
    return command.model_copy(update={"targets": topic}) if not targets or Things(targets).active else None
