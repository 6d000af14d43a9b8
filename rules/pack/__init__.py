"""Rules as data: the pack format, its loader and linter, and the catalogue they make."""
