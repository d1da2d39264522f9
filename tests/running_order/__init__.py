"""Who presents when and where, against what must hold and against an exact solver."""
