"""Suspected schemes: what names them, what counts for them, and how far they have come."""
