"""The rules of a file of papers, pure: what its columns mean, and what is wrong with its rows."""
