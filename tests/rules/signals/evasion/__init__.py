"""Evasion: what is hidden reads the same as what is said plainly."""
