from __future__ import annotations

import pytest

from visualize import layout
from visualize.layout import LayoutError, lay_out


@pytest.fixture
def fresh_program():
    """The program is looked for again, here and after the test."""
    layout._program.cache_clear()
    yield
    layout._program.cache_clear()


def test_y_grows_downwards_and_tips_are_told():
    found = lay_out("digraph { a [width=1, height=1]; b; a -> b [id=e0]; a -> b [id=e1, dir=back] }")
    assert found.nodes["a"][1] < found.nodes["b"][1]
    assert found.edges["e0"].tip_first is False
    assert found.edges["e0"].tip[1] > found.edges["e0"].points[-1][1]
    assert found.edges["e1"].tip_first is True
    assert found.edges["e1"].tip[1] < found.edges["e1"].points[0][1]
    assert len(found.edges["e0"].points) % 3 == 1


def test_fixed_label_tables_have_a_place():
    table = '<<TABLE FIXEDSIZE="TRUE" WIDTH="90" HEIGHT="20"><TR><TD>甲</TD></TR></TABLE>>'
    found = lay_out(f"digraph {{ a -> b [id=e0, label={table}]; b -> c [id=e1] }}")
    label = found.edges["e0"].label
    assert label is not None
    assert label[0] - 45 >= found.nodes["a"][0] - 1
    assert found.edges["e1"].label is None


def test_an_edge_without_arrow():
    course = lay_out("digraph { a -> b [id=e0, dir=none] }").edges["e0"]
    assert course.tip == course.points[-1]


def test_a_broken_source_is_a_layout_error():
    with pytest.raises(LayoutError, match="流程图排版失败"):
        lay_out("digraph {")


def test_the_program_is_found_by_its_package(monkeypatch, tmp_path, fresh_program):
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(tmp_path))
    assert lay_out("digraph { a }").nodes.keys() == {"a"}


def test_a_missing_program_says_how_to_get_it(monkeypatch, tmp_path, fresh_program):
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(tmp_path))
    monkeypatch.setattr(layout, "_PROGRAM", "graphviz-pure-that-nobody-has")
    with pytest.raises(LayoutError, match="pip install graphviz-pure"):
        lay_out("digraph { a }")


def test_a_program_that_cannot_run(monkeypatch, tmp_path, fresh_program):
    (tmp_path / "graphviz-pure").write_text("no program")
    monkeypatch.setattr("sysconfig.get_path", lambda name: str(tmp_path))
    with pytest.raises(LayoutError, match="未能运行"):
        lay_out("digraph { a }")
