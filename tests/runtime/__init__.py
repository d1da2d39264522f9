"""Running sessions, on a real database, with time in the test's hands."""
