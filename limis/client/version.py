"""The version of the interface between a server and its clients."""

__all__ = ["API"]

API = 1
"""Fields may be added within one version; none is renamed and none goes."""
