"""Alerts: findings of one rule about one subject, merged, and their way to those who have to act."""
