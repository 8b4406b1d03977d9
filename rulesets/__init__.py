"""Rule files as package data, and the loader that resolves their layers."""

from rulesets.loader import VOCABULARY, Library, bundled_ids, load

__all__ = ["VOCABULARY", "Library", "bundled_ids", "load"]
