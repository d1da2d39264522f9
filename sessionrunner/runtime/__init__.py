"""Runs sessions: one queue each; commit, then publish, then set the alarm."""
