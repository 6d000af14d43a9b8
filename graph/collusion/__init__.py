"""Accounts that work together, and money that goes round: signs of a scheme run by few who pose as many.

Every function is a function of its input as a set, whatever its order, and bounded in the worst case; each says how.
Numbers are design unless a line names another source. `places` and `circles` do without networkx, which takes 0.2 s to
import: ask them first.
"""
