"""Owners of several groups, whose duties grow with all members together."""
