"""The surface level."""
