"""The linter: what is allowed in a rule file, but is probably a mistake."""
