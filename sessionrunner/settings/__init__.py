"""What the operator of a server may set, and how it is read.

A setting is given on the command line, in the environment (`SESSIONRUNNER_PORT`) or in a config file.
"""

from sessionrunner.settings.model import Settings, meaning, mend
from sessionrunner.settings.reading import PREFIX, BadSettings, Fault, load

__all__ = ["PREFIX", "BadSettings", "Fault", "Settings", "load", "meaning", "mend"]
