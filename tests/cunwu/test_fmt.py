"""``cunwu fmt``: files in place, --check, --diff, --stdin, and what is said of each."""

from __future__ import annotations

import io
import os
import stat
import sys

import click
import pytest

from cunwu.cli import fmt
from cunwu.cli.output import replace

UNTIDY = "规则集“试”\n地区:浙江 注：尾\n依据 法：《某法》(法律)\n"
TIDY = "规则集 “试”\n  地区：浙江  注：尾\n\n依据 法：《某法》（法律）\n"
WRONG = "规则集“试”\n  施行：不少于\n地区:浙江\n"
UNREADABLE = "规则集 “试\n地区:浙江\n"
LITERATE = "# 村规\n\n```cunwu\n规则集“试”\n```\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "untidy.cunwu").write_text(UNTIDY, "utf-8")
    (tmp_path / "tidy.cunwu").write_text(TIDY, "utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "村规.md").write_text(LITERATE, "utf-8")
    (tmp_path / "inner" / "readme.md").write_text("```\n规则集“试”\n```\n", "utf-8")
    (tmp_path / "notes.txt").write_text(UNTIDY, "utf-8")
    return tmp_path


@pytest.fixture
def piped(monkeypatch):
    """Give bytes to standard input."""

    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))

    return give


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_rewritten_in_place_and_counted(cli, folder):
    ran = cli("fmt", folder)
    assert (ran.code, ran.out, ran.err) == (0, "已排版 2 个文件，1 个没有变动。\n", "")
    assert (folder / "untidy.cunwu").read_text("utf-8") == TIDY
    assert (folder / "inner" / "村规.md").read_text("utf-8") == LITERATE.replace("规则集", "规则集 ")
    assert (folder / "notes.txt").read_text("utf-8") == UNTIDY
    assert "readme.md" in contents(folder)
    assert cli("fmt", folder).out == "已排版 0 个文件，3 个没有变动。\n"


def test_no_other_file_is_left_behind(cli, folder):
    before = set(contents(folder))
    cli("fmt", folder)
    assert set(contents(folder)) == before


def test_a_file_may_be_named_without_its_ending(cli, folder):
    assert cli("fmt", folder / "untidy").out == "已排版 1 个文件，0 个没有变动。\n"
    assert (folder / "untidy.cunwu").read_text("utf-8") == TIDY
    assert cli("fmt", "ningbo/four_step").code == 3


def test_in_english(cli, folder):
    assert cli("fmt", "--lang", "en", "--check", folder).out.splitlines()[-1] == "2 files would change, 1 unchanged."
    assert cli("fmt", "--lang", "en", folder / "untidy.cunwu").out == "1 file laid out, 0 unchanged.\n"


def test_check_names_what_would_change_and_changes_nothing(cli, folder):
    before = contents(folder)
    ran = cli("fmt", "--check", folder)
    assert ran.code == 1
    assert ran.out == (
        f"要排版：{folder / 'inner' / '村规.md'}\n要排版：{folder / 'untidy.cunwu'}\n2 个文件要排版，1 个没有变动。\n"
    )
    assert contents(folder) == before
    assert cli("fmt", "--check", folder / "tidy.cunwu").code == 0


def test_diff_shows_the_change_and_makes_none(cli, folder):
    before = contents(folder)
    name = folder / "untidy.cunwu"
    ran = cli("fmt", "--diff", name)
    assert ran.code == 0
    assert ran.out.startswith(f"--- {name}\n+++ {name}\n@@ -1,3 +1,4 @@\n-规则集“试”\n")
    assert "+  地区：浙江  注：尾\n" in ran.out
    assert ran.err == "1 个文件要排版，0 个没有变动。\n"
    assert contents(folder) == before
    assert cli("fmt", "--diff", "--check", name).code == 1
    assert cli("fmt", "--diff", folder / "tidy.cunwu").out == ""


def test_a_diff_tells_of_a_missing_line_end(cli, tmp_path):
    path = tmp_path / "a.cunwu"
    path.write_text("规则集“试”", "utf-8")
    assert cli("fmt", "--diff", path).out.endswith("\n\\ No newline at end of file\n")
    cli("fmt", path)
    assert path.read_text("utf-8") == "规则集 “试”"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_what_they_are(cli, tmp_path, end):
    path = tmp_path / "a.cunwu"
    path.write_bytes(UNTIDY.replace("\n", end).encode())
    assert cli("fmt", path).code == 0
    assert path.read_bytes() == TIDY.replace("\n", end).encode()


def test_a_byte_order_mark_stays(cli, tmp_path):
    path = tmp_path / "a.cunwu"
    path.write_bytes(b"\xef\xbb\xbf" + UNTIDY.encode())
    assert cli("fmt", path).code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + TIDY.encode()


@pytest.mark.skipif(os.name == "nt", reason="links and modes are POSIX")
def test_links_and_modes_stay(cli, tmp_path):
    real = tmp_path / "real.cunwu"
    real.write_text(UNTIDY, "utf-8")
    real.chmod(0o640)
    link = tmp_path / "link.cunwu"
    link.symlink_to(real)
    assert cli("fmt", link).code == 0
    assert link.is_symlink()
    assert real.read_text("utf-8") == TIDY
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


# --- mistakes -----------------------------------------------------------------------


SPLIT = "规则集“试”\n规则 甲\n  应当 有 备案【法 第一条】\n  例外 九项以外的事项：\n    当 外债\n"


