"""Spoiled workbooks: a file of its own, so that the processes of a test run share the long ones."""

from __future__ import annotations

from tests.fuzzed import bundled, test_spoiled_workbooks

__all__ = ["bundled", "test_spoiled_workbooks"]
