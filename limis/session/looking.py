"""Commands that look around: they change no mask and are no step to undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from limis.commands import Command, GotoSlice, Hide, Plane, Reference, Show, Step, ViewPlane, WindowTo, Zoom
from limis.errors import PromptError, say
from limis.imaging.window import window_for
from limis.session.resolving import explicit, meant
from limis.session.turn import Fact, Outcome
from limis.session.work import Work

__all__ = ["hides_all_for_nothing", "look"]

_ZOOM_STEP, _ZOOM_MOST = 1.5, 16.0

Looking = GotoSlice | Step | ViewPlane | WindowTo | Zoom | Show | Hide


def look(command: Looking, work: Work) -> Outcome:
    """Look somewhere else, or at something else.

    Raises:
        PromptError: Slices of a picture, or a zoom that cannot be.
        GeometryError: A slice that is not there; the message says which are.
        InputError: A window that this image does not have.
    """
    return _LOOKS[type(command)](command, work)


def _goto(command: GotoSlice, work: Work) -> Outcome:
    plane, image = _plane(command.plane, work), work.bench.image
    axis, wanted = image.geometry.axis_of_plane(plane), command.index
    instances = image.source.numbers
    length = image.geometry.shape[axis]
    is_instance = not 1 <= wanted <= length and axis == 2 and len(instances) == length and wanted in instances
    number = image.geometry.slice_number(plane, instances.index(wanted)) if is_instance else wanted
    return _at(command.model_copy(update={"plane": plane}), plane, number, work)


def _step(command: Step, work: Work) -> Outcome:
    plane = _plane(command.plane, work)
    number = work.number_in(plane) + command.count
    return _at(command.model_copy(update={"plane": plane}), plane, number, work)


def _view(command: ViewPlane, work: Work) -> Outcome:
    plane = _plane(command.plane, work)
    return _at(command, plane, work.number_in(plane), work)


def _plane(said: Plane | None, work: Work) -> Plane:
    plane = said or work.plane
    if plane is None or work.bench.image.is_picture:
        raise PromptError(
            say(
                "this picture is its own only slice",
                expected="a volume",
                got="a picture",
                next_step='Say for example "zoom in"',
            )
        )
    return plane


def _at(command: Any, plane: Plane, number: int, work: Work) -> Outcome:
    """Look at a slice; its index is checked, and the error says which there are."""
    image = work.bench.image
    axis = image.geometry.axis_of_plane(plane)
    index = image.geometry.slice_index(plane, number)
    work.look = replace(work.look.at(plane, number), plane=plane)
    numbers, length = image.source.numbers, image.geometry.shape[axis]
    instance = f"instance {numbers[index]}" if axis == 2 and len(numbers) == length else ""
    more = ", ".join(part for part in (f"{plane}, 1 to {length}", instance) if part)
    return Outcome(command, facts=(Fact("", "slice", number, more=more),))


def hides_all_for_nothing(commands: Sequence[Command], work: Work) -> bool:
    """Whether everything is to be hidden for the sake of something that is not there: "only the liver" without one."""
    match commands:
        case [Hide(targets=(Reference(ref="all", side=None),)), Show(targets=shown)]:
            return bool(meant(shown, work).reason)
        case _:
            return False


def _window(command: WindowTo, work: Work) -> Outcome:
    if command.preset is not None:
        window = window_for(work.bench.image, work.bench.modality, command.preset)
        work.look = replace(work.look, window=command.preset)
        return Outcome(command, facts=(Fact("", "window", window.centre, more=f"width {window.width:g}"),))
    centre, width = float(command.center or 0), float(command.width or 1)
    work.look = replace(work.look, window=(centre, width))
    return Outcome(command, facts=(Fact("", "window", centre, more=f"width {width:g}"),))


def _zoom(command: Zoom, work: Work) -> Outcome:
    now = work.look.zoom
    wanted = {"in": now * _ZOOM_STEP, "out": now / _ZOOM_STEP, "reset": 1.0}[command.direction]
    wanted = 1.0 if abs(wanted - 1.0) < 1e-6 else wanted
    if not 1.0 <= wanted <= _ZOOM_MOST:
        raise PromptError(
            say(
                f"cannot zoom further {command.direction}",
                expected=f"1 to {_ZOOM_MOST:g} times",
                got=f"{wanted:.2g} times",
                next_step='Say "reset the zoom" to see everything',
            )
        )
    work.look = replace(work.look, zoom=wanted)
    return Outcome(command, facts=(Fact("", "zoom", round(wanted, 2)),))


def _show_or_hide(command: Show | Hide, work: Work) -> Outcome:
    found = meant(command.targets, work)
    if found.reason:
        return Outcome(command, "refused", remark=found.reason)
    show = isinstance(command, Show)
    work.state = work.state.show(found.names) if show else work.state.hide(found.names)
    return Outcome(command.model_copy(update={"targets": explicit(found.names, work.state)}), names=found.names)


_LOOKS: Mapping[type, Callable[[Any, Work], Outcome]] = {
    GotoSlice: _goto,
    Step: _step,
    ViewPlane: _view,
    WindowTo: _window,
    Zoom: _zoom,
    Show: _show_or_hide,
    Hide: _show_or_hide,
}
