"""The host's pages, tested in a browser against a real server."""
