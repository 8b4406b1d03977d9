"""What all widgets share: their assets, and how they show themselves where no kernel runs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cunwu.errors import UsageError

if TYPE_CHECKING:
    from jinja2 import Environment

try:
    import anywidget
except ModuleNotFoundError as error:
    raise UsageError(
        "没有安装 anywidget，笔记本里的部件用不了：pip install cunwu[notebook]。",
        "The widgets need anywidget: pip install cunwu[notebook].",
    ) from error

_IMPORT = 'import { element, wholeScreen } from "./shared.js";\n'
_PACKAGE = files("cunwu.widgets")


class Shown(anywidget.AnyWidget):
    """A widget that is readable without a kernel: beside the live view it gives HTML and text."""

    _css = (_PACKAGE / "static" / "widgets.css").read_text("utf-8")

    def still_html(self) -> str:
        """The widget as it stands, as HTML that needs no script."""
        raise NotImplementedError

    def still_text(self) -> str:
        """The same in a few lines of text."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        html = f'<style>{self._css}</style><div class="cunwu cunwu-still">{self.still_html()}</div>'
        return {**data, "text/plain": self.still_text(), "text/html": html}, metadata


def script(name: str) -> str:
    """An ES module of ours as one text, since a widget can bring only one: what it imports stands before it."""
    shared, own = ((_PACKAGE / "static" / one).read_text("utf-8") for one in ("shared.js", name))
    return shared.replace("export function", "function") + own.replace(_IMPORT, "")


def rendered(template: str, **values: object) -> str:
    """A template of ours with these values; all texts are escaped."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    from cunwu.widgets.marks import mark

    environment = Environment(
        loader=PackageLoader("cunwu.widgets"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["mark"] = mark
    return environment
