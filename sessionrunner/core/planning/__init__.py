"""Who meets whom: the rotation plan, its repair, its quality and its bound."""
