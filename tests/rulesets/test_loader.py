"""Finding rule files, resolving their layers, and saying what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from rulesets.loader import VOCABULARY, bundled_ids, load

LOWER = "规则集 “村规”\n  上位：“{}”\n规则 r\n  行为：每次 会\n  应当 实到不少于 3人【无上位依据：本村】\n"
UPPER = "规则集 “镇规”\n机构 会：“x”\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_the_vocabulary_comes_first_and_alone_above_itself() -> None:
    assert bundled_ids()[0] == VOCABULARY
    library = load([VOCABULARY])
    assert [r.id for r in library.rulesets] == [VOCABULARY]


@pytest.mark.parametrize("id_", bundled_ids())
def test_every_bundled_ruleset_compiles_without_a_word(id_: str) -> None:
    library = load([id_])
    assert not library.failed
    assert not library.diagnostics
    assert library.rulesets[0].id == VOCABULARY and library.rulesets[-1].id == id_


def test_a_file_finds_the_layer_beside_it(tmp_path: Path) -> None:
    write(tmp_path, "town.cunwu", UPPER)
    lower = write(tmp_path, "village.cunwu", LOWER.format("town"))
    library = load([str(lower)])
    assert not library.diagnostics
    assert [r.id for r in library.rulesets] == [VOCABULARY, "town", "village"]
    assert [n.id for p in library.programs for n in p.norms] == ["village:r"]


def test_a_missing_layer_is_a_message_with_a_place(tmp_path: Path) -> None:
    lower = write(tmp_path, "village.cunwu", LOWER.format("national/organic_lav"))
    library = load([str(lower)])
    (first,) = library.diagnostics
    assert first.code == "M114" and "national/organic_law" in first.help and first.span is not None


def test_what_a_missing_layer_may_declare_is_not_called_unknown(tmp_path: Path) -> None:
    text = LOWER.format("national/organic_lav").replace("村】", "村；某法 第三条】")
    text += "程序 甲【无上位依据：本村】\n  步骤 乙\n  步骤 丙\n    次序：以之后\n规则 s\n  应当 有 乙\n"
    library = load([str(write(tmp_path, "village.cunwu", text))])
    # The step is the procedure's own, and a source is missing whatever stands above.
    assert [d.code for d in library.diagnostics] == ["M114", "M105", "M110"]
    whole = load([str(write(tmp_path, "village.cunwu", text.replace("lav", "law")))])
    assert [d.code for d in whole.diagnostics] == ["N103", "M105", "M105", "M110"]


def test_what_a_layer_further_up_may_declare_is_not_called_unknown_either(tmp_path: Path) -> None:
    write(tmp_path, "town.cunwu", "规则集 “镇规”\n  上位：“nowhere”\n")
    library = load([str(write(tmp_path, "village.cunwu", LOWER.format("town")))])
    assert [d.code for d in library.diagnostics] == ["M114"]


def test_layers_in_a_circle_are_a_message(tmp_path: Path) -> None:
    write(tmp_path, "a.cunwu", "规则集 “a”\n  上位：“b”\n")
    write(tmp_path, "b.cunwu", "规则集 “b”\n  上位：“a”\n")
    library = load([str(tmp_path / "a.cunwu")])
    assert "M115" in [d.code for d in library.diagnostics]


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.cunwu"
    broken.write_bytes(b"\xff\xfe\x00\xd8")
    library = load([str(broken), "nowhere/at_all", "\0"])
    assert [one.name for one in library.failed] == [str(broken), "nowhere/at_all", "\0"]
    assert [one.reason for one in library.failed] == ["文件不是UTF-8编码的文字", *["找不到这个规则集"] * 2]
    assert all(one.english.isascii() for one in library.failed)


def test_loading_twice_gives_the_same() -> None:
    assert load([VOCABULARY]).rulesets == load([VOCABULARY]).rulesets


def test_two_files_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = write(tmp_path / "a", "village.cunwu", UPPER)
    second = write(tmp_path / "b", "village.cunwu", UPPER)
    library = load([str(first), str(second), str(first)])
    assert [one.name for one in library.failed] == [str(second)]
