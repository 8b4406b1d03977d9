"""Finds rule files, compiles them with the layers above them, and keeps the order of the layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from dsl.compile import Compiled, Parsed, compile_parsed, parse_ruleset
from dsl.diagnostics import Diagnostic, SourceText
from dsl.diagnostics.causes import without_uppers
from dsl.file_names import ENDINGS, without_ending
from dsl.model import messages
from dsl.model.fields import Field
from dsl.model.from_surface import declared_uppers, upper_places
from dsl.model.nodes import RuleSet
from dsl.norms.link import link
from dsl.norms.nodes import Program
from rulesets.scenario_files import is_scenario_file, name_of

VOCABULARY = "national/vocabulary"
"""Id of the ruleset that is above all others."""
ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Failed:
    """An id or path that could not be found or read, and why: one clause without a full stop, in both languages."""

    name: str
    reason: str
    english: str


@dataclass(frozen=True, slots=True)
class Library:
    """Compiled rulesets, higher layers first.

    ``above`` gives for each file the places in ``compiled`` of those above it.
    """

    compiled: tuple[Compiled, ...]
    failed: tuple[Failed, ...] = ()
    above: tuple[tuple[int, ...], ...] = ()

    def uppers(self, number: int) -> tuple[Compiled, ...]:
        """The files above ``compiled[number]``, highest first."""
        return tuple(self.compiled[upper] for upper in self.above[number])

    @property
    def rulesets(self) -> tuple[RuleSet, ...]:
        """The models."""
        return tuple(c.model for c in self.compiled if c.model is not None)

    @property
    def programs(self) -> tuple[Program, ...]:
        """The norms."""
        return tuple(c.program for c in self.compiled if c.program is not None)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The vocabulary of all layers."""
        return tuple(f for r in self.rulesets for f in r.fields)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with the rule files."""
        return tuple(d for c in self.compiled for d in c.diagnostics)

    @property
    def sources(self) -> dict[str, SourceText]:
        """Source texts by the name that spans use."""
        return {c.source.name: c.source for c in self.compiled}


@cache
def bundled_ids() -> tuple[str, ...]:
    """Ids of the rulesets that come with the project, e.g. ``national/organic_law``."""
    files = [path for ending in ENDINGS for path in ROOT.rglob(f"*{ending}")]
    found = {without_ending(p.relative_to(ROOT).as_posix()) for p in files if not is_scenario_file(p)}
    return tuple(sorted(found, key=lambda i: (i != VOCABULARY, i)))


def load(wanted: Iterable[str] | None = None) -> Library:
    """Compile rulesets and all that stands above them.

    ``wanted`` holds ids of bundled rulesets or paths of rule files (None: all
    bundled ones). A ruleset's 上位 is looked up beside its own file, then among
    the bundled ones. Mistakes are in the result; only programming errors raise.
    """
    loader = _Loader()
    loader.require(VOCABULARY, None)
    for name in bundled_ids() if wanted is None else wanted:
        loader.require(name, None)
    places = {key: number for number, key in enumerate(loader.compiled)}
    above = tuple(tuple(places[upper] for upper in loader.above[key]) for key in loader.compiled)
    return Library(tuple(loader.compiled.values()), tuple(loader.failed), above)


@dataclass(slots=True)
class _Loader:
    compiled: dict[str, Compiled] = field(default_factory=dict)
    failed: list[Failed] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)
    above: dict[str, list[str]] = field(default_factory=dict)
    under_way: list[str] = field(default_factory=list)
    partial: set[str] = field(default_factory=set)

    def require(self, name: str, beside: Path | None) -> str | None:
        """Compile ``name`` if that isn't done yet; its key, or None if it can't be had."""
        path = _find(name, beside)
        if path is None:
            self.fail(name, "找不到这个规则集", "there is no such ruleset")
            return None
        if is_scenario_file(path):
            self.fail(name, "这是用例文件，不是规则文件", "it holds scenarios, not rules")
            return None
        key = id_of(path)
        if key in self.compiled:
            if self.paths[key] != path:
                same = self.paths[key]
                self.fail(name, f"和“{same}”同名，请改一个文件名", f"“{same}” has the same name, rename one")
                return None
            return key
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.fail(name, "文件不是UTF-8编码的文字", "it is no text in UTF-8")
            return None
        except OSError as error:
            self.fail(name, f"文件读不出来：{error.strerror}", f"it can't be read ({error.strerror})")
            return None
        parsed = parse_ruleset(text, name_of(path))
        self.paths[key] = path
        self.under_way.append(key)
        layers, problems, whole = self.layers(key, parsed, path)
        self.under_way.pop()
        uppers = [m for k in layers if (m := self.compiled[k].model) is not None]
        result = compile_parsed(parsed, key, uppers)
        programs = [p for k in layers if (p := self.compiled[k].program) is not None]
        between = link([*programs, result.program]).diagnostics if result.program is not None else ()
        known = [d for k in layers for d in self.compiled[k].diagnostics]
        own = tuple(d for d in between if d not in known)
        told = (*result.diagnostics, *own)
        self.compiled[key] = replace(result, diagnostics=(*problems, *(told if whole else without_uppers(told))))
        if not whole:
            self.partial.add(key)
        self.above[key] = layers
        return key

    def fail(self, name: str, reason: str, english: str) -> None:
        """Keep why ``name`` can't be had."""
        self.failed.append(Failed(name, reason, english))

    def layers(self, key: str, parsed: Parsed, path: Path) -> tuple[list[str], list[Diagnostic], bool]:
        """Keys of all rulesets above, highest first; what is wrong with them; whether none is missing."""
        keys: list[str] = [] if key == VOCABULARY else [VOCABULARY]
        problems: list[Diagnostic] = []
        first = parsed.surface.items[0].span if parsed.surface.items else None
        places = dict(upper_places(parsed.surface))
        whole = True
        for upper in declared_uppers(parsed.surface):
            place = places.get(upper, first)
            target = _find(upper, path.parent)
            if target is None and place is not None:
                problems.append(messages.unknown_upper(upper, bundled_ids(), place))
            elif target is not None and id_of(target) in self.under_way and place is not None:
                problems.append(messages.circular(upper, place))
            elif target is not None and (found := self.require(str(target), None)) is not None:
                keys.extend(k for k in (*self.above[found], found) if k not in keys)
                whole = whole and found not in self.partial
                continue
            whole = False
        return keys, problems, whole


def locate(name: str) -> Path | None:
    """The rule file of a bundled id or of a path, None where there is none."""
    return _find(name, None)


def _find(name: str, beside: Path | None) -> Path | None:
    """The rule file that ``name`` means: a bundled id, or a path (also beside the file that names it)."""
    candidates: list[Path] = []
    written = [f"{name}{ending}" for ending in ENDINGS]
    if beside is not None:
        candidates += [beside / one for one in (name, *written)]
    candidates += [*(ROOT / one for one in written), *(Path(one) for one in (name, *written))]
    for candidate in candidates:
        try:
            if candidate.is_file():
                return candidate.resolve()
        except (OSError, ValueError):
            continue
    return None


def id_of(path: Path) -> str:
    """The id of the ruleset in a rule file: its place among the bundled ones, else its name."""
    resolved = ROOT.resolve()
    if path.is_relative_to(resolved):
        return without_ending(path.relative_to(resolved).as_posix())
    return without_ending(path.name)
