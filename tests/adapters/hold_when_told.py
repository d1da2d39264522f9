"""A program that holds a database as its sole user until its input ends. For the tests."""

import sys
from pathlib import Path

from sessionrunner.adapters.sole import sole_user

if __name__ == "__main__":
    with sole_user(Path(sys.argv[1])):
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.read()
