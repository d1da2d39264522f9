"""Nobody in who does not belong."""
