"""``limis chat``: talk about an image until its masks are right."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from limis.cli.live import Live
from limis.cli.output import AsJson, Device, Models, Output, Quiet, Verbose, escaped, report_error
from limis.cli.reading import Frame, Modality, Orientation, Series, Spacing, reading_of
from limis.errors import Cancelled, InputError, say

if TYPE_CHECKING:
    from limis.agents.conversation import Conversation
    from limis.session.turn import Turn
    from limis.types import Structure

__all__ = ["chat"]


def chat(
    image: Annotated[Path | None, typer.Argument(help="The image; not needed with --resume.")] = None,
    masks: Annotated[
        list[str] | None,
        typer.Option("--mask", help="Outlined already: FILE or FILE=NAME; label map or DICOM SEG."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for what is saved.")] = None,
    script: Annotated[
        Path | None, typer.Option(help="A file with a sentence per line instead of standard input.")
    ] = None,
    resume: Annotated[str | None, typer.Option(help="Take up a session that was kept; see `limis sessions`.")] = None,
    no_history: Annotated[bool, typer.Option("--no-history", help="Do not keep what is said.")] = False,
    models: Models = None,
    device: Device = None,
    planner: Annotated[
        str | None,
        typer.Option(help="Language model for what the grammar cannot read: openai:NAME, ollama:NAME …; or none."),
    ] = None,
    planner_url: Annotated[str | None, typer.Option(help="Where it is served, e.g. http://localhost:8000/v1.")] = None,
    modality: Modality = None,
    orientation: Orientation = None,
    spacing: Spacing = None,
    frame: Frame = None,
    series: Series = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Talk about an image: segment, correct, measure, undo, save.

    Sentences come from the keyboard, from a pipe or from --script. With --json every line, blank ones too, gives
    exactly one line of JSON.

    Example: limis chat scan.nii.gz --mask liver.nii.gz=liver -o results
    """
    output = Output(quiet=quiet, verbose=verbose, as_json=as_json)
    reading = asdict(reading_of(modality, orientation, spacing, frame, series))
    if resume is not None:
        _refuse_beside_resume(image, masks, reading)
        conversation = _take_up(resume, out, models, device, planner, planner_url)
    elif image is None:
        raise _missing()
    else:
        asked = planner, planner_url
        conversation = _begin(image, masks or [], out, models, device, asked, reading, keep=not no_history)
    output.introduce(conversation.session.engines)
    output.introduce_planner(conversation.planner)
    with conversation:
        _talk(conversation, script, output, is_asked_for=out is not None)


def _talk(conversation: Conversation, script: Path | None, output: Output, *, is_asked_for: bool) -> None:
    """Answer sentence by sentence; the picture is renewed at the keyboard, and in a pipe where a folder was named."""
    from limis.report.told import tell_turn

    live = Live(conversation.folder / "preview.png")
    if script is None and not output.as_json and sys.stdin.isatty():
        _at_keyboard(conversation, live, output)
        return
    for line in _lines(script):
        turn = _say(conversation, line, output)
        if is_asked_for:
            live.renew(conversation, turn)
        if output.as_json:
            typer.echo(json.dumps(tell_turn(turn, conversation.image.geometry), allow_nan=False))
        elif turn.reply:
            typer.echo(turn.reply)


def _at_keyboard(conversation: Conversation, live: Live, output: Output) -> None:
    from limis.cli.inline import drawn, protocol_of
    from limis.cli.prompting import converse

    protocol = protocol_of(os.environ) if sys.stdout.isatty() else None

    def show(turn: Turn) -> str:
        png = live.renew(conversation, turn)
        return "" if png is None or protocol is None else drawn(png, protocol)

    output.say(f'[dim]say "help" for what can be said; what is outlined is shown in[/] {escaped(str(live.path))}')
    converse(conversation, lambda line: _say(conversation, line, output), show)


def _say(conversation: Conversation, line: str, output: Output) -> Turn:
    """One sentence; whatever goes wrong with it is its answer."""
    try:
        with output.progress() as progress:
            return conversation.say(line, progress)
    except Cancelled:
        return conversation.refuse(line, "stopped; nothing was changed")
    except Exception as error:  # noqa: BLE001 - a bad line never ends the conversation
        report_error(f"{type(error).__name__}: {error}")
        return conversation.refuse(line, f"that went wrong: {type(error).__name__}: {error}")


def _lines(script: Path | None) -> Iterator[str]:
    """The sentences, as they come; bytes that are no text are replaced."""
    if script is not None:
        try:
            raw = script.read_bytes()
        except OSError as error:
            raise InputError(
                say(
                    f"cannot read {script}",
                    expected="a file with sentences",
                    got=str(error),
                    next_step="Check --script",
                )
            ) from error
        yield from (_sentence(line) for line in raw.removesuffix(b"\n").split(b"\n") if raw)
        return
    while raw := sys.stdin.buffer.readline():
        yield _sentence(raw)


def _sentence(line: bytes) -> str:
    """A line as it was meant, however it ends."""
    return line.decode("utf-8", "replace").rstrip("\r\n")


def _begin(
    image: Path,
    masks: list[str],
    out: Path | None,
    models: str | None,
    device: str | None,
    planner: tuple[str | None, str | None],
    reading: dict[str, Any],
    *,
    keep: bool,
) -> Conversation:
    from limis.api import converse, load
    from limis.session.importing import imported_from

    opened = load(image, **reading)
    imported: list[Structure] = []
    for entry in masks:
        file, _, concept = entry.partition("=")
        imported += imported_from(Path(file), opened, concept or None, [s.name for s in imported])
    return converse(
        opened,
        imported=tuple(imported),
        out=out,
        models=models,
        device=device,
        modality=reading["modality"],
        keep=keep,
        options={name: value for name, value in reading.items() if value is not None},
        planner=planner[0],
        planner_url=planner[1],
    )


def _take_up(
    session: str, out: Path | None, models: str | None, device: str | None, planner: str | None, url: str | None
) -> Conversation:
    from limis.api import resume

    return resume(session, out=out, models=models, device=device, planner=planner, planner_url=url)


def _refuse_beside_resume(image: Path | None, masks: list[str] | None, reading: dict[str, Any]) -> None:
    beside = [str(v) for v in (image, masks, *reading.values()) if v]
    if beside:
        raise InputError(
            say(
                "--resume knows its image and how it was read",
                expected="nothing beside it",
                got=f"also {', '.join(beside)}",
                next_step="Leave that away",
            )
        )


def _missing() -> InputError:
    return InputError(
        say(
            "an image is missing",
            expected="an image, or --resume with the id of a session",
            got="neither",
            next_step="Run for example: limis chat scan.nii.gz",
        )
    )
