"""Privacy: who may be named to whom, what is erased when, and how members appeal."""
