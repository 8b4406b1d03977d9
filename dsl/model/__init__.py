"""The model level."""
