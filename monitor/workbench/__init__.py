"""What rules are tried with before they go into force: their own tests, changes of them, and histories."""
