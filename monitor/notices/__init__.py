"""Notices of alerts: what recipients are told, and how it gets there at least once."""
