"""The rule language: text to norms."""
