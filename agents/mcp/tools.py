"""The ten tools. What an op does and takes comes from the command algebra; opening, saying and showing are ours."""

# Annotations are values here: the SDK reads what resolves a parameter out of them.
import inspect
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any, TypeAlias

from mcp.server.mcpserver import AcceptedElicitation, Context, Elicit, ElicitationResult, Resolve
from mcp.server.mcpserver.tools import Tool
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import Field

from limis.agents.conversation import Conversation
from limis.agents.mcp.algebra import about, command, commands_schema, fields_of, fields_schema
from limis.agents.mcp.answers import Answer, Closed, Opened, Shown
from limis.agents.mcp.cases import Cases
from limis.agents.mcp.consent import Yes, ask, can_ask, carry_out, question_for, standing_of, wording_of
from limis.agents.mcp.discreet import about_opening
from limis.agents.mcp.pictures import draw
from limis.agents.mcp.results import answered, guarded, opened, plain, refused, shown
from limis.commands import Command, GotoSlice, Listing, Measure, Redo, Save, Stop, Undo, ViewPlane, WindowTo, load
from limis.commands.values import Value
from limis.errors import LimisError, UnknownSessionError
from limis.progress import Progress
from limis.prompts.reader import read

__all__ = ["make_tools"]

Said: TypeAlias = Annotated[CallToolResult, Answer]
Handle: TypeAlias = Annotated[str, Field(description="The handle that `open` gave back.")]
Reads: TypeAlias = Callable[[Conversation], Sequence[Command]]

_LOOKS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_ADDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
_MAY_DESTROY = ToolAnnotations(read_only_hint=False, destructive_hint=True, open_world_hint=False)

_OPS: Mapping[str, tuple[type[Value], ToolAnnotations, str]] = {
    "undo": (Undo, _ADDS, ""),
    "redo": (Redo, _ADDS, ""),
    "measure": (Measure, _ADDS, ""),
    "list": (Listing, _LOOKS, ""),
    "export": (
        Save,
        _ADDS,
        'New files go to the folder for results, never over others; all structures with targets [{"ref": "all"}].',
    ),
}
"""Tools that say one op: which, what they may do, and what else there is to know."""


def make_tools(cases: Cases, *, share_pixels: bool) -> list[Tool]:
    """Make the tools.

    Args:
        cases: What is open.
        share_pixels: Whether pictures may be given away.
    """
    return [
        _opening(cases),
        _saying(cases),
        _applying(cases),
        *(_op_tool(cases, name, *row) for name, row in _OPS.items()),
        _viewing(cases, share_pixels=share_pixels),
        _closing(cases),
    ]


def _opening(cases: Cases) -> Tool:
    async def open_image(
        path: Annotated[str, Field(description="A file or DICOM folder under the folders this server serves.")],
        ctx: Context,
        modality: Annotated[
            str | None, Field(description="Kind of imaging, e.g. CT; where the file is silent.")
        ] = None,
        frame: Annotated[int | None, Field(ge=1, description="Which time point, echo, page or cine frame.")] = None,
        series: Annotated[str | None, Field(description="UID of one series of a DICOM folder.")] = None,
        spacing: Annotated[
            list[float] | None, Field(description="Millimetres: row, column; or page, row, column.")
        ] = None,
        orientation: Annotated[str | None, Field(description=r"Where a picture's right and bottom lie: L\F.")] = None,
        masks: Annotated[
            dict[str, str] | None, Field(description="Outlined already: name to path of its file.")
        ] = None,
        models: Annotated[str | None, Field(description="One of the model sets that this server offers.")] = None,
    ) -> Annotated[CallToolResult, Opened]:
        reading = {"modality": modality, "frame": frame, "series": series, "spacing": spacing}
        try:
            case = await cases.open(path, {**reading, "orientation": orientation}, masks or {}, models, ctx)
        except LimisError as error:
            words = about_opening(error, path)
            return refused(type(error).__name__, cases.discretion.words(words))
        return await guarded(cases, case.do(lambda conversation, progress: opened(case, conversation, cases), ctx))

    return _tool(open_image, "open", "Open a medical image; gives back the handle that every other tool wants.", _ADDS)


def _saying(cases: Cases) -> Tool:
    def reading(text: str) -> Reads:
        return lambda conversation: read(text, conversation.session.context)

    async def asked(ctx: Context, session: str, text: str) -> Elicit[Yes] | Yes:
        if any(isinstance(one, Stop) for one in read(text)):
            _stop(cases, session)
        return await _asked(cases, ctx, session, reading(text), text)

    async def say(
        session: Handle,
        text: Annotated[str, Field(max_length=4000, description="A sentence, or several in order.")],
        consent: Annotated[ElicitationResult[Yes], Resolve(asked)],
        ctx: Context,
    ) -> Said:
        return await guarded(cases, _turn(cases, ctx, session, reading(text), text, consent))

    about_it = (
        "Say what shall happen to the image, in plain words: segment, correct, measure, undo, save. "
        'For example "segment the liver and both kidneys", "it misses the lower tip", "how big is it?".'
    )
    return _tool(say, "say", about_it, _MAY_DESTROY)


def _applying(cases: Cases) -> Tool:
    async def asked(ctx: Context, session: str, commands: list[dict[str, Any]]) -> Elicit[Yes] | Yes:
        if {"op": "stop"} in commands:
            _stop(cases, session)
        return await _asked(cases, ctx, session, lambda conversation: load(commands), "")

    async def apply(
        session: Handle,
        commands: list[dict[str, Any]],
        consent: Annotated[ElicitationResult[Yes], Resolve(asked)],
        ctx: Context,
    ) -> Said:
        return await guarded(cases, _turn(cases, ctx, session, lambda conversation: load(commands), "", consent))

    return _tool(
        apply, "apply", "Carry out commands of the algebra, all or none; exact where words could be taken two ways.",
        _MAY_DESTROY, commands_schema(),
    )  # fmt: skip


