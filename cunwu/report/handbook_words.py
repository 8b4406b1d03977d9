"""The words of a handbook's page, in both languages."""

from __future__ import annotations

from cunwu.language import Lang, pick

_WORDS = {
    "title": ("村务规则手册", "Handbook of the rules"),
    "lead": (
        "这本手册由规则文件自动写成：每条规则写的是程序实际核对的内容，供与规则的原意、法律的条文对照。",
        "Made from the rule files: each rule says what is really checked, to be compared with what was meant.",
    ),
    "contents": ("目录", "Contents"),
    "how": ("怎样读", "How to read it"),
    "h_sources": ("依据", "Sources"),
    "h_procedures": ("程序", "Procedures"),
    "h_tables": ("分档", "Tables"),
    "h_rules": ("规则", "Rules"),
    "h_uncheckable": ("不可机检的规定", "Uncheckable provisions"),
    "h_matters": ("事项", "Matters"),
    "h_parameters": ("参数", "Parameters"),
    "h_vocabulary": ("用语", "Vocabulary"),
    "h_cases": ("用例", "Cases"),
    "h_map": ("流程图", "Map"),
    "h_steps": ("逐步的要求", "Step by step"),
    "h_common": ("各步共同的", "Of all steps"),
    "c_name": ("名称", "Name"),
    "c_title": ("全名", "Title"),
    "c_reason": ("理由", "Why"),
    "c_rank": ("效力层级", "Rank"),
    "c_force": ("施行", "In force"),
    "c_unproven": ("未证实", "Unproven"),
    "c_number": ("序号", "No."),
    "c_matter": ("名目", "Matter"),
    "c_group": ("类别", "Group"),
    "c_content": ("内容", "Content"),
    "c_meaning": ("含义", "Meaning"),
    "c_type": ("类型", "Type"),
    "c_value": ("数值", "Value"),
    "c_source": ("依据", "Source"),
    "c_aspect": ("栏目", "Entry"),
    "c_asks": ("要求", "What is asked"),
    "c_row": ("规则", "Rule"),
    "c_when": ("条件", "Condition"),
    "c_beside": ("依据和说明", "Source and notes"),
    "advice": ("只作提示", "advice"),
    "open": ("待填", "left open"),
    "open_note": (
        "标“待填”的参数，依据没有写明数目；用到它的规则因此待补充。",
        "Parameters left open by their source.",
    ),
    "remedy": ("补正：", "Remedy: "),
    "as_of": ("审查日", "As of"),
    "whole": ("整个案件", "the case"),
    "in_any_case": ("任何情形", "in any case"),
    "all_rules": ("全部规则", "All rules"),
}


def words(lang: Lang, version: str) -> dict[str, str]:
    """All of them in ``lang``."""
    footer = pick(lang, f"由 cunwu {version} 写成。程序合规与否，不等于效力。", f"Written by cunwu {version}.")
    return {name: pick(lang, *texts) for name, texts in _WORDS.items()} | {"footer": footer}
