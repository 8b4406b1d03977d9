"""Processes that hold the engine: asked within a time limit, started again when they die or hang."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

_WORKER = str(Path(__file__).with_name("worker.py"))

Answer = list[str] | None
"""The names of the rules that fired; None: no answer."""


class Worker:
    """One process, started when it is first asked; a dead one is started again.

    ``rulesets`` may grow; what the process doesn't have yet it is given with the next questions.
    ``limit`` and ``start_limit`` are in seconds.
    """

    def __init__(self, rulesets: Sequence[dict[str, Any]], limit: float, start_limit: float):
        self._rulesets = rulesets
        self._limit = limit
        self._start_limit = start_limit
        self._process: subprocess.Popen[str] | None = None
        self._ready = False
        self._given = 0
        self.starts = 0

    def start(self) -> subprocess.Popen[str]:
        """Start the process, without waiting for it."""
        self.starts += 1
        self._ready = False
        self._given = 0
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", _WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        return self._process

    def ask(self, questions: Sequence[tuple[int, dict[str, int]]]) -> list[Answer]:
        """An answer to each question; None to all where the process died or took too long."""
        process = self._process or self.start()
        if not self._ready:
            self._ready = _exchange(process, "", self._start_limit) == "true\n"
        if self._ready:
            new = self._rulesets[self._given :]
            self._given += len(new)
            line = _exchange(process, json.dumps([new, questions]) + "\n", self._limit)
            if line.endswith("\n"):
                return cast(list[Answer], json.loads(line))
        self.stop()
        return [None] * len(questions)

    def stop(self) -> None:
        """End the process; the next question starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()


def _exchange(process: subprocess.Popen[str], line: str, limit: float) -> str:
    """Say a line, if it isn't empty, and hear one; '' where the process died, or has been ended at the limit."""
    assert process.stdin is not None and process.stdout is not None
    timer = threading.Timer(limit, process.kill)
    timer.start()
    try:
        if line:
            process.stdin.write(line)
            process.stdin.flush()
        return process.stdout.readline()
    except OSError:
        return ""
    finally:
        timer.cancel()


class Workers:
    """As many workers as there are processors, each with the same rulesets; every thread may ask."""

    def __init__(
        self,
        rulesets: Sequence[dict[str, Any]],
        limit: float = 5.0,
        start_limit: float = 60.0,
        count: int | None = None,
    ):
        self._all = [Worker(rulesets, limit, start_limit) for _ in range(count or os.cpu_count() or 1)]
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()
        for worker in reversed(self._all):
            self._free.put(worker)

    def start(self) -> None:
        """Start the worker that will be asked first."""
        worker = self._free.get()
        worker.start()
        self._free.put(worker)

    def ask(self, questions: Sequence[tuple[int, dict[str, int]]]) -> list[Answer]:
        """An answer to each question, by the first worker that is free."""
        worker = self._free.get()
        try:
            return worker.ask(questions)
        finally:
            self._free.put(worker)

    def stop(self) -> None:
        """End all of them."""
        for worker in self._all:
            worker.stop()

    @property
    def starts(self) -> int:
        """How many processes were started so far."""
        return sum(worker.starts for worker in self._all)
