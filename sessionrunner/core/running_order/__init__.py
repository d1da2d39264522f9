"""The running order: which paper is presented in which room and when, and who discusses it."""
