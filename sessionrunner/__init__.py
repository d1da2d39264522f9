"""Runs live flash-mentoring and works-in-progress sessions."""
