"""Evidence: what was found and what was done about it, in a chain that shows every later change."""
