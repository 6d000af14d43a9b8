"""Campaigns: the same promotion, hardly changed, from many accounts or in many groups."""
