"""The picture beside a conversation: what is outlined now, renewed after every turn that changed it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from limis.cli.output import report_error

if TYPE_CHECKING:
    from limis.agents.conversation import Conversation
    from limis.session.turn import Turn

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
        state = conversation.session.history.state
        now = (turn.state, state.hidden, tuple(s.name for s in turn.result if not s.found))
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

    from limis.render.preview import preview
    from limis.types import Result

    hidden = conversation.session.history.state.hidden
    shown = [s for s in turn.result if s.name not in hidden]
    reason = turn.result.reason or ("everything is hidden" if hidden else "nothing is outlined")
    buffer = BytesIO()
    Pillow.fromarray(preview(conversation.image, Result(tuple(shown), reason), title=turn.text)).save(buffer, "PNG")
    return buffer.getvalue()
