"""The gateway over real sockets, with the real runner and store behind it."""
