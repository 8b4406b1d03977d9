"""``cunwu check RECORD`` as a whole process, from its start to its end.

    python -m benchmarks.startup [record] [times]

With compiled rulesets in the cache, and with an empty cache; beside them what
the interpreter alone takes, and the interpreter with pydantic. Runs are
interleaved. The caches are folders of this run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent
RECORD = ROOT / "examples" / "records" / "c03.yaml"
CHECK = "from cunwu.cli import main; main()"  # what the console script does
VERDICTS = (0, 1, 2)
AS_OF = "2026-06-30"


def main(record: str = str(RECORD), times: int = 10) -> None:
    with tempfile.TemporaryDirectory() as folder:
        warm = new_cache(folder)
        check = ("-c", CHECK, "check", record, "--as-of", AS_OF)
        runs: dict[str, Callable[[], tuple[float, float]]] = {
            "python -c pass": lambda: timed(("-c", "pass"), warm),
            "python -c 'import pydantic'": lambda: timed(("-c", "import pydantic"), warm),
            "cunwu check, cache warm": lambda: timed(check, warm, VERDICTS),
            "cunwu check, cache cold": lambda: timed(check, new_cache(folder), VERDICTS),
        }
        for run in runs.values():
            run()
        assert any(warm.iterdir()), "nothing was kept, so nothing was warm"
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        for _ in range(times):
            for name, run in runs.items():
                taken[name].append(run())
    bare, pydantic = (median(wall for wall, _ in taken[name]) for name in list(runs)[:2])
    print(f"{Path(record).name}, median of {times}; seconds by the clock, and of the processor")
    print(f"{'':36}{'clock':>7}{'processor':>11}{'to pass':>9}{'to pydantic':>13}")
    for name, found in taken.items():
        wall, busy = (median(column) for column in zip(*found, strict=True))
        print(f"{name:36}{wall:7.3f}{busy:11.3f}{wall / bare:9.1f}{wall / pydantic:13.1f}")


def new_cache(folder: str) -> Path:
    """An empty cache, readable by its owner only."""
    return Path(tempfile.mkdtemp(dir=folder))


def timed(arguments: tuple[str, ...], cache: Path, codes: tuple[int, ...] = (0,)) -> tuple[float, float]:
    """Seconds that a Python process takes, by the clock and of the processor."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CUNWU_CACHE_DIR": str(cache)}
    before, started = getrusage(RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False)
    wall, after = perf_counter() - started, getrusage(RUSAGE_CHILDREN)
    assert done.returncode in codes, done.stderr.decode()
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    arguments = dict(enumerate(sys.argv))
    main(arguments.get(1, str(RECORD)), int(arguments.get(2, "10")))
