"""Referrals, promises and money in one community: what `monitor.schemes` works with."""
