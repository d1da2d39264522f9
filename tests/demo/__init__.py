"""The demonstration: its people, their parts, and the clock they go by."""
