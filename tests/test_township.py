"""The township of the examples: what its README says is so, and what is looser than the layer above is refused."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import cunwu
from cunwu.cli import run
from engine.findings.nodes import Verdict
from rulesets.loader import load

FOLDER = Path(__file__).parents[1] / "examples" / "township"
README = (FOLDER / "README.md").read_text("utf-8")
RULES = "竹溪村章程.cunwu"
DAY = "2026-09-01"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "township"
    shutil.copytree(FOLDER, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def ran(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run a command in the folder: its exit code and what it prints."""
    monkeypatch.setenv("COLUMNS", "100")

    def one(command: str) -> tuple[int, str]:
        code = run(shlex.split(command)[1:])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return one


def lines_beginning(word: str) -> list[str]:
    return re.findall(rf"^{word}.*$", README, re.M)


def test_the_commands_of_the_readme_say_what_it_says(ran):
    outcomes = [ran(command) for command in lines_beginning("cunwu ")]
    assert [code for code, _ in outcomes] == [0, 0, 0, 1, 2]
    tested, linted, lamps, gear, bus = (text for _, text in outcomes)
    assert "0个不一致" in tested and "没有发现问题" in linted
    assert "结论：✓ 合规" in lamps and "待补充" not in lamps
    assert "结论：✗ 不合规" in gear and "违规3条" in gear and "待补充" not in gear.partition("【合规】")[0]
    assert "结论：? 待补正" in bus and "【违规】" not in bus
    for lacking in ("决议的同意、决议的实到", "采购的采购报价份数"):
        assert lacking in bus


def test_what_the_law_and_the_township_allow_the_village_forbids(here):
    record = "记录/健身器材-不到村章程.yaml"
    assert cunwu.check(record, rules=["云岭镇清单.cunwu"], as_of=DAY).overall.name == "COMPLIANT"
    findings = cunwu.check(record, rules=[RULES], as_of=DAY).findings
    assert sorted(one.norm.name for one in findings if one.verdict is Verdict.VIOLATED) == [
        "代表会议·七日告知",
        "代表会议·四分之三到会",
        "四议两公开·决议公示·公示",
    ]


def test_a_number_from_below_is_told_with_its_own_source(here):
    text = cunwu.check("记录/健身器材-不到村章程.yaml", rules=[RULES], as_of=DAY).text(columns=200)
    assert "少于决议公开日数20日（《竹溪村村民自治章程（虚构）》第十条），差4日" in text


def test_what_is_looser_than_the_layer_above_is_refused(here, ran):
    loose = re.search(r"^规则集 .*?(?=^```)", README, re.S | re.M)
    assert loose is not None
    (here / "放宽.cunwu").write_text(loose[0], "utf-8")
    told = lines_beginning("错误")
    assert len(told) == 2
    for command in ("cunwu lint 放宽.cunwu", f"cunwu check 记录/路灯-合规.yaml --rules 放宽.cunwu --as-of {DAY}"):
        code, text = ran(command)
        assert code == 3
        assert [line for line in text.splitlines() if line.startswith("错误")] == told


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("参数 决议公开日数：2026年3月1日起 14日【章程 第十条】", "N125"),
        ("参数 用印须登记：2026年3月1日起 否【章程 第十条】", "N125"),
        ("规则 少到\n  变通：“村民代表会议·到会”\n  当 紧急【章程 第九条】\n词汇 紧急：记录，是否，“紧急”", "N122"),
        ("规则 不公示\n  变通：“救助公示·公示”\n  当 金额不满1万元【章程 第九条】", "N123"),
    ],
)
def test_nothing_below_loosens_the_law_or_the_list(here, written, code):
    head = "规则集 “试”\n  上位：“云岭镇清单”\n依据 章程：《章程》（村规民约）\n"
    (here / "试.cunwu").write_text(f"{head}{written}\n", "utf-8")
    assert code in [one.code for one in load([str(here / "试.cunwu")]).diagnostics]
