"""Compiled rulesets come from the cache when nothing changed, and never otherwise.

The tests run on a copy of the project, in processes of their own, so that they
can change rule files and code between runs and in the middle of one.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from cunwu.errors import RulesError
from cunwu.library import stock
from tests.cunwu.conftest import DATA, ROOT

AT_ONCE = "from cunwu.library import fingerprint; fingerprint._SETTLED = 0\n"
"""Lets files count as settled as soon as they are older than the process, so that tests need not wait."""
REPORT = """
import sys, cunwu
catalogue = cunwu.rules(["test/village"])
print(catalogue.ruleset("test/village").title, len(catalogue.programs[-1].norms), "lark" in sys.modules)
"""
TITLE = "试验村规则"


@dataclass
class Copy:
    """A copy of the project with a cache of its own."""

    root: Path
    cache: Path

    def run(self, script: str = REPORT, *, patient: bool = False, **environment: str) -> str:
        ran = subprocess.run(
            [sys.executable, "-c", script if patient else AT_ONCE + script],
            cwd=self.root,
            env={**os.environ, "CUNWU_CACHE_DIR": str(self.cache), **environment},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout.strip()

    @property
    def rules(self) -> Path:
        return self.root / "rulesets" / "test" / "village.cunwu"

    @property
    def entries(self) -> list[Path]:
        return list(self.cache.iterdir()) if self.cache.exists() else []


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    skip = shutil.ignore_patterns("__pycache__", "*.cunwu")
    for package in ("dsl", "rulesets", "engine", "visualize", "cunwu"):
        shutil.copytree(ROOT / package, root / package, ignore=skip)
    for name, source in (
        ("national/vocabulary", ROOT / "rulesets/national/vocabulary.cunwu"),
        ("test/village", DATA / "village.cunwu"),
    ):
        target = root / "rulesets" / f"{name}.cunwu"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    compileall.compile_dir(root, quiet=1)  # else each run would compile all of it
    return root


@pytest.fixture
def copy(template: Path, tmp_path: Path) -> Copy:
    return Copy(template, tmp_path / "cache")


@pytest.fixture
def own_copy(template: Path, tmp_path: Path) -> Copy:
    """A copy whose files may be changed."""
    root = tmp_path / "project"
    shutil.copytree(template, root)
    return Copy(root, tmp_path / "cache")


def test_the_second_run_compiles_nothing_and_says_the_same(copy: Copy):
    record = str(DATA / "violating.yaml")
    script = f"""{REPORT}
