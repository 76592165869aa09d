"""The way in, for the script and ``python -m limis``: Ctrl-C ends it quietly while modules are still loading, too."""

import gc
import os
import sys

__all__ = ["main"]

_STOPPED = 130
_OBJECTS_BETWEEN_SWEEPS = 50_000


def main() -> None:
    """Run the command line."""
    gc.set_threshold(_OBJECTS_BETWEEN_SWEEPS)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from limis.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing half-written\n")
        sys.exit(_STOPPED)


if __name__ == "__main__":
    main()
