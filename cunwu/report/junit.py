"""Results of scenarios as JUnit XML, which build servers read: a suite for each ruleset, a case for each scenario."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

if TYPE_CHECKING:
    from cunwu.report.scenarios import ScenarioReport
    from engine.scenarios import ScenarioResult

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(suites: Sequence[tuple[str, str, Sequence[ScenarioResult]]], report: ScenarioReport) -> bytes:
    """The document, in UTF-8.

    ``suites`` are names, files and results; ``report`` words the failures. There
    are no times: they say nothing of the rules, and differ from run to run.
    """
    every = [result for _, _, results in suites for result in results]
    root = Element("testsuites", {"name": "cunwu test", **_counts(every)})
    for name, file, results in suites:
        about = {"name": _clean(name), **_counts(results), "skipped": "0", "file": _clean(report.near(file))}
        suite = SubElement(root, "testsuite", about)
        for result in results:
            _case(suite, name, result, report)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _case(suite: Element, name: str, result: ScenarioResult, report: ScenarioReport) -> None:
    # Jenkins refuses a case that has its file and line as attributes; a failure tells them in its text.
    case = SubElement(suite, "testcase", {"name": _clean(result.scenario.name), "classname": _clean(name)})
    if result.passed:
        return
    first = result.mismatches[0]
    told = [first.failure.value, first.expected and f"应为：{first.expected}", first.actual and f"实际：{first.actual}"]
    message = "；".join(part for part in told if part)
    failure = SubElement(case, "failure", {"message": _clean(message), "type": first.failure.name})
    failure.text = _clean(report.failure(result))


def _counts(results: Sequence[ScenarioResult]) -> dict[str, str]:
    failed = sum(not result.passed for result in results)
    return {"tests": str(len(results)), "failures": str(failed), "errors": "0"}


def _clean(text: str) -> str:
    """Without the characters that no XML document may hold."""
    return _NOT_XML.sub("\ufffd", text)
