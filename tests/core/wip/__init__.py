"""The rules of works-in-progress sessions; as fast, and without anything real."""
