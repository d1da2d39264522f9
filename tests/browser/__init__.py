"""Whole sessions, through real browsers on a real server."""
