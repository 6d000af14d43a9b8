"""Layouts and marks that `graph.picture` draws with."""
