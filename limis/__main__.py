"""``python -m limis``: the command line without its script."""

from limis.cli.main import main

main()
