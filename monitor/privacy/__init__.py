"""What is kept of people: nothing that names them, nothing for longer than needed, and who may be told after all."""
