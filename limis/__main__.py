"""The way in, for the script and ``python -m limis``: Ctrl-C ends it quietly while modules are still loading, too."""

import sys

__all__ = ["main"]

_STOPPED = 130


def main() -> None:
    """Run the command line."""
    try:
        from limis.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing half-written\n")
        sys.exit(_STOPPED)


if __name__ == "__main__":
    main()
