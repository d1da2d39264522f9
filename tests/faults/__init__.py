"""What may go wrong in a real hour, done to the real server on purpose."""