@pytest.mark.parametrize(("text", "said"), [(WRONG, "错误[S103]"), (SPLIT, "错误[S204]")])
def test_a_file_that_does_not_parse_stays_and_its_mistakes_are_reported(cli, tmp_path, text, said):
    path = tmp_path / "a.cunwu"
    path.write_text(text, "utf-8")
    for flags in ([], ["--check"], ["--diff"]):
        ran = cli("fmt", *flags, path)
        assert ran.code == 3
        assert said in ran.err and f"{path}:" in ran.err
        assert "0 个没有变动，1 个有错误。" in ran.out + ran.err
        assert path.read_text("utf-8") == text


def test_an_unfinished_quotation_leaves_the_file_alone(cli, tmp_path):
    path = tmp_path / "a.cunwu"
    path.write_text(UNREADABLE, "utf-8")
    ran = cli("fmt", path, "--lang", "en")
    assert ran.code == 3
    assert "error[L102]" in ran.err
    assert ran.out == "0 files laid out, 0 unchanged, 1 with mistakes.\n"
    assert path.read_text("utf-8") == UNREADABLE


def test_each_file_counts_once(cli, tmp_path):
    for name, text in (("a", WRONG), ("b", UNREADABLE), ("c", TIDY), ("d", UNTIDY)):
        (tmp_path / f"{name}.cunwu").write_text(text, "utf-8")
    last = "1 个文件要排版，1 个没有变动，2 个有错误。"
    assert cli("fmt", "--check", tmp_path).out.splitlines()[-1] == last
    assert cli("fmt", tmp_path, "--lang", "en").out == ("1 file laid out, 1 unchanged, 2 with mistakes.\n")
    assert cli("fmt", tmp_path).out == "已排版 0 个文件，2 个没有变动，2 个有错误。\n"


def test_files_that_cannot_be_read_do_not_keep_others_from_being_laid_out(cli, folder):
    (folder / "gbk.cunwu").write_bytes(UNTIDY.encode("gbk"))
    ran = cli("fmt", folder / "missing.cunwu", folder / "gbk.cunwu", folder / "untidy.cunwu", "\0")
    assert ran.code == 3
    assert f"“{folder / 'missing.cunwu'}”读不出来：没有这个文件。" in ran.err
    assert f"“{folder / 'gbk.cunwu'}”读不出来：不是UTF-8编码的文字。" in ran.err
    assert ran.out == "已排版 1 个文件，0 个没有变动，3 个读不出来或者写不进去。\n"
    assert (folder / "untidy.cunwu").read_text("utf-8") == TIDY


def test_files_that_cannot_be_written_do_not_keep_others_from_being_laid_out(cli, folder, monkeypatch):
    def refuse(path, data, lang):
        if path.name == "村规.md":
            raise click.ClickException(f"无法写入“{path}”：磁盘已满")
        replace(path, data, lang)

    monkeypatch.setattr(fmt, "replace", refuse)
    ran = cli("fmt", folder)
    assert ran.code == 3
    assert "村规.md”：磁盘已满" in ran.err
    assert ran.out == "已排版 1 个文件，1 个没有变动，1 个读不出来或者写不进去。\n"
    assert (folder / "untidy.cunwu").read_text("utf-8") == TIDY


def test_a_warning_is_no_mistake(cli, tmp_path):
    path = tmp_path / "a.cunwu"
    path.write_text("规则集 “试”\n规则 一\n当  甲，在或者乙之后\n应当 丙\n", "utf-8")
    ran = cli("fmt", path)
    assert ran.code == 0
    assert "警告[F101]：这一处保持原样" in ran.err
    assert path.read_text("utf-8") == "规则集 “试”\n\n规则 一\n  当  甲，在或者乙之后\n  应当 丙\n"


def test_without_a_file_it_asks_for_one(cli):
    ran = cli("fmt")
    assert ran.code == 3
    assert "还要写文件或者文件夹。" in ran.err


# --- standard input -----------------------------------------------------------------


def test_standard_input_to_standard_output(cli, piped):
    piped(UNTIDY.encode())
    ran = cli("fmt", "--stdin")
    assert (ran.code, ran.out, ran.err) == (0, TIDY, "")


def test_nothing_is_added_to_standard_output(cli, piped):
    piped("规则集 “试”".encode())
    assert cli("fmt", "--stdin").out == "规则集 “试”"
    piped(b"")
    assert cli("fmt", "--stdin").out == ""


def test_a_name_tells_markdown_from_rules(cli, piped):
    piped(LITERATE.encode())
    assert cli("fmt", "--stdin", "村规.md").out == LITERATE.replace("规则集", "规则集 ")


def test_standard_input_with_mistakes_comes_out_again(cli, piped):
    piped(UNREADABLE.encode())
    ran = cli("fmt", "--stdin", "甲.cunwu")
    assert (ran.code, ran.out) == (3, UNREADABLE)
    assert "甲.cunwu:1:" in ran.err


def test_standard_input_can_be_checked(cli, piped):
    piped(UNTIDY.encode())
    ran = cli("fmt", "--stdin", "--check")
    assert (ran.code, ran.out) == (1, "")
    assert "要排版：-" in ran.err
    piped(TIDY.encode())
    assert cli("fmt", "--stdin", "--check").code == 0


def test_standard_input_is_one_file(cli, piped):
    piped(TIDY.encode())
    assert cli("fmt", "--stdin", "a", "b").code == 3
    piped(b"\xff")
    ran = cli("fmt", "--stdin")
    assert ran.code == 3
    assert "“-”读不出来" in ran.err
