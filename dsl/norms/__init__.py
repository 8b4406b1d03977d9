"""The norms level."""
