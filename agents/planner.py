"""The optional planner: a language model that proposes commands for sentences the grammar cannot read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args
from uuid import uuid4

from limis.agents.chat_models import open_chat_model
from limis.agents.desk import DESTROYING, OFFERED
from limis.agents.errand import Errand
from limis.agents.typed import typed_tools
from limis.commands import Clarify, Command, Listing, Measure, Search
from limis.errors import LLMError, PlanError
from limis.extras import require
from limis.progress import Progress
from limis.prompts.planning import INSTRUCTIONS, NOT_CARRIED_OUT, request, wrong
from limis.protocols import Desk, EngineInfo, Plan

__all__ = ["LanguageModelPlanner", "open_planner"]

_STEPS = 8
_PATIENCE_S = 60.0
_LONGEST = 2000
_MOST_CALLS = 12
_TOO_MANY_STEPS = "ModelCallLimitExceededError"
_ONCE = (*get_args(Search), Measure, Listing)
"""What says nothing new when it is said again."""

_DONE = "this plan does that already"


def open_planner(name: str, url: str | None = None) -> LanguageModelPlanner:
    """Open a planner by name; arguments and errors as of `limis.agents.chat_models.open_chat_model`."""
    return LanguageModelPlanner(name, open_chat_model(name, url), place=url or name.partition(":")[0])


class LanguageModelPlanner:
    """A planner that asks a chat model.

    Args:
        name: What it is called in replies and audits.
        model: A LangChain chat model that can call tools.
        place: Where it runs, for the audit.
        steps: How often it may be asked about one sentence.
        patience_s: How long all its answers to one sentence may take.
    """

    def __init__(
        self, name: str, model: Any, *, place: str = "", steps: int = _STEPS, patience_s: float = _PATIENCE_S
    ) -> None:
        require("langchain.agents", "agent")
        self._model, self._steps, self._patience_s = model, steps, patience_s
        self._info = EngineInfo(name, "planner", "", "", place)

    @property
    def info(self) -> EngineInfo:
        """As `limis.protocols.Planner`."""
        return self._info

    def plan(self, text: str, desk: Desk, progress: Progress) -> Plan:
        """As `limis.protocols.Planner`."""
        if len(text) > _LONGEST:
            return Plan(remark=f"the planner reads no more than {_LONGEST} characters at a time")
        talk = _Talk(desk, self._steps, progress)
        try:
            talk.errand.run(talk.hold(self._model, text), talk.answer, progress, patience_s=self._patience_s)
        except TimeoutError:
            return talk.broken_off(f"the planner took longer than {self._patience_s:g} s")
        except LLMError as error:
            is_endless = str(error) == _TOO_MANY_STEPS
            return talk.broken_off(
                f"the planner came to no end in {self._steps} steps" if is_endless else f"the planner failed ({error})"
            )
        return talk.plan()


class _Talk:
    """What is said to a model about one sentence, and what came of it so far."""

    def __init__(self, desk: Desk, steps: int, progress: Progress) -> None:
        self.errand = Errand("planning")
        self._desk, self._steps, self._progress = desk, steps, progress
        self._commands: list[Command] = []
        self._proposed: list[Command] = []
        self._is_held = self._was_wrong = self._gave_up = False

    def plan(self) -> Plan:
        """The plan, when the model is through."""
        if self._gave_up:
            return self.broken_off("the planner proposed something that is no command: what exactly shall be done?")
        everything = [*self._commands, *(self._proposed if self._is_held else ())]
        question = next((command for command in everything if isinstance(command, Clarify)), None)
        if question is not None:
            return Plan((question,))
        return Plan(tuple(everything), "" if everything else "the planner proposed nothing that can be done here")

    def broken_off(self, why: str) -> Plan:
        """What there is of a plan that did not come to its end: to be asked about."""
        return Plan(tuple(self._commands), why, sure=False)

    async def hold(self, model: Any, text: str) -> None:
        """Talk until the model calls no more tools, or somebody has to say yes."""
        memory = require("langgraph.checkpoint.memory", "agent").InMemorySaver()
        tools = typed_tools(OFFERED, self._call, kind="coroutine")
        agent = require("langchain.agents", "agent").create_agent(
            model, tools, system_prompt=INSTRUCTIONS, middleware=self._middleware(), checkpointer=memory
        )
        said = {"messages": [{"role": "user", "content": request(self._desk.briefing, text)}]}
        config = {"configurable": {"thread_id": uuid4().hex}, "recursion_limit": 10 * self._steps}
        with require("langsmith", "agent").tracing_context(enabled=False):
            async for mode, chunk in agent.astream(said, config, stream_mode=["messages", "updates"]):
                if mode == "messages":
                    self._follow(chunk[0])
                elif "__interrupt__" in chunk:
                    self._is_held = True
                    return

    def answer(self, op: str, fields: Mapping[str, Any]) -> str:
        """Carry out a call of a tool, in rehearsal; in the thread that the session belongs to."""
        try:
            command = self._desk.check(op, fields)
            if isinstance(command, _ONCE) and command in self._commands:
                return _DONE
            answer = self._desk.rehearse([*self._commands, command], self._report)
        except PlanError as error:
            return str(error)
        self._commands.append(command)
        return answer

    def _report(self, step: str, done: int, total: int) -> None:
        self._progress(f"{self.errand.step}: {step}", done, total)

    def _follow(self, chunk: Any) -> None:
        """Tell what the model is about to propose, while it still talks."""
        for call in getattr(chunk, "tool_call_chunks", None) or ():
            if call.get("name") in OFFERED:
                self.errand.step = f"planning: {call['name'].replace('_', ' ')}"

    def _call(self, op: str) -> Any:
        async def call(**fields: Any) -> str:
            return await self.errand.ask(op, fields)

        return call

    def _middleware(self) -> Sequence[Any]:
        """What pauses for a person's yes, what checks every call, and what counts steps; the last one looks first."""
        kit = require("langchain.agents.middleware", "agent")
        asks = {op: {"allowed_decisions": ["approve", "reject"]} for op in (*DESTROYING, "clarify")}

        async def check(state: Any, runtime: Any) -> dict[str, Any] | None:
            return self._check(state["messages"][-1])

        return [
            kit.HumanInTheLoopMiddleware(interrupt_on=asks),
            kit.after_model(check, can_jump_to=["model", "end"], name="check"),
            kit.ModelCallLimitMiddleware(run_limit=self._steps, exit_behavior="error"),
        ]

    def _check(self, message: Any) -> dict[str, Any] | None:
        """See whether all calls of a message are commands; if not, have them repaired once, then give up."""
        answer = require("langchain_core.messages", "agent").ToolMessage
        problem = "the arguments are no JSON object." if message.invalid_tool_calls else ""
        if len(self._commands) + len(message.tool_calls) > _MOST_CALLS:
            problem = f"a plan has no more than {_MOST_CALLS} calls."
        self._proposed = []
        for call in message.tool_calls:
            try:
                self._proposed.append(self._desk.check(call["name"], call["args"]))
            except PlanError as error:
                problem = problem or str(error)
        if not problem:
            return None
        if self._was_wrong:
            self._gave_up = True
            return {"jump_to": "end"}
        self._was_wrong = True
        calls = [*message.invalid_tool_calls, *message.tool_calls]
        told = [wrong(problem), *(NOT_CARRIED_OUT for _ in calls[1:])]
        answers = [
            answer(content=text, tool_call_id=call["id"] or "call", status="error")
            for text, call in zip(told, calls, strict=True)
        ]
        return {"messages": answers, "jump_to": "model"}
