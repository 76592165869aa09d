"""``limis sessions``: what was said and kept, looked at, checked and deleted."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from limis.cli.output import AsJson, Output, report_error
from limis.errors import InputError, LimisError, SessionBusyError, say

if TYPE_CHECKING:
    from limis.session.about import About
    from limis.session.store import Listed, Store, Verdict
    from limis.session.turns import TurnRow

__all__ = ["app"]

app = typer.Typer(help="Sessions that were kept: list, show, verify, delete, purge.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="Its id, or as much of it as no other begins with.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]

_HOURS = {"h": 1, "d": 24, "w": 24 * 7}


@app.command("list")
def list_sessions(as_json: AsJson = False) -> None:
    """List the sessions, the one that was used last first.

    Example: limis sessions list
    """
    found = _store().list()
    output = Output(as_json=as_json)
    output.print_json([_listed(one) for one in found])
    if as_json:
        return
    if not found:
        typer.echo("no sessions are kept; `limis chat IMAGE` begins one")
    for one in found:
        typer.echo(_plain(f"{one.id}  {one.problem}" if one.about is None else _line(one.about)))


@app.command()
def show(session: Id, as_json: AsJson = False) -> None:
    """Show what was said in a session, and what came of it.

    Example: limis sessions show 4f3a
    """
    about, turns = _store().read(session)
    Output(as_json=as_json).print_json({**about.as_json(), "said": [turn.as_json() for turn in turns]})
    if not as_json:
        for line in (*_about(about), "", *(line for turn in turns[1:] for line in _turn(turn))):
            typer.echo(_plain(line))


@app.command()
def verify(
    session: Annotated[str | None, typer.Argument(help="Its id, or its beginning; all when left out.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check that what is kept is what was once written. Exit code 1 if it is not.

    The hash at the end of the line stands for everything that was said: write it down elsewhere, and nobody can
    rewrite the session unseen.

    Example: limis sessions verify
    """
    store = _store()
    names = [one.id for one in store.list()] if session is None else [store.resolve(session)]
    verdicts = [_verdict(store, name) for name in names]
    Output(as_json=as_json).print_json(
        [{"id": v.id, "ok": v.ok, "problems": list(v.problems), "turns": v.turns, "head": v.head} for v in verdicts]
    )
    if not as_json:
        for verdict in verdicts:
            typer.echo(_judged(verdict))
    if not all(verdict.ok for verdict in verdicts):
        raise typer.Exit(1)


@app.command()
def delete(session: Id, yes: Yes = False, as_json: AsJson = False) -> None:
    """Delete a session: what was said, its masks, its audit. The image and what was saved stay.

    Example: limis sessions delete 4f3a --yes
    """
    store = _store()
    name = store.resolve(session)
    _confirm(f"Delete session {name}?", yes)
    if _delete(store, [name], as_json):
        raise typer.Exit(1)


@app.command()
def purge(
    older_than: Annotated[str, typer.Option("--older-than", help="Age of the last turn: 12h, 30d, 8w.")],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Delete the sessions that were not used for a while. One that is open now stays.

    Example: limis sessions purge --older-than 30d
    """
    store = _store()
    old = [about.id for about in store.unused_for(_age(older_than))]
    if old:
        _confirm(f"Delete {len(old)} session{'s' if len(old) > 1 else ''}?", yes)
    _delete(store, old, as_json)


def _store() -> Store:
    from limis.config import resolve_config
    from limis.session.store import Store

    return Store(resolve_config().home)


def _confirm(question: str, yes: bool) -> None:
    """Ask on standard error, so that standard output stays what was asked for. No answer is a no."""
    if not yes and not typer.confirm(question, err=True):
        report_error("nothing was deleted", colour="yellow")
        raise typer.Exit(1)


def _delete(store: Store, names: list[str], as_json: bool) -> list[str]:
    """Delete sessions; give back those that are open and stay."""
    deleted: list[str] = []
    still_open: dict[str, str] = {}
    for name in names:
        try:
            deleted.append(store.delete(name))
        except SessionBusyError as error:
            still_open[name] = str(error)
    Output(as_json=as_json).print_json({"deleted": deleted, "open": list(still_open)})
    if not as_json:
        typer.echo(f"deleted {', '.join(deleted)}" if deleted else "nothing was deleted")
    for why in still_open.values():
        report_error(why)
    return list(still_open)


def _verdict(store: Store, name: str) -> Verdict:
    """Check one session; one that nothing can be said about is not sound either."""
    from limis.session.store import Verdict

    try:
        return store.verify(name)
    except LimisError as error:
        return Verdict(name, (str(error),))


def _age(text: str) -> timedelta:
    """The age in ``--older-than``.

    Example:
        >>> _age("2w").days
        14
    """
    match = re.fullmatch(r"(\d{1,6})\s*([hdw])", text.strip().lower())
    if match is None:
        raise InputError(
            say(
                "cannot use --older-than",
                expected="a number of hours, days or weeks",
                got=repr(text),
                next_step="Give for example --older-than 30d",
            )
        )
    return timedelta(hours=int(match[1]) * _HOURS[match[2]])


def _listed(one: Listed) -> dict[str, Any]:
    """A session as JSON."""
    return {"id": one.id, "problem": one.problem, **(one.about.as_json() if one.about is not None else {})}


def _line(about: About) -> str:
    """A session in a line."""
    image = about.image_path.name if about.image_path is not None else "an image made in memory"
    turns = f"{about.turns} turn{'' if about.turns == 1 else 's'}"
    return f"{about.id}  {_when(about.used)}  {turns}  {image}  {', '.join(about.structures) or 'no structures'}"


def _about(about: About) -> list[str]:
    """What is known of a session, in lines."""
    shape = " x ".join(str(n) for n in about.grid["shape"])
    return [
        f"session {about.id}",
        f"  image: {about.image_path or 'made in memory'}",
        f"  sha256: {about.image_sha256}",
        f"  grid: {shape}, {about.modality or 'kind of imaging unknown'}",
        f"  begun: {_when(about.created)}, last used {_when(about.used)}",
        f"  structures: {', '.join(about.structures) or 'none'}",
        f"  audit: {about.head}",
    ]


def _turn(turn: TurnRow) -> list[str]:
    """A turn in lines."""
    told = turn.as_json()
    changed = [
        f"     {c['name']} {c['kind']}: +{c['voxels_added']} -{c['voxels_removed']} voxels"
        f" (+{c['added']:g} -{c['removed']:g} {c['unit']})"
        for c in told["changes"]
    ]
    return [f"{turn.number:>3}. {turn.said}", *changed, *([f"     {turn.reply}"] if turn.reply else [])]


def _judged(verdict: Verdict) -> str:
    """A verdict in lines."""
    if verdict.ok:
        turns = f"{verdict.turns} turn{'' if verdict.turns == 1 else 's'}"
        return f"{verdict.id}  sound, {turns}, {verdict.head}"
    return "\n".join((f"{verdict.id}  NOT SOUND", *(f"  {problem}" for problem in verdict.problems)))


def _plain(text: str) -> str:
    """Text that cannot make a terminal do anything but show it."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _when(at: str) -> str:
    """A time as people read it, in UTC."""
    return f"{at[:10]} {at[11:16]} UTC"
