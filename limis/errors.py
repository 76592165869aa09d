"""The error tree of limis, drawn once so that readers see it first.

    LimisError
    ├── InputError (ValueError)          the caller gave something that cannot be used
    │   ├── ReadError                    a file that cannot be read as what it claims to be
    │   ├── GeometryError                a grid, affine, spacing or orientation that makes no sense
    │   ├── PromptError                  a request, target or prompt that an engine cannot accept
    │   ├── UnknownSessionError          no stored session, or more than one, goes by that id
    │   └── ImageChangedError            the image of a stored session is gone or is another one
    ├── ModelError                       an engine could not be made or could not run
    │   ├── WeightsError                 weights that are missing, damaged or not what was asked for
    │   └── DeviceError                  the device asked for is not there or ran out of memory
    ├── StoreError                       a stored session could not be opened, read or kept
    │   ├── SessionBusyError             somebody else has it open
    │   ├── StoreWriteError              the disk is full, or nothing may be written there
    │   ├── StoreDamagedError            what is stored is not, or no longer, a session
    │   └── StoreVersionError            it was stored by a newer limis
    ├── AgentError                       the dialogue layer could not carry out a plan
    │   ├── PlanError                    a planner proposed something that is not a command
    │   └── LLMError                     a language model failed to answer
    ├── RemoteError                      a server could not be reached, or did not do what was asked
    │   └── VersionMismatchError         it speaks another version of the interface
    ├── BusyError                        a server has its hands full: later it can
    ├── MissingExtraError (ImportError)  an optional package is not installed
    └── Cancelled                        the caller's progress callback asked to stop

A message says what happened, what was expected, what came instead and what to do next.
Only front ends (``cli``, ``web``, ``mcp``) print errors or turn them into exit or status codes.
Nothing found is a result, not an error.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "PARTS",
    "AgentError",
    "BusyError",
    "Cancelled",
    "DeviceError",
    "GeometryError",
    "ImageChangedError",
    "InputError",
    "LLMError",
    "LimisError",
    "MissingExtraError",
    "ModelError",
    "PlanError",
    "PromptError",
    "ReadError",
    "RemoteError",
    "Said",
    "SessionBusyError",
    "StoreDamagedError",
    "StoreError",
    "StoreVersionError",
    "StoreWriteError",
    "UnknownSessionError",
    "VersionMismatchError",
    "WeightsError",
    "error_from",
    "parts_of",
    "say",
]


class LimisError(Exception):
    """Base of every error that limis raises on purpose."""


class InputError(LimisError, ValueError):
    """The caller gave something that cannot be used; front ends exit with 2."""


class ReadError(InputError):
    """A file cannot be read as what it claims to be."""


class GeometryError(InputError):
    """A grid, affine, spacing or orientation makes no sense."""


class PromptError(InputError):
    """A request, target or prompt cannot be accepted."""


class UnknownSessionError(InputError):
    """No stored session, or more than one, goes by that id."""


class ImageChangedError(InputError):
    """The image of a stored session is gone, or is no longer the one that was talked about."""


class ModelError(LimisError):
    """An engine could not be made or could not run; front ends exit with 1."""


class WeightsError(ModelError):
    """Weights are missing, damaged or not what was asked for."""


class DeviceError(ModelError):
    """The device asked for is not there, or it ran out of memory."""


class StoreError(LimisError):
    """A stored session could not be opened, read or kept; front ends exit with 1."""


class SessionBusyError(StoreError):
    """Somebody else has the session open."""


class StoreWriteError(StoreError):
    """The disk is full, or nothing may be written there. A session goes on in memory."""


class StoreDamagedError(StoreError):
    """What is stored is not, or no longer, a session."""


class StoreVersionError(StoreError):
    """A session was stored by a newer limis."""


class AgentError(LimisError):
    """The dialogue layer could not carry out a plan."""


class PlanError(AgentError):
    """A planner proposed something that is not a command."""


class LLMError(AgentError):
    """A language model failed to answer."""


class RemoteError(LimisError):
    """A server could not be reached, or did not do what was asked."""


class VersionMismatchError(RemoteError):
    """A server speaks another version of the interface than this client."""


class BusyError(LimisError):
    """A server has its hands full. Nothing was begun; later it can be."""


class MissingExtraError(LimisError, ImportError):
    """An optional package is not installed; the message names the extra that brings it."""


class Cancelled(LimisError):
    """A progress callback asked long work to stop. Nothing was written."""


PARTS = ("what", "expected", "got", "next_step")
"""What a message is made of."""


class Said(str):
    """A message, and the parts it is made of.

    Attributes:
        what: What went wrong.
        expected: What would have been accepted.
        got: What came instead.
        next_step: What the reader can do about it.
    """

    __slots__ = ("expected", "got", "next_step", "what")
    what: str
    expected: str
    got: str
    next_step: str


def parts_of(error: BaseException) -> dict[str, str]:
    """The parts of an error's message, for those who hand errors on as values.

    Returns:
        ``what``, ``expected``, ``got`` and ``next_step``; all but the first are empty where `say` did not word it.

    Example:
        >>> parts_of(InputError("no"))["what"]
        'no'
    """
    message = next(iter(error.args), "")
    if isinstance(message, Said):
        return {name: getattr(message, name) for name in PARTS}
    return {**dict.fromkeys(PARTS, ""), "what": str(error)}


def error_from(kind: str, parts: Mapping[str, str], fallback: type[LimisError] = LimisError) -> LimisError:
    """The inverse of `parts_of`, for those whom errors are handed on to as values.

    Args:
        kind: Name of the error's class.
        parts: As `parts_of` gives them.
        fallback: The class, where the name is none of ours.

    Example:
        >>> error_from("ReadError", {"what": "no", "expected": "", "got": "", "next_step": ""})
        ReadError('no')
    """
    found = globals().get(kind)
    known = found if isinstance(found, type) and issubclass(found, LimisError) else fallback
    worded = {name: parts[name] for name in PARTS}
    return known(say(worded.pop("what"), **worded) if worded["expected"] or worded["got"] else worded["what"])


def say(what: str, *, expected: str, got: str, next_step: str) -> str:
    """Word an error message in the house's one form.

    Args:
        what: What went wrong, as a clause without a full stop.
        expected: What would have been accepted.
        got: What came instead.
        next_step: What the reader can do about it.

    Returns:
        One line: ``what: expected …, got …. next_step.``

    Example:
        >>> say("cannot read scan.nii", expected="a NIfTI file", got="0 bytes", next_step="Check the download")
        'cannot read scan.nii: expected a NIfTI file, got 0 bytes. Check the download.'
    """
    said = Said(f"{what}: expected {expected}, got {got}. {next_step.rstrip('.')}.")
    said.what, said.expected, said.got, said.next_step = what, expected, got, next_step
    return said
