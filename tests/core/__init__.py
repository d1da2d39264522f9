"""The rules of a session; fast, and without anything real."""
