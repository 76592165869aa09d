"""What a benchmark ran on: kind and number of cores, memory, versions; no names of hosts or people."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from limis import __version__

__all__ = ["describe_machine"]

_PACKAGES = ("numpy", "onnxruntime", "scipy", "scikit-image", "torch")


def describe_machine() -> dict[str, Any]:
    """Describe the machine.

    Returns:
        ``cpu``, ``cores`` (those that may be used), ``memory_gb``, ``load`` (processes that wanted a core in the last
        minute; None where the system does not say), ``system``, ``python``, ``limis``, ``packages`` (name → version).
    """
    return {
        "cpu": _cpu(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory_gb": _memory_gb(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "limis": __version__,
        "packages": {name: version for name in _PACKAGES if (version := _version(name))},
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def _memory_gb() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (AttributeError, OSError, ValueError):
        return None


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
