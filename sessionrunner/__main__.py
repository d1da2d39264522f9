"""`python -m sessionrunner` is the command `sessionrunner`."""

from sessionrunner.cli import main

main()