print(cunwu.check({record!r}, rules=["test/village"], as_of="2024-05-01").text(everything=True))
assert not {{"jinja2", "graphviz", "graphviz_pure", "visualize"}} & set(sys.modules)
"""
    first = copy.run(script)
    assert len(copy.entries) == 2
    second = copy.run(script)
    assert first.startswith(f"{TITLE} 15 True\n")
    assert second == first.replace("True", "False", 1)


def test_no_cache_where_none_is_wanted(copy: Copy):
    assert copy.run(CUNWU_CACHE_DIR="") == f"{TITLE} 15 True"
    assert copy.entries == []


def test_a_cache_that_cannot_be_written_is_no_matter(copy: Copy, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    assert copy.run(CUNWU_CACHE_DIR=str(tmp_path / "file" / "cache")) == f"{TITLE} 15 True"


def test_a_title_means_the_bundled_ruleset() -> None:
    by_id, by_title = stock.stock(["ningbo/four_step"]), stock.stock(["和村惠民四步法（模板）"])
    assert by_title.heads == by_id.heads and by_title.programs == by_id.programs
    with pytest.raises(RulesError, match="规则“四步法”：找不到这个规则集"):
        stock.stock(["四步法"])


def test_a_spoiled_entry_is_no_matter(copy: Copy):
    copy.run()
    norms, models = sorted(copy.entries)
    models.write_bytes(models.read_bytes()[:-1])
    assert copy.run() == f"{TITLE} 15 True"
    norms.write_bytes(b"nonsense")
    assert copy.run() == f"{TITLE} 15 True"


def test_a_changed_rule_file_counts_at_once_whatever_its_times_say(own_copy: Copy):
    own_copy.run()
    status = own_copy.rules.stat()
    own_copy.rules.write_text(own_copy.rules.read_text("utf-8").replace(TITLE, "另外村规则"), "utf-8")
    os.utime(own_copy.rules, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert own_copy.rules.stat().st_size == status.st_size
    assert own_copy.run() == "另外村规则 15 True"
    (own_copy.rules.parent / "new.cunwu").write_text("规则集 “新”\n", "utf-8")
    assert own_copy.run() == "另外村规则 15 True"


def test_changed_code_counts_at_once(own_copy: Copy):
    own_copy.run()
    code = own_copy.root / "dsl" / "norms" / "from_model.py"
    code.write_text(code.read_text("utf-8") + "\n# changed\n", "utf-8")
    assert own_copy.run(patient=True) == f"{TITLE} 15 True"
    assert own_copy.run() == f"{TITLE} 15 True"


def test_code_that_changes_while_a_process_runs_leaves_nothing_behind(own_copy: Copy):
    """The process still has the older code in memory; what it compiles must not pass for the newer code's."""
    script = f"""
import pathlib, cunwu, dsl.compile
code = pathlib.Path({str(own_copy.root / "dsl" / "norms" / "from_model.py")!r})
code.write_text(code.read_text("utf-8") + "\\n# changed\\n", "utf-8")
cunwu.rules(["test/village"])
"""
    own_copy.run(script)
    assert own_copy.entries == []


def test_rules_that_change_while_a_process_runs_are_read_anew(own_copy: Copy):
    script = f"""
import pathlib, cunwu
path = pathlib.Path({str(own_copy.rules)!r})
before = cunwu.rules(["test/village"]).ruleset("test/village").title
path.write_text(path.read_text("utf-8").replace({TITLE!r}, "另外村规则"), "utf-8")
print(before, cunwu.rules(["test/village"]).ruleset("test/village").title)
"""
    assert own_copy.run(script) == f"{TITLE} 另外村规则"


def test_rules_that_change_while_they_are_compiled_leave_nothing_behind(own_copy: Copy):
    script = f"""
import pathlib, cunwu
from cunwu.errors import RulesError
from cunwu.library import stock
path = pathlib.Path({str(own_copy.rules)!r})
texts = stock.bundled_texts
def changed_behind_our_back():
    found = texts()
    path.write_text(path.read_text("utf-8").replace({TITLE!r}, "另外村规则"), "utf-8")
    return found
stock.bundled_texts = changed_behind_our_back
print(cunwu.rules(["test/village"]).ruleset("test/village").title)
"""
    assert own_copy.run(script) == "另外村规则"
    assert own_copy.entries == []


def test_files_of_the_users_own_are_never_cached(copy: Copy, tmp_path: Path):
    shutil.copy(DATA / "village.cunwu", tmp_path / "own.cunwu")
    script = f"import cunwu; print(cunwu.rules([{str(tmp_path / 'own.cunwu')!r}]).rulesets[-1].title)"
    assert copy.run(script) == TITLE
    assert copy.entries == []


def test_asking_for_other_rulesets_is_another_entry(copy: Copy):
    script = "import cunwu; print([len(cunwu.rules(one).rulesets) for one in (None, ['national/vocabulary'])])"
    assert [copy.run(script), copy.run(script)] == ["[2, 1]", "[2, 1]"]
    assert len(copy.entries) == 4


def test_bundled_texts_are_all_rule_files():
    texts = stock.bundled_texts()
    assert "national/vocabulary.cunwu" in texts
    assert set(texts) == {path.relative_to(ROOT / "rulesets").as_posix() for path in ROOT.glob("rulesets/**/*.cunwu")}
