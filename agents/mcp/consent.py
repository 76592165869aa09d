"""A yes that only a person can give: what destroys work is asked of them through the client, past the model."""

from __future__ import annotations

from collections.abc import Sequence

from mcp.server.mcpserver import Context, Elicit
from pydantic import BaseModel, Field

from limis.agents.conversation import Conversation
from limis.agents.wording import worded
from limis.commands import Command, Confirm, Deny, Question
from limis.progress import Progress
from limis.session import Turn

__all__ = ["Yes", "ask", "can_ask", "carry_out", "question_for", "standing_of", "wording_of"]

_CANNOT_ASK = (
    "that would destroy work, which only a person may allow, and this client cannot ask one. Nothing was changed. Tell "
    "the person; they can do it in limis themselves, or use a client that supports elicitation"
)

_HAS_CHANGED = "what is outlined changed while the person was asked; nothing was done. Ask again"


class Yes(BaseModel):
    """A person's answer."""

    confirmed: bool = Field(title="Carry it out", description="Yes to do it, no to leave everything as it is.")


def can_ask(context: Context) -> bool:
    """Whether the client can put a question to a person."""
    able = context.client_capabilities
    asks = None if able is None else able.elicitation
    return asks is not None and (asks.form is not None or asks.url is None)


def question_for(conversation: Conversation, commands: Sequence[Command], text: str) -> str | None:
    """What a person has to be asked before commands are carried out; None for nothing."""
    question = conversation.session.would_ask(commands, text or wording_of(commands))
    if question is None or question.options:
        return None
    names = [structure.name for structure in conversation.structures]
    active = conversation.session.history.state.active if len(names) > 1 else None
    there = ", ".join(f"{name} (active)" if name == active else name for name in names)
    return f"{question.question} Outlined now: {there or 'nothing'}."


def standing_of(conversation: Conversation, commands: Sequence[Command]) -> str:
    """What a yes is good for: these commands, on what is outlined and active now."""
    return f"{conversation.session.history.digest} {wording_of(commands)}"


def ask(question: str | None, context: Context) -> Elicit[Yes] | Yes:
    """Ask, where there is something to ask and somebody who can be asked."""
    if question is None or not can_ask(context):
        return Yes(confirmed=False)
    return Elicit(question, Yes)


def carry_out(
    conversation: Conversation,
    commands: Sequence[Command],
    text: str,
    progress: Progress,
    *,
    agreed: bool,
    could_ask: bool,
    asked: set[str],
) -> Turn:
    """Carry commands out; what waits for a yes is done where a person has agreed, and dropped where not.

    Nothing ever waits in between, so that no later call can say yes in a person's place.

    Args:
        conversation: Where.
        commands: What was understood.
        text: What was said.
        progress: Called at least twice a second.
        agreed: Whether a person said yes.
        could_ask: Whether the client could put the question to one.
        asked: What a person was asked about, as `standing_of` has it; a yes to anything else is none.
    """
    standing = standing_of(conversation, commands)
    was_asked = standing in asked
    asked.discard(standing)
    turn = conversation.apply(commands, text or wording_of(commands), progress)
    if not waits_for_yes(turn.pending):
        return turn
    if agreed and was_asked:
        return conversation.apply([Confirm()], "yes", progress)
    conversation.apply([Deny()], "no", progress)
    if agreed:
        return conversation.refuse(text, _HAS_CHANGED)
    return conversation.refuse(text, "the person did not allow it; nothing was changed" if could_ask else _CANNOT_ASK)


def waits_for_yes(question: Question | None) -> bool:
    """Whether a question is one of yes or no."""
    return question is not None and not question.options


def wording_of(commands: Sequence[Command]) -> str:
    """Commands in words, as a person should hear them."""
    return " and ".join(worded(command) for command in commands)
