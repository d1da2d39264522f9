"""The host's page of works-in-progress sessions, in a real browser on a real server."""
