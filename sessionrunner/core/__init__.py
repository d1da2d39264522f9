"""The rules of a session, pure: no I/O, no clock, no logging, no randomness but a stored seed."""
