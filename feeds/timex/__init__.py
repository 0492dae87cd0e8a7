"""Time expressions in plain text: found, understood, and resolved against a reference day."""
