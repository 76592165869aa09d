"""``limis listen``: what a recording is heard and read as, without doing it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from limis.cli.output import AsJson, Output

__all__ = ["LANGUAGE", "RECOGNISER", "listen"]

_THERE = "A structure that the session is taken to have, such as kidney_left; repeat for several."
RECOGNISER = "sphinx, or whisper: and the folder or name of a model that is on this machine."
LANGUAGE = "What is spoken: en, and with Whisper also de, fr, es, pt or auto."


def listen(
    wav: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A WAV file: PCM, 8 to 96 kHz.")],
    there: Annotated[list[str] | None, typer.Option("--there", help=_THERE)] = None,
    modality: Annotated[str | None, typer.Option(help="Kind of imaging, e.g. CT.")] = None,
    recogniser: Annotated[str, typer.Option(help=RECOGNISER)] = "sphinx",
    language: Annotated[str, typer.Option(help=LANGUAGE)] = "en",
    as_json: AsJson = False,
) -> None:
    """Show what is heard in a recording, how surely, and which commands that stands for. Needs the extra voice.

    Example: limis listen said.wav --there liver --json
    """
    from limis.agents.voice import open_recogniser, understand
    from limis.agents.wording import worded
    from limis.commands import Context

    context = Context(structures=tuple(there or ()), modality=modality)
    understood = understand(wav.read_bytes(), open_recogniser(recogniser, language), context)
    Output(as_json=as_json).print_json(understood.to_json())
    if not as_json:
        heard = understood.heard
        typer.echo(f"heard: {heard.text or 'no command'} ({heard.confidence:.2f}, {heard.seconds:.2f} s)")
        typer.echo(f"read as: {'; '.join(worded(command) for command in understood.commands) or 'nothing'}")
        typer.echo(f"would {understood.verdict}")
