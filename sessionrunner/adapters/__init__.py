"""The edges: database, clock, alarm, planning process, roster files. They know the core and the ports."""
