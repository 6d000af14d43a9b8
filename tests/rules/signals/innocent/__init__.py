"""Innocent look-alikes of what is offered, asked for and warned of."""
