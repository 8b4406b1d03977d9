"""Spoiled rules: a file of its own, so that the processes of a test run share the long ones."""

from __future__ import annotations

from tests.fuzzed import bundled, test_spoiled_rule_files

__all__ = ["bundled", "test_spoiled_rule_files"]
