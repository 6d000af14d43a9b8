"""The duties of a group owner: what is known of them, points, grade and trend."""
