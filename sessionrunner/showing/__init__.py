"""What the command line shows of plans and rehearsals: files in, words and tables out."""
