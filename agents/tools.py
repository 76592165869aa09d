"""The commands of limis as typed tools, for anybody's LangChain agent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from limis.agents.conversation import Conversation
from limis.agents.desk import OFFERED, PlanningDesk
from limis.agents.scene import Scene
from limis.agents.typed import typed_tools
from limis.agents.wording import worded
from limis.commands import Command, Confirm
from limis.errors import PlanError
from limis.session import Session

__all__ = ["tools_for"]

_WAITS = "waits for a person's yes; nothing was done yet"
_DECLINED = "a person said no; nothing was done"


def tools_for(session: Session | Conversation, ask: Callable[[str], Any] | None = None) -> list[Any]:
    """Make a tool of every command that an agent may give.

    What a tool answers holds names of the vocabulary and numbers, never text that came out of a file, and no pixels.

    Args:
        session: What the tools act upon: a conversation as `limis.chat` begins it, or a bare session, whose files then
            go to the folder ``limis_out``.
        ask: Asked, with a question, before something that is there is destroyed; what it gives back counts as yes
            where it is True or "yes". LangGraph's ``interrupt`` is one. None leaves the question to the conversation,
            where it waits until a person says "yes".

    Returns:
        LangChain tools, one per command, in the order of the algebra. They may be called from several threads.

    Raises:
        MissingExtraError: LangChain is not installed.

    Example:
        >>> import limis
        >>> from limis.agents import tools_for
        >>> with limis.chat("scan.nii.gz") as chat:  # doctest: +SKIP
        ...     tools = {tool.name: tool for tool in tools_for(chat)}
        ...     tools["segment"].invoke({"targets": [{"concept": "liver", "text": "liver"}]})
        'segment done, liver is 1,482 ml in 1 piece'
    """
    conversation = session if isinstance(session, Conversation) else Conversation(session, Path("limis_out"))
    hand = _Hand(conversation, ask)
    return typed_tools(set(OFFERED) - {"clarify"}, hand.call, kind="func")


class _Hand:
    """Gives an agent's commands to a conversation."""

    def __init__(self, conversation: Conversation, ask: Callable[[str], Any] | None) -> None:
        self._conversation, self._ask = conversation, ask
        self._scene, self._lock = Scene(conversation.session), Lock()

    def call(self, op: str) -> Callable[..., str]:
        def call(**fields: Any) -> str:
            with self._lock:
                desk = PlanningDesk(self._conversation.session, self._scene, only_what_was_said=False)
                try:
                    return self._give(desk.check(op, fields))
                except PlanError as error:
                    return f"wrong: {error}"

        return call

    def _give(self, command: Command) -> str:
        words, session = worded(command), self._conversation.session
        destroys = session.destroys([command])
        if destroys and self._ask is not None and not _is_yes(self._ask(f'"{words}" destroys what is there. Shall I?')):
            return _DECLINED
        turn = self._conversation.apply([command], words)
        if destroys and self._ask is None:
            return _WAITS
        if destroys:
            turn = self._conversation.apply([Confirm()], "yes")
        self._scene.remember(turn)
        return "\n".join(self._scene.told(outcome, turn.result) for outcome in turn.outcomes)


def _is_yes(answer: object) -> bool:
    return answer is True or (isinstance(answer, str) and answer.strip().lower() == "yes")
