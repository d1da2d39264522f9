"""The edges: database, clock, alarm, the planner's process, roster files. They know the core and the ports."""
