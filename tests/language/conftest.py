"""Rule texts, one below the other, and what they say of a small record: the language as its users meet it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from dsl.compile import Compiled
from dsl.diagnostics import Diagnostic
from engine.facts import facts_of
from engine.findings.nodes import Finding
from engine.findings.prose import finding_sentences
from engine.interpret.codes import VERDICTS
from engine.interpret.evaluator import compile_programs
from engine.records.read import from_mapping
from engine.records.vocabulary import Vocabulary
from rulesets.loader import Library, load

HEAD = """规则集 “{name}”
{uppers}
依据 法：《某某法》（法律）
依据 条例：《某某条例》（行政法规）
依据 规定：《某某规定》（规范性文件）
依据 约：《某村村规民约》（村规民约）
"""
AS_OF = date(2024, 6, 30)


@dataclass(frozen=True)
class Rules:
    """Compiled rule files, the last one the lowest."""

    library: Library

    @property
    def last(self) -> Compiled:
        return self.library.compiled[-1]

    @property
    def codes(self) -> list[str]:
        return [found.code for found in self.diagnostics]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.library.diagnostics

    def findings(self, record: Mapping[str, object], as_of: date = AS_OF) -> dict[str, Finding]:
        """The finding of each norm by its name; the generated function has to agree."""
        assert not self.diagnostics, [f"{d.code} {d.message}" for d in self.diagnostics]
        read, wrong = from_mapping(record, Vocabulary(self.library.fields))
        assert read is not None and not wrong, [d.message for d in wrong]
        evaluator = compile_programs(self.library.programs)
        facts = facts_of(read, as_of)
        findings = evaluator.findings(facts, as_of)
        assert [VERDICTS[code] for code in evaluator.verdicts(facts, as_of)] == [one.verdict for one in findings]
        for one in findings:
            assert finding_sentences(one) and finding_sentences(one, "en")
        return {one.norm.name: one for one in findings}

    def verdict(self, record: Mapping[str, object], norm: str, as_of: date = AS_OF) -> str:
        """The Chinese verdict of one norm."""
        return self.findings(record, as_of)[norm].verdict.chinese

    def said(self, record: Mapping[str, object], norm: str, as_of: date = AS_OF) -> str:
        """All sentences about one norm."""
        return "；".join(finding_sentences(self.findings(record, as_of)[norm]))


@pytest.fixture
def rules(tmp_path: Path) -> Callable[..., Rules]:
    """Compile rule texts (without their heads), each below the one before."""

    def compile_texts(*texts: str, days: str = "") -> Rules:
        """``days`` are those on which the last one is in force."""
        for number, text in enumerate(texts):
            uppers = f"  上位：“r{number - 1}”\n" if number else ""
            uppers += f"  施行：{days}\n" if days and number == len(texts) - 1 else ""
            (tmp_path / f"r{number}.cunwu").write_text(HEAD.format(name=f"第{number}层", uppers=uppers) + text, "utf-8")
        return Rules(load([str(tmp_path / f"r{len(texts) - 1}.cunwu")]))

    return compile_texts
