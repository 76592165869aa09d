"""Planning within a conversation: what a planner is told and remembers, and how its plan is answered."""

from __future__ import annotations

from dataclasses import dataclass

from limis.agents.desk import PlanningDesk
from limis.agents.scene import Scene
from limis.agents.wording import worded
from limis.commands import Clarify, Command, Unknown
from limis.progress import Progress
from limis.protocols import EngineInfo, Planner
from limis.session import Session, Turn

__all__ = ["Planned", "Planning"]


@dataclass(frozen=True)
class Planned:
    """What a planner made of a sentence.

    Attributes:
        commands: What is to be done; `Unknown` where nothing came of it.
        reading: The commands in words; empty where there is nothing to read back.
        remarks: What a person should know before the answer.
        doubts: What a person should look at after it.
        sure: False where a yes has to be waited for.
        info: The planner.
    """

    commands: tuple[Command, ...]
    reading: str
    remarks: tuple[str, ...]
    doubts: tuple[str, ...]
    sure: bool
    info: EngineInfo


class Planning:
    """A planner that listens to a conversation.

    Args:
        planner: The planner.
        session: The conversation's session.
    """

    def __init__(self, planner: Planner, session: Session) -> None:
        self.planner, self._session, self._scene = planner, session, Scene(session)

    def hear(self, text: str) -> None:
        """Take note of what a person said, before anything is done about it."""
        self._scene.hear(text)

    def plan(self, text: str, progress: Progress) -> Planned:
        """Have a sentence planned that the grammar cannot read.

        Raises:
            Cancelled: The progress callback asked to stop; everything is as it was.
        """
        desk = PlanningDesk(self._session, self._scene)
        plan = self.planner.plan(text, desk, progress)
        reading = "; ".join(worded(command) for command in plan.commands if not isinstance(command, Clarify))
        told = (f"I take that as: {reading}" if reading else "", plan.remark, "" if plan.commands else desk.refusal)
        commands = plan.commands or (Unknown(text=text.strip()),)
        remarks = tuple(remark for remark in told if remark)
        return Planned(commands, reading, remarks, desk.doubts, plan.sure or not plan.commands, self.planner.info)

    def remember(self, turn: Turn) -> None:
        """Keep what was said and what came of it, whoever understood it."""
        self._scene.remember(turn)
