"""What the shape of a tree says, and how unusual that is."""