def _op_tool(cases: Cases, name: str, kind: type[Value], hints: ToolAnnotations, more: str) -> Tool:
    """A tool that says one op of the algebra, with the fields that it has there."""

    async def say_op(session: str, ctx: Context, **fields: Any) -> Said:
        return await guarded(cases, _turn(cases, ctx, session, lambda conversation: [command(kind, fields)], ""))

    _give_fields(say_op, fields_of(kind))
    return _tool(say_op, name, f"{about(kind)} {more}".strip(), hints, fields_schema(kind))


def _viewing(cases: Cases, *, share_pixels: bool) -> Tool:
    looks = (GotoSlice, ViewPlane, WindowTo)

    async def view(session: str, ctx: Context, **fields: Any) -> Annotated[CallToolResult, Shown]:
        if not share_pixels:
            return refused(
                "NotShared",
                "pictures stay on this machine: the server was started without --share-pixels. Tell the person; "
                "words, measurements and masks are there without it",
            )
        return await guarded(cases, _look(cases, ctx, session, fields))

    _give_fields(view, fields_of(*looks))
    off = "" if share_pixels else " Off: this server does not give pictures away."
    words = f"Show what is outlined, as a picture: the whole, or the slice that index or plane name.{off}"
    return _tool(view, "view", words, _LOOKS, fields_schema(*looks))


def _closing(cases: Cases) -> Tool:
    async def close(session: Handle) -> Annotated[CallToolResult, Closed]:
        async def end() -> CallToolResult:
            cases.close(session)
            return plain("Closed.", Closed(session=session))

        return await guarded(cases, end())

    return _tool(close, "close", "Let go of an image; what was exported stays.", _ADDS)


def _stop(cases: Cases, session: str) -> None:
    """End what is being done, and what waits: a wish to stop does not queue behind them."""
    with suppress(UnknownSessionError):
        cases.find(session).talk.cancel()


async def _asked(cases: Cases, ctx: Context, session: str, reads: Reads, text: str) -> Elicit[Yes] | Yes:
    """What a person has to be asked before a call goes on; errors are the call's own to tell."""

    def question(conversation: Conversation, _: Progress) -> str | None:
        commands = reads(conversation)
        asked = question_for(conversation, commands, text)
        if asked is not None:
            case.asked.add(standing_of(conversation, commands))
        return asked

    try:
        case = cases.find(session)
        return ask(await case.do(question, ctx), ctx)
    except LimisError:
        return Yes(confirmed=False)


async def _turn(
    cases: Cases, ctx: Context, session: str, reads: Reads, text: str, consent: ElicitationResult[Yes] | None = None
) -> CallToolResult:
    """Carry out what was said or asked."""
    case = cases.find(session)
    agreed, could_ask = isinstance(consent, AcceptedElicitation) and consent.data.confirmed, can_ask(ctx)

    def work(conversation: Conversation, progress: Progress) -> CallToolResult:
        turn = carry_out(
            conversation, reads(conversation), text, progress,
            agreed=agreed, could_ask=could_ask, asked=case.asked,
        )  # fmt: skip
        return answered(turn, conversation, case, cases)

    return await case.do(work, ctx)


async def _look(cases: Cases, ctx: Context, session: str, fields: Mapping[str, Any]) -> CallToolResult:
    """Look where the fields say, and draw what is there."""
    case = cases.find(session)
    given = {name: value for name, value in fields.items() if value is not None}
    looks = _looks(given)

    def work(conversation: Conversation, progress: Progress) -> CallToolResult:
        session = conversation.session
        if looks:
            session.apply(looks, wording_of(looks), progress)
        sliced = not session.image.is_picture and bool({"index", "plane"} & given.keys())
        return shown(draw(session, session.context.plane if sliced else None), conversation, case, sliced=sliced)

    return await case.do(work, ctx)


def _looks(given: Mapping[str, Any]) -> list[Command]:
    """The commands that fields ask for: a slice, else a plane; and a window."""
    where = GotoSlice if "index" in given else ViewPlane
    placed = {name: given[name] for name in ("index", "plane") if name in given}
    window = {name: given[name] for name in ("preset", "center", "width") if name in given}
    return [command(kind, some) for kind, some in ((where, placed), (WindowTo, window)) if some]


def _give_fields(call: Callable[..., Any], fields: Sequence[str]) -> None:
    """Let a function show parameters for fields that it takes by name; the algebra checks what they hold."""
    own = [p for p in inspect.signature(call).parameters.values() if p.kind is not inspect.Parameter.VAR_KEYWORD]
    more = [inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, annotation=Any, default=None) for n in fields]
    signature = inspect.signature(call).replace(parameters=[*own, *more])
    call.__signature__ = signature  # pyright: ignore[reportFunctionMemberAccess]


def _tool(
    call: Callable[..., Any], name: str, words: str, hints: ToolAnnotations, schema: dict[str, Any] | None = None
) -> Tool:
    """A tool that takes nothing but its own arguments, with the algebra's schema where it has one."""
    made = Tool.from_function(call, name=name, description=words, annotations=hints)
    model = made.fn_metadata.arg_model
    model.model_config = {**model.model_config, "extra": "forbid"}
    model.model_rebuild(force=True)
    made.parameters = schema or {**made.parameters, "additionalProperties": False}
    return made
