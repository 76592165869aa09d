"""The ear: recordings become commands, on this machine."""

from limis.agents.voice.heard import Heard, Recogniser
from limis.agents.voice.listening import Listened, Understood, carry_out, listen, understand
from limis.agents.voice.opening import open_recogniser

__all__ = ["Heard", "Listened", "Recogniser", "Understood", "carry_out", "listen", "open_recogniser", "understand"]
