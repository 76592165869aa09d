"""``limis eval hearing``: how well spoken commands are heard, said by synthetic voices."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from limis.cli.listen import RECOGNISER
from limis.cli.output import AsJson, Output

__all__ = ["hearing"]

_CONDITION = "clean, 'pink noise, 20 dB', 'white noise, 10 dB' or 'reverberation, 0.5 s'; repeat for several."


def hearing(
    condition: Annotated[list[str] | None, typer.Option("--condition", help=_CONDITION)] = None,
    recogniser: Annotated[str, typer.Option(help=RECOGNISER)] = "sphinx",
    limit: Annotated[int | None, typer.Option(min=1, help="Most commands, and most other sentences.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write every sentence and what became of it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say commands and small talk to a recogniser, and count what it makes of them.

    Needs the extra voice and the program espeak-ng. The voices are synthetic: what people would get, this cannot tell.
    """
    from limis.agents.voice import open_recogniser
    from limis.errors import InputError, say
    from limis.eval.hearing.measure import as_json as rows_as_json
    from limis.eval.hearing.measure import ask, summarise
    from limis.eval.hearing.sentences import CHATTER, COMMANDS
    from limis.eval.hearing.voices import CONDITIONS
    from limis.io.atomic import write_json

    wanted = condition or ["clean"]
    if unknown := [name for name in wanted if name not in CONDITIONS]:
        raise InputError(
            say("unknown condition", expected=", ".join(CONDITIONS), got=unknown[0], next_step="Name one of them")
        )
    output = Output(as_json=as_json)
    listener = open_recogniser(recogniser)
    with output.progress() as progress:
        rows = list(ask(listener, wanted, commands=COMMANDS[:limit], chatter=CHATTER[:limit], progress=progress))
    summary = summarise(rows)
    if out is not None:
        write_json(out, rows_as_json(rows))
    output.print_json(summary)
    for name, figures in () if as_json else summary.items():
        typer.echo(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()))
