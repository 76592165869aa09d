"""Which device torch runs on, one pass at a time, and what happens when its memory runs out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import Any, Literal, TypeVar

from limis.errors import DeviceError, say
from limis.extras import require

__all__ = ["Precision", "Runner", "choose_device", "choose_precision", "choose_training_precision", "on_device"]

Precision = Literal["float32", "bfloat16"]

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_LOCKS: defaultdict[str, RLock] = defaultdict(RLock)
_OUT_OF_MEMORY = ("out of memory", "can't allocate memory", "not enough memory")
"""What torch says in a plain RuntimeError on MPS and on the CPU, where it has no type of its own for it."""

_BFLOAT16 = ("avx512_bf16", "amx_bf16", "bf16")
"""What torch calls the instructions of processors that multiply in bfloat16."""


def choose_device(name: str = "auto", extra: str = "sam") -> str:
    """Choose where torch runs.

    Args:
        name: ``"auto"`` for the fastest there is, or ``"cpu"``, ``"cuda"``, ``"cuda:1"``, ``"mps"``.
        extra: The extra of limis that brings torch to the caller.

    Returns:
        A device name that torch takes.

    Raises:
        DeviceError: The device asked for is not there.
        MissingExtraError: torch is not installed.
    """
    there = _devices(require("torch", extra))
    wanted = name.strip().lower()
    if wanted == "auto":
        return there[0]
    if wanted in there or (wanted == "cuda" and "cuda:0" in there):
        return wanted
    raise DeviceError(
        say(
            f"no device {name!r}",
            expected=f"auto, or one of {', '.join(there)}",
            got=repr(name),
            next_step="Leave --device out to use the fastest there is",
        )
    )


def _devices(torch: Any) -> tuple[str, ...]:
    """The devices of this machine, the fastest first."""
    cuda = tuple(f"cuda:{n}" for n in range(torch.cuda.device_count() if torch.cuda.is_available() else 0))
    mps = ("mps",) if torch.backends.mps.is_available() else ()
    return (*cuda, *mps, "cpu")


def choose_precision(device: str) -> Precision:
    """Choose what a model computes in: bfloat16 on GPUs made for it, else float32.

    Half precision (float16) is never chosen: its range is too small for the attention of these models.

    Args:
        device: As `choose_device` gives it.
    """
    if not device.startswith("cuda"):
        return "float32"
    torch = require("torch", "sam")
    with torch.cuda.device(device):
        return "bfloat16" if torch.cuda.is_bf16_supported(including_emulation=False) else "float32"


def choose_training_precision(device: str, extra: str = "train") -> Precision:
    """Choose what a model is trained in: bfloat16 where the device multiplies in it, else float32.

    A processor without it pretends, and takes twice the time.

    Args:
        device: As `choose_device` gives it.
        extra: The extra of limis that brings torch to the caller.
    """
    if device != "cpu":
        return choose_precision(device)
    cpu = require("torch", extra).cpu
    there: Mapping[str, Any] = cpu.get_capabilities() if hasattr(cpu, "get_capabilities") else {}
    return "bfloat16" if any(there.get(name, False) for name in _BFLOAT16) else "float32"


@contextmanager
def on_device(device: str, doing: str, precision: Precision = "float32") -> Generator[None]:
    """Run a model without gradients, alone on its device; running out of memory becomes a `DeviceError`.

    Args:
        device: Where the model lies.
        doing: What it does, for the message, e.g. ``"grounding"``.
        precision: What layers are computed in; weights stay as they are.

    Raises:
        DeviceError: The device ran out of memory.
    """
    torch = require("torch", "sam")
    computing = torch.autocast(device.partition(":")[0], torch.bfloat16, enabled=precision == "bfloat16")
    try:
        with _LOCKS[device], torch.inference_mode(), computing:
            yield
    except RuntimeError as error:
        if not isinstance(error, torch.OutOfMemoryError) and not any(s in str(error) for s in _OUT_OF_MEMORY):
            raise
        raise DeviceError(
            say(
                f"{device} ran out of memory while {doing}",
                expected="a picture and a model that fit",
                got=str(error).splitlines()[0],
                next_step="Use --device cpu, or a smaller model",
            )
        ) from error


class Runner:
    """A torch model that makes do: when memory runs out it takes half as many at once, and at last moves to the CPU.

    Args:
        model: A ``torch.nn.Module``; it is moved to the device.
        device: As `choose_device` gives it.
        precision: What its layers are computed in; None chooses. On the CPU it falls back to float32.

    Attributes:
        model: The model.
        device: Where it lies now.
        precision: What its layers are computed in now.
        notice: What a person should know of it, e.g. that it had to move; else empty.
    """

    def __init__(self, model: Any, device: str, precision: Precision | None = None) -> None:
        self.model = model.to(device)
        self.device = device
        self.notice = ""
        self.precision: Precision = precision or choose_precision(device)
        self._most: int | None = None

    def run(
        self, items: Sequence[Item], at_once: int, work: Callable[[Sequence[Item]], Sequence[Answer]], doing: str
    ) -> list[Answer]:
        """Work on items, some at once.

        Args:
            items: What to work on.
            at_once: How many together at most.
            work: Runs `model` on `device`, as they are when it is called, and gives one answer per item.
            doing: As in `on_device`.

        Returns:
            One answer per item.

        Raises:
            DeviceError: Not even one item fits into the CPU's memory.
        """
        answers: list[Answer] = []
        while len(answers) < len(items):
            some = items[len(answers) :][: min(at_once, self._most or at_once)]
            try:
                with on_device(self.device, doing, self.precision):
                    answers += work(some)
                continue
            except DeviceError:
                if len(some) == 1 and self.device == "cpu":
                    raise
            self._make_room(len(some))  # out of the handler, which would keep the failed pass's tensors alive
        return answers

    def _make_room(self, tried: int) -> None:
        if tried > 1:
            self._most = tried // 2
            return
        self.notice = f"{self.device} ran out of memory: on the CPU from now on"
        with _LOCKS[self.device]:
            self.model = self.model.to("cpu")
            self.device, self.precision, self._most = "cpu", "float32", None
        torch = require("torch", "sam")
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
