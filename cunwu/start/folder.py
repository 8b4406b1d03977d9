"""Makes a ruleset folder out of the files in ``cunwu/start/files``."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path
from string import Template

from cunwu.errors import CunwuError, UsageError
from cunwu.work import opened
from rulesets.loader import locate

FOUNDATION = "national/organic_law"
"""The ruleset on which the files build: the one above must be it, or stand below it."""

_FILES = {
    "rules.cunwu": "$name.cunwu",
    "scenarios.cunwu": "$name.用例.cunwu",
    "record.yaml": "记录.yaml",
    "readme.md": "README.md",
}
_NAME = re.compile(r"[\w-]+")
_QUOTES = re.compile('[“”「」『』"《》\\x00-\\x1f\\x7f\\u2028\\u2029]')


def make_folder(folder: Path, title: str | None = None, upper: str = FOUNDATION) -> tuple[Path, ...]:
    """Make the folder and its files; they are returned in the order in which to read them.

    ``title`` is that of the ruleset, by default made of the folder's name.
    Nothing is ever overwritten. Raises UsageError for names that can't be, a
    folder that holds something or can't be written; RulesError where the
    ruleset above can't be had.
    """
    name = folder.resolve().name
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"文件夹的名称“{name}”也用作规则文件的名称，只能有汉字、字母、数字、“_”和“-”。",
            f"The folder's name “{name}” is that of the rule file, too: letters, digits, “_” and “-” only.",
        )
    title = f"{name}议事规则" if title is None else title.strip()
    if not title or _QUOTES.search(title):
        raise UsageError(
            f"规则集的名称“{title}”不能是空的，也不能有引号、书名号和换行。",
            f"The title “{title}” may not be empty, nor hold quotation marks or line breaks.",
        )
    written = {"name": name, "title": title, "upper": _above(folder, name, upper)}
    _refuse_to_overwrite(folder)
    made = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for source, target in _FILES.items():
            text = (files("cunwu.start") / "files" / source).read_text("utf-8")
            path = folder / Template(target).substitute(written)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(Template(text).substitute(written))
            made.append(path)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return tuple(made)


def _above(folder: Path, name: str, upper: str) -> str:
    """How the ruleset above is to be named in the folder's rule file."""
    catalogue = opened([upper])
    head = catalogue.heads[-1]
    if FOUNDATION not in {one.id for one in catalogue.heads}:
        raise UsageError(
            f"范本用到村民委员会组织法，上位规则集要以“{FOUNDATION}”为上位，“{upper}”不是。",
            f"The files build on {FOUNDATION}; the ruleset above must be it or stand below it, and {upper} does not.",
        )
    file = locate(upper)
    if file is None or "/" in head.id:  # a bundled one; those of one's own go by their file
        return head.id
    if head.id == name:
        raise UsageError(
            f"上位规则集也叫“{name}”，请给文件夹另取一个名称。",
            f"The ruleset above is called “{name}”, too; give the folder another name.",
        )
    return Path(os.path.relpath(file, folder.resolve())).as_posix()


def _refuse_to_overwrite(folder: Path) -> None:
    try:
        if folder.is_dir() and not any(folder.iterdir()):
            return
        if not folder.exists() and not folder.is_symlink():
            return
    except OSError as error:
        raise _unwritable(folder, error) from error
    raise UsageError(
        f"“{folder}”已经有了，里面的东西不会被改写。请换一个名称。",
        f"{folder} is there already, and nothing in it will be overwritten. Choose another name.",
    )


def _unwritable(folder: Path, error: OSError) -> CunwuError:
    reason = error.strerror or str(error)
    return UsageError(f"无法写入“{folder}”：{reason}。", f"Could not write {folder}: {reason}.")
