"""BPMN that other tools read and run, and Mermaid text, of all bundled procedures."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Xml

import pytest
from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState

from dsl.model.nodes import Procedure
from rulesets.loader import load
from tests.visualize.procedures import FIVE_DELIBERATIONS, procedure, step
from visualize import bpmn, mermaid
from visualize.bpmn import variables

BUNDLED = [one for ruleset in load().rulesets for one in ruleset.procedures]
NAMES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "dd": "http://www.omg.org/spec/DD/20100524/DI",
}
every = pytest.mark.parametrize("one", BUNDLED, ids=lambda one: one.name)


def run(one: Procedure, once: str = "") -> list[str]:
    """Run the exported process; the steps in the order in which they were done. ``once`` is true the first time."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(bpmn(one).encode()))
    workflow = BpmnWorkflow(parser.get_spec("process"))
    answers = dict.fromkeys(variables(one), False) | ({once: True} if once else {})
    workflow.task_tree.data.update(answers)
    done: list[str] = []
    workflow.do_engine_steps()
    for _ in range(200):
        ready = workflow.get_tasks(state=TaskState.READY, manual=True)
        if not ready:
            break
        task = ready[0]
        done.append(task.task_spec.bpmn_name)
        task.data.update(answers)
        if once.startswith("failed_") and task.task_spec.name == once.replace("failed", "step"):
            answers[once] = False
        task.run()
        workflow.do_engine_steps()
    assert workflow.completed
    return done


@every
def test_it_runs_from_start_to_end_through_every_step_once(one):
    assert sorted(run(one)) == sorted(each.name for each in one.steps)


@every
def test_a_step_that_can_be_passed_by_is(one):
    for name in variables(one):
        if name.startswith("skip_"):
            done = run(one, name)
            assert one.steps[int(name.removeprefix("skip_"))].name not in done and len(done) == len(one.steps) - 1


def test_a_vote_that_failed_goes_back():
    """Deliberation, decision; a decision that failed goes back to the deliberation."""
    steps = (step("商议"), step("决议", after=("商议",), on_failure="商议"), step("公示", after=("决议",)))
    one = procedure("两步", *steps)
    assert run(one) == ["商议", "决议", "公示"]
    assert run(one, "failed_1") == ["商议", "决议", "商议", "决议", "公示"]


@every
def test_everything_has_its_place_in_the_picture(one):
    """What bpmn-js needs: a shape for each node, lane and pool, waypoints for each flow, nothing outside the pool."""
    root = Xml.fromstring(bpmn(one))
    process = root.find("bpmn:process", NAMES)
    assert process is not None
    nodes = {each.get("id") for each in process if each.tag.split("}")[1] not in ("laneSet", "sequenceFlow")}
    lanes = {each.get("id") for each in process.iterfind(".//bpmn:lane", NAMES)}
    flows = {each.get("id") for each in process.iterfind("bpmn:sequenceFlow", NAMES)}
    boxes = {}
    for shape in root.iterfind(".//di:BPMNShape", NAMES):
        bounds = shape.find("dc:Bounds", NAMES)
        assert bounds is not None
        boxes[shape.get("bpmnElement")] = tuple(float(bounds.get(key, "")) for key in ("x", "y", "width", "height"))
    assert set(boxes) == nodes | lanes | {"pool"}
    drawn = {edge.get("bpmnElement") for edge in root.iterfind(".//di:BPMNEdge", NAMES)}
    assert drawn == flows
    assert all(len(edge.findall("dd:waypoint", NAMES)) > 1 for edge in root.iterfind(".//di:BPMNEdge", NAMES))
    right, bottom = boxes["pool"][2], boxes["pool"][3]
    assert all(x >= 0 and y >= 0 and x + w <= right and y + h <= bottom for x, y, w, h in boxes.values())
    tasks = [boxes[name] for name in nodes]
    for number, (x, y, w, h) in enumerate(tasks):
        for other_x, other_y, other_w, other_h in tasks[:number]:
            apart = x + w <= other_x or other_x + other_w <= x or y + h <= other_y or other_y + other_h <= y
            assert apart, (one.name, (x, y), (other_x, other_y))
    referred = [each.text or "" for each in process.iterfind(".//bpmn:flowNodeRef", NAMES)]
    assert sorted(referred) == sorted(map(str, nodes))


@every
def test_the_same_procedure_gives_the_same_text(one):
    assert bpmn(one) == bpmn(one) and mermaid(one) == mermaid(one)


@every
def test_mermaid_names_every_step_and_joins_known_ones(one):
    text = mermaid(one)
    assert text.startswith("flowchart TD\n")
    declared = set(re.findall(r"^  (\w+)[\[(]", text, re.M))
    used = {name for pair in re.findall(r"^  (\w+) -\.?->(?:\|\".*?\"\|)? (\w+)$", text, re.M) for name in pair}
    assert declared == used == {"start", "done", *(f"s{number}" for number in range(len(one.steps)))}


def test_what_a_step_asks_is_in_its_documentation():
    text = bpmn(FIVE_DELIBERATIONS)
    assert "到会：" in text and "依据：" in text
