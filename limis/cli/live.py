"""The picture beside a conversation: what is outlined now and where one looks, renewed after turns that change it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from limis.cli.output import report_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from limis.agents.conversation import Conversation
    from limis.geometry import Plane
    from limis.render.slices import Telling
    from limis.session.turn import Turn
    from limis.types import Result

__all__ = ["Live"]


class Live:
    """A picture that shows what a conversation has outlined.

    Args:
        path: The file, renewed as a whole; who looks at it never sees half a picture.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._shown: object = None
        self._works = True

    def renew(self, conversation: Conversation, turn: Turn) -> bytes | None:
        """Draw what is outlined and not hidden, where that is something else than before.

        A folder that cannot be written to is said once, and ends no conversation.

        Returns:
            The picture as PNG; None where there is nothing new.
        """
        state, look = conversation.session.history.state, conversation.session.look
        missed = tuple(s.name for s in turn.result if not s.found)
        now = (turn.state, state.hidden, missed, look)
        if not self._works or now == self._shown:
            return None
        self._shown = now
        try:
            png = _png(conversation, turn)
            from limis.io.atomic import write_bytes

            write_bytes(self.path, png)
        except OSError as error:
            self._works = False
            report_error(f"{self.path} cannot be written: {error.strerror}; there will be no picture", colour="yellow")
            return None
        return png


def _png(conversation: Conversation, turn: Turn) -> bytes:
    from PIL import Image as Pillow

    from limis.imaging.window import window_chosen
    from limis.render.preview import preview
    from limis.types import Result

    history = conversation.session.history
    hidden = history.state.hidden
    shown = [s for s in turn.result if s.name not in hidden]
    reason = turn.result.reason or ("everything is hidden" if hidden else "nothing is outlined")
    result = Result(tuple(shown), reason)
    slices, window = _slices(conversation, turn, result), window_chosen(conversation.session.look.window)
    buffer = BytesIO()
    numbers = history.numbers
    page = preview(conversation.image, result, title=turn.text, slices=slices, window=window, numbers=numbers)
    Pillow.fromarray(page).save(buffer, "PNG")
    return buffer.getvalue()


def _slices(conversation: Conversation, turn: Turn, result: Result) -> Sequence[Telling]:
    """The slices that were chosen, the plane on view first; those that tell most where something new was found.

    They are as near as somebody has zoomed in, around what is active.
    """
    from limis.render.slices import Telling, telling_near, zoomed

    look, geometry = conversation.session.look, conversation.image.geometry
    active = result.masks.get(turn.active or "")
    slices = telling_near(geometry, list(result.masks.values()), look.zoom, active)
    if not geometry.is_picture and not any(change.kind == "added" for change in turn.changes):
        chosen: dict[Plane | None, int] = {plane: number - 1 for plane, number in look.slices.items()}
        slices = [Telling(one.frame, chosen.get(one.frame.plane, one.k)) for one in slices]
        slices.sort(key=lambda one: look.plane is not None and one.frame.plane != look.plane)
    return [zoomed(one, look.zoom, active) for one in slices]
