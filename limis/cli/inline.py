"""Pictures between the lines of a terminal that can show them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Literal

__all__ = ["Protocol", "drawn", "protocol_of"]

Protocol = Literal["kitty", "iterm2"]

_CHUNK = 4096
_KITTY = frozenset({"xterm-kitty", "xterm-ghostty"})
_ITERM2 = frozenset({"iTerm.app", "WezTerm", "vscode", "mintty"})


def protocol_of(environment: Mapping[str, str]) -> Protocol | None:
    """How a terminal takes pictures, told by what it says of itself; None where it says nothing.

    Within tmux and screen, which keep the pictures to themselves, nothing is shown.

    Args:
        environment: ``os.environ``.

    Example:
        >>> protocol_of({"TERM": "xterm-kitty"}), protocol_of({"TERM_PROGRAM": "WezTerm"}), protocol_of({})
        ('kitty', 'iterm2', None)
    """
    if environment.get("TMUX") or environment.get("STY"):
        return None
    if environment.get("TERM") in _KITTY or environment.get("KITTY_WINDOW_ID"):
        return "kitty"
    known = {environment.get("TERM_PROGRAM"), environment.get("LC_TERMINAL")}
    return "iterm2" if known & _ITERM2 or environment.get("LC_TERMINAL") == "iTerm2" else None


def drawn(png: bytes, protocol: Protocol) -> str:
    """A picture as what the terminal has to be sent.

    Args:
        png: The picture.
        protocol: What the terminal understands.

    Source: kitty's graphics protocol, "transmit and display", chunks of 4096; iTerm2's inline images, OSC 1337.
    """
    text = base64.b64encode(png).decode("ascii")
    if protocol == "iterm2":
        return f"\x1b]1337;File=inline=1;size={len(png)};width=80%;preserveAspectRatio=1:{text}\x07\n"
    chunks = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    sent = [
        f"\x1b_G{'a=T,f=100,q=2,' if at == 0 else ''}m={int(at + 1 < len(chunks))};{chunk}\x1b\\"
        for at, chunk in enumerate(chunks)
    ]
    return "".join((*sent, "\n"))
