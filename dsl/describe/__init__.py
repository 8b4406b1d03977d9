"""Norms, procedures and their parts in plain words: what a rule file says, told to those who must live by it."""
