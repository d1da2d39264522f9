"""The database's schema, step by step; `adapters.migrate` applies what is missing."""
