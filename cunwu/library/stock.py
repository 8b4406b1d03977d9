"""The compiled rulesets of a run: from the cache where it is certain, else from their texts.

Two entries are kept for each choice of rulesets: the norms with what a check
needs beside them, and the full models, which few runs need.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cunwu.catalogue import Catalogue, head_of
from cunwu.errors import RulesError
from cunwu.library.cache import cache_folder, read_entry, write_entry
from cunwu.library.fingerprint import code_fingerprint
from dsl.file_names import ENDINGS

if TYPE_CHECKING:
    from dsl.model.nodes import RuleSet
    from rulesets.loader import Failed, Library


@dataclass(frozen=True)
class _Entries:
    """Where the compiled rulesets of one choice are kept, and under which key."""

    folder: Path
    name: str
    key: str

    def read(self, wanted: Sequence[str]) -> Catalogue | None:
        """The catalogue, None where it isn't kept or not certain."""
        light = read_entry(self.folder, self.name, self.key)
        if not isinstance(light, tuple) or len(light) != 2:
            return None
        return Catalogue(*light, lambda: self._models(wanted))

    def write(self, catalogue: Catalogue) -> None:
        """Keep the catalogue."""
        write_entry(self.folder, self.name + "-models", self.key, catalogue.rulesets)
        write_entry(self.folder, self.name, self.key, (catalogue.heads, catalogue.programs))

    def _models(self, wanted: Sequence[str]) -> Sequence[RuleSet]:
        models = read_entry(self.folder, self.name + "-models", self.key)
        return models if isinstance(models, tuple) else compiled(wanted)[0].rulesets


def stock(wanted: Sequence[str]) -> Catalogue:
    """The rulesets of these ids, titles and paths with all above them; all bundled ones where none is named.

    Raises RulesError where one can't be found or has mistakes.
    """
    texts = bundled_texts()
    # Files of the user's own are compiled anew each time: which files they
    # build on is known only after reading them.
    if not texts or not _all_bundled(wanted, texts):
        wanted = _without_titles(wanted)
        if not texts or not _all_bundled(wanted, texts):
            return compiled(wanted)[0]
    try:
        return _bundled(tuple(wanted), tuple(texts.items()))
    except _ChangedMeanwhileError as changed:
        return changed.catalogue


def _all_bundled(wanted: Sequence[str], texts: Mapping[str, str]) -> bool:
    """Whether all are ids of bundled rulesets."""
    return all({f"{one}{ending}" for ending in ENDINGS} & texts.keys() for one in wanted)


def _without_titles(wanted: Sequence[str]) -> list[str]:
    """The same with ids in place of titles of bundled rulesets; a file goes before a title."""
    from rulesets.loader import locate

    found = list(wanted)
    if titles := [number for number, one in enumerate(wanted) if locate(one) is None]:
        ids = {head.title: head.id for head in stock(()).heads}
        for number in titles:
            found[number] = ids.get(wanted[number].strip(), wanted[number])
    return found


class _ChangedMeanwhileError(Exception):
    """The texts changed between two readings: what was made of them belongs to no key."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue


@lru_cache(maxsize=4)
def _bundled(wanted: tuple[str, ...], texts: tuple[tuple[str, str], ...]) -> Catalogue:
    """The rulesets of bundled files with these texts: once for each process, and from the cache if it can be."""
    entries = _entries(wanted, texts)
    found = entries.read(wanted) if entries else None
    if found is not None:
        return found
    made, library = compiled(wanted)
    if not {(source.name, source.text) for source in library.sources.values()} <= set(texts):
        raise _ChangedMeanwhileError(made)
    if entries is not None:
        entries.write(made)
    return made


def compiled(wanted: Sequence[str]) -> tuple[Catalogue, Library]:
    """Compile from the texts, without any cache. Raises RulesError."""
    from dsl.diagnostics import Severity
    from rulesets.loader import load

    library = load([str(one) for one in wanted] or None)
    if library.failed or any(found.severity is Severity.ERROR for found in library.diagnostics):
        raise _refusal(library)
    models = library.rulesets
    heads = [head_of(one.model, one.source.text) for one in library.compiled if one.model is not None]
    return Catalogue(heads, library.programs, lambda: models), library


def bundled_texts() -> dict[str, str]:
    """The texts of all bundled rule files by the names that messages use; empty where they lie in no folder."""
    found = importlib.util.find_spec("rulesets")
    roots = [Path(place) for place in (found.submodule_search_locations or ())] if found else []
    texts = {}
    for root in roots:
        for path in sorted(path for ending in ENDINGS for path in root.rglob(f"*{ending}")):
            try:
                texts[path.relative_to(root).as_posix()] = path.read_bytes().decode("utf-8-sig")
            except (OSError, UnicodeDecodeError):
                return {}
    return texts


def _entries(wanted: Sequence[str], texts: Sequence[tuple[str, str]]) -> _Entries | None:
    """Where this choice is kept, None where there is no cache or it can't be told what the rulesets depend on."""
    folder = cache_folder(os.environ)
    code = code_fingerprint() if folder is not None else None
    if folder is None or code is None:
        return None
    digest = hashlib.sha256(code.encode())
    for name, text in texts:
        digest.update(f"\0{name}\0{len(text)}\0{text}".encode())
    name = "rules-" + hashlib.sha256("\0".join(wanted).encode()).hexdigest()[:16]
    return _Entries(folder, name, digest.hexdigest())


def not_had(failed: Sequence[Failed]) -> RulesError:
    """The error that says of each ruleset why it can't be had, and what else may have been meant."""
    from dsl.diagnostics.suggest import nearest
    from rulesets.loader import bundled_ids, locate

    chinese, english = [], []
    known = "、".join(bundled_ids())
    for one in failed:
        near, there = nearest(one.name, bundled_ids()), locate(one.name) is not None
        instead = "" if there else f"是不是“{near}”？" if near else f"内置的有：{known}。"
        in_english = "" if there else f" Did you mean “{near}”?" if near else f" Bundled are: {known}."
        chinese.append(f"规则“{one.name}”：{one.reason}。{instead}")
        english.append(f"Rules “{one.name}”: {one.english}.{in_english}")
    return RulesError("\n".join(chinese), "\n".join(english))


def _refusal(library: Library) -> RulesError:
    from dsl.diagnostics import render_text

    told = not_had(library.failed)
    chinese, english = ([told.chinese], [told.english]) if library.failed else ([], [])
    if library.diagnostics:
        chinese.append(render_text.render_all(library.diagnostics, library.sources, "zh"))
        english.append(render_text.render_all(library.diagnostics, library.sources, "en"))
    return RulesError("\n\n".join(chinese), "\n\n".join(english), library.diagnostics)
