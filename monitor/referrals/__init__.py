"""A report on who brought whom in the groups of one file, whose money went where, and what is found of it."""
