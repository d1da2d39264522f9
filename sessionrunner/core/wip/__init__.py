"""Works in progress: papers, rooms and their floors, written comments; the rules of each, pure."""
