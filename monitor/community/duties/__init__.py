"""What an owner has to see to: what rules.kinds.duties describes."""
