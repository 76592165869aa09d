"""An image and what has been said about it. Applies commands; knows engines by protocol only."""

from limis.session.session import Session
from limis.session.turn import Turn

__all__ = ["Session", "Turn"]
