"""Python started anew: how long something takes from nothing, and how much memory it takes at most."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import limis
from limis.errors import ModelError, say
from limis.eval.bench.figures import Taken

__all__ = ["Fresh", "run_fresh"]

#: A process inherits the peak that getrusage tells from who started it; VmHWM begins with its own program.
_TELL = """
def _peak():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        pass
    try:
        import resource, sys
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    except ImportError:
        return 0
print(_peak())
"""


@dataclass(frozen=True)
class Fresh:
    """What a process took.

    Attributes:
        taken: From its start to its end.
        peak_mb: The most memory that it held, in megabytes; 0 where the system does not say.
    """

    taken: Taken
    peak_mb: float


def run_fresh(code: str, *arguments: str, home: Path) -> Fresh:
    """Run code in a new Python process, with this limis.

    Args:
        code: Python; ``sys.argv[1:]`` are the arguments.
        arguments: What it is given.
        home: Folder for what limis keeps.

    Returns:
        What it took.

    Raises:
        ModelError: It failed.
    """
    clock, before = time.perf_counter(), os.times()
    done = _run([sys.executable, "-c", code + _TELL, *arguments], home)
    seconds, after = time.perf_counter() - clock, os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    if done.returncode:
        raise ModelError(
            say(
                "a process that was to be measured failed",
                expected="exit code 0",
                got=(done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1],
                next_step="`limis doctor` checks the installation",
            )
        )
    return Fresh(Taken(seconds, cpu), int(done.stdout.split()[-1]) / 1e6)


def _run(command: Sequence[str], home: Path) -> subprocess.CompletedProcess[str]:
    paths = [str(Path(limis.__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "LIMIS_HOME": str(home)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environ)  # noqa: S603 - our own
