"""The compiled rulesets that a run works with, and the cache that makes them quick to have."""
