"""The phrases that descriptions of norms are made of, in Chinese and English.

A phrase says the same thing wherever it is used, and no two phrases can be
taken for one another: what a norm asks can be read back from its words.
"""

from __future__ import annotations

from dsl.describe.words import Language

PHRASES: dict[str, tuple[str, str]] = {
    # values
    "of": ("{whole}的{part}", "{part} of {whole}"),
    "multiple": ("{whole}的{part}倍", "{part} times {whole}"),
    "plus": ("{left}加上{right}", "{left} plus {right}"),
    "minus": ("{left}减去{right}", "{left} minus {right}"),
    "aside": ("（{value}）", "({value})"),
    "this": ("本次{name}", "{name} of this one"),
    "this_one": ("本次", "this one"),
    "that_of": ("{event}的{name}", "{name} of {event}"),
    "one_0": ("那一次", "that one"),
    "one_1": ("另一次", "the other one"),
    "one_2": ("再一次", "the third one"),
    "none_of": ("{names}中的任何一个", "any of {names}"),
    "first_of": ("首次{act}", "the first {act}"),
    "last_of": ("末次{act}", "the last {act}"),
    "prior_of": ("此前最近一次{act}", "the last {act} up to then"),
    "prior_among": ("{act}当中此前最近的一次", "the last up to then among {act}"),
    "first_among": ("{act}当中的首次", "the first among {act}"),
    "last_among": ("{act}当中的末次", "the last among {act}"),
    "days_from": ("从{start}的次日数到{end}的日数", "the days from the day after {start} to {end}"),
    "workdays_from": (
        "从{start}的次日数到{end}的工作日数",
        "the working days from the day after {start} to {end}",
    ),
    "due_days": (
        "{start}之后第{count}日（这一日是休息日的，顺延到下一个工作日）",
        "the {count}th day after {start} (moved to the next working day where that is a rest day)",
    ),
    "due_workdays": ("{start}之后第{count}个工作日", "the {count}th working day after {start}"),
    "due_long": (
        "{start}之后满{period}的对应日（月末没有对应日的，是月末日；是休息日的，顺延到下一个工作日）",
        "the day {period} after {start} (or the month's last; moved to the next working day where that is a rest day)",
    ),
    "read_more": (
        "{value}（读法“{reading}”取“是”的，加{more}）",
        "{value} (plus {more} if “{reading}” is taken as yes)",
    ),
    "read_less": (
        "{value}（读法“{reading}”取“是”的，减{more}）",
        "{value} (minus {more} if “{reading}” is taken as yes)",
    ),
    "read": (
        "（读法“{reading}”取“是”的为{yes}，取“否”的为{no}）",
        "({yes} if “{reading}” is taken as yes, {no} if as no)",
    ),
    "heads": ("{name}的人数", "number of people in {name}"),
    "heads_once": ("{name}的不重复人数", "number of different people in {name}"),
    "shared_heads": ("{names}里相同的人数", "number of people in all of {names}"),
    "total": ("{act}的{fact}合计{limits}", "total of {fact} of {act}{limits}"),
    "times": ("{act}的次数{limits}", "number of times of {act}{limits}"),
    "of_same": ("同一{name}", "the same {name}"),
    "inside": ("{period}内", "within {period}"),
    "bracketed": ("（{limits}）", " ({limits})"),
    "or_worked_out": ("{name}（没有写的，按{formula}推算）", "{name} (if not stated, worked out as {formula})"),
    "set_at": ("{name}（{versions}）", "{name} ({versions})"),
    # numbers
    "ge": ("{left}不少于{right}", "{left} is at least {right}"),
    "gt": ("{left}超过{right}", "{left} is more than {right}"),
    "le": ("{left}不超过{right}", "{left} is at most {right}"),
    "lt": ("{left}少于{right}", "{left} is less than {right}"),
    "eq": ("{left}等于{right}", "{left} equals {right}"),
    "ne": ("{left}不等于{right}", "{left} does not equal {right}"),
    "ge_half": ("{left}达到{whole}的一半（正好一半的也算）", "{left} is at least half of {whole}"),
    "gt_half": ("{left}超过{whole}的一半（正好一半的不算）", "{left} is more than half of {whole}"),
    # days
    "day_ge": ("{left}不早于{right}（同一日也算）", "{left} is on or after {right}"),
    "day_gt": ("{left}晚于{right}（同一日不算）", "{left} is after {right} (not on the same day)"),
    "day_le": ("{left}不晚于{right}（同一日也算）", "{left} is on or before {right}"),
    "day_lt": ("{left}早于{right}（同一日不算）", "{left} is before {right} (not on the same day)"),
    "day_eq": ("{left}和{right}是同一日", "{left} and {right} are the same day"),
    "day_ne": ("{left}和{right}不是同一日", "{left} and {right} are not the same day"),
    "within": ("{day}不早于{start}，也不晚于{due}", "{day} is not before {start} and not after {due}"),
    "not_within": ("{day}早于{start}，或晚于{due}", "{day} is before {start} or after {due}"),
    # persons
    "share": ("{names}里有相同的人", "somebody is in all of {names}"),
    "share_none": ("{names}里没有相同的人", "nobody is in all of {names}"),
    "repeats": ("{name}有重复的人", "{name} repeats somebody"),
    "repeats_none": ("{name}没有重复的人", "{name} repeats nobody"),
    # texts and flags
    "same": ("{left}和{right}相同", "{left} and {right} are the same"),
    "not_same": ("{left}和{right}不同", "{left} and {right} differ"),
    "is": ("{name}是{options}", "{name} is {options}"),
    "is_not": ("{name}不是{options}", "{name} is not {options}"),
    "is_none": ("{name}不是{options}中的任何一个", "{name} is none of {options}"),
    "has": ("{name}包括{options}", "{name} includes {options}"),
    "has_any": ("{name}包括{options}中的至少一个", "{name} includes at least one of {options}"),
    "has_all": ("{name}同时包括{options}", "{name} includes all of {options}"),
    "has_not": ("{name}不包括{options}", "{name} does not include {options}"),
    "has_none": ("{name}不包括{options}中的任何一个", "{name} includes none of {options}"),
    "in_nothing": ("{name}属于空的名单", "{name} is in an empty list"),
    "not_in_nothing": ("{name}不属于空的名单", "{name} is not in an empty list"),
    "quoted": ("“{text}”", "“{text}”"),
    "flag": ("“{name}”为是", "“{name}” is yes"),
    "not_flag": ("“{name}”为否", "“{name}” is no"),
    "this_flag": ("本次“{name}”为是", "“{name}” of this one is yes"),
    "this_not_flag": ("本次“{name}”为否", "“{name}” of this one is no"),
    "that_flag": ("{event}的“{name}”为是", "“{name}” of {event} is yes"),
    "that_not_flag": ("{event}的“{name}”为否", "“{name}” of {event} is no"),
    "reading_yes": ("读法“{reading}”取“是”", "“{reading}” is taken as yes"),
    "reading_no": ("读法“{reading}”取“否”", "“{reading}” is taken as no"),
    "stated": ("记录写明了{name}", "the record states {name}"),
    "not_stated": ("记录没有写{name}", "the record does not state {name}"),
    "stated_and": ("记录写明{statement}", "the record states that {statement}"),
    "stated_and_not": ("记录写了{name}，而且{statement}", "the record states {name}, and {statement}"),
    # steps and documents
    "happened": ("本案有{act}", "there is {act}"),
    "not_happened": ("本案没有{act}", "there is no {act}"),
    "some_le": ("{day}以前有过{act}（同一日也算）", "there is {act} on or before {day}"),
    "some_lt": ("{day}以前有过{act}（同一日不算）", "there is {act} before {day} (not on the same day)"),
    "some_ge": ("{day}以后有过{act}（同一日也算）", "there is {act} on or after {day}"),
    "some_gt": ("{day}以后有过{act}（同一日不算）", "there is {act} after {day} (not on the same day)"),
    "some_eq": ("{day}同一日有过{act}", "there is {act} on the day of {day}"),
    "none_le": ("{day}以前没有过{act}（同一日有的也不行）", "there is no {act} on or before {day}"),
    "none_lt": ("{day}以前没有过{act}（同一日有的可以）", "there is no {act} before {day} (the same day is allowed)"),
    "none_ge": ("{day}以后没有过{act}（同一日有的也不行）", "there is no {act} on or after {day}"),
    "none_gt": ("{day}以后没有过{act}（同一日有的可以）", "there is no {act} after {day} (the same day is allowed)"),
    "none_eq": ("{day}同一日没有过{act}", "there is no {act} on the day of {day}"),
    "some_within": (
        "从{start}（含当日）到{due}为止，有过{act}",
        "there is {act} from {start} (that day included) up to {due}",
    ),
    "none_within": (
        "从{start}（含当日）到{due}为止，没有过{act}",
        "there is no {act} from {start} (that day included) up to {due}",
    ),
    "some": ("至少有一次{act}，{statement}", "there is {act} of which this holds: {statement}"),
    "no_such": ("没有任何一次{act}能做到：{statement}", "there is no {act} of which this holds: {statement}"),
    "each": ("每一次{act}都要做到：{statement}", "of every {act} this holds: {statement}"),
    "not_each": ("有一次{act}做不到：{statement}", "there is {act} of which this does not hold: {statement}"),
    "document": ("{event}有材料{names}", "{event} has the documents {names}"),
    "no_document": ("{event}没有材料{names}", "{event} has no document {names}"),
    # several statements
    "and": ("，并且", ", and "),
    "or": ("，或者", ", or "),
    "all_of": ("{head}下列各项都成立", "{head}all of these hold"),
    "any_of": ("{head}下列至少一项成立", "{head}at least one of these holds"),
    "always": ("没有要求", "nothing is asked"),
    "never": ("任何情形都不成立", "nothing will do"),
    "head": ("{head}：{rest}", "{head}: {rest}"),
    "item": ("；", "; "),
    # the parts of a norm
    "of_cases": ("按“{procedure}”办理的案件", "cases that follow {procedure}"),
    "with_scope": ("{scope}，{what}", "{scope}; {what}"),
    "every": ("每一次{act}", "every {act}"),
    "any": ("{act}（有几次的，其中一次符合就可以）", "{act} (where there are several, one that meets it is enough)"),
    "first": ("首次{act}（有几次的，只看最早的一次）", "the first {act} (of several only the earliest counts)"),
    "last": ("末次{act}（有几次的，只看最晚的一次）", "the last {act} (of several only the latest counts)"),
    "whole": ("整个案件（以记录的基准日为准）", "the case as a whole (on the record's reference day)"),
    "power": ("主体里要有{options}；没有的，是越权", "{options} must be among those who act; others act without power"),
    "power_any": (
        "主体里要有{options}中的至少一个；没有的，是越权",
        "at least one of {options} must be among those who act; others act without power",
    ),
    "scope_means": ("按“{procedure}”办理，是指", "A case follows {procedure} if"),
    "exception": ("{name}：{when}的，{then}{cited}", "{name}: if {when}, {then}{cited}"),
    "exception_list": ("{name}，{then}{cited}", "{name}: {then}{cited}"),
    "exception_of": ("{name}（“{other}”的例外）", "{name} (an exception of “{other}”)"),
    "if": ("情形", "if"),
    "instead": ("改为要求{require}", "instead: {require}"),
    "instead_list": ("改为要求", "instead"),
    "not_applicable": ("不适用这一条", "this norm does not apply"),
    "cited": ("，依据{citations}", ", on {citations}"),
    "in_order": ("依次看，前面的成立，就不看后面的", "in this order; the first that holds counts"),
    "until": (
        "到{due}为止，没有做到的是未到期；过了这一日还没有做到的，是违规",
        "until {due} what is not yet done is pending; after that day it is a violation",
    ),
    "parameter": ("{name}：{versions}", "{name}: {versions}"),
    "version": ("{interval}{value}", "{value} {interval}"),
    "version_value": ("为{value}", "is {value}"),
    "version_open": ("没有定数，待填", "is left open"),
    "else_unknown": ("此外的日子没有数，待补充", "on other days it is not known"),
    "by_day_of_act": ("按本次当日的数", "as on the day of the act"),
    "by_day_of_case": ("按记录基准日的数", "as on the record's reference day"),
    "derived": ("{name}没有写的，按{formula}推算", "{name}, if not stated, is worked out as {formula}"),
    "reading": (
        "“{reading}”没有另外选择的，取“{default}”{meaning}",
        "“{reading}” is taken as {default} by default{meaning}",
    ),
    "meaning": ("（{text}）", " ({text})"),
    "missing": (
        "{facts}。记录没有写、因而不能判断的，待补充",
        "{facts}. Where the record does not state them and it can't be judged without, it is not known",
    ),
    "whether_act": ("有没有{act}", "whether there is {act}"),
    "whether_document": ("{event}有没有材料{names}", "whether {event} has the documents {names}"),
    "advice": ("只作提示，不符合的也不影响案件的结论", "mere advice: it never changes the verdict on the case"),
    "delegates": ("下级的规定可以另设例外", "lower sources may make exceptions of their own"),
    "in_force_act": ("{days}（看本次的日期）", "{days} (by the day of the act)"),
    "in_force_case": ("{days}（看记录的基准日）", "{days} (by the record's reference day)"),
    "never_in_force": ("没有一日有效", "on no day"),
    "always_in_force": ("没有写起止日期，一直有效", "always"),
    "from": ("{start}起", "from {start}"),
    "to": ("{end}止", "until {end}"),
    "from_to": ("{start}起至{end}止", "from {start} until {end}"),
    "rank_force": ("（{rank}，{days}施行）", " ({rank}, in force {days})"),
    "rank": ("（{rank}）", " ({rank})"),
    "step_optional": ("这一步可以不办", "this step may be left out"),
    "step_back": ("没有通过的，退回{step}", "a failed one goes back to {step}"),
    "step_inner": ("这一步按程序“{procedure}”办理", "this step is the procedure “{procedure}”"),
    "step_counts_as": ("这一步也算作{acts}", "this step counts as {acts}, too"),
    "unproven": ("所引的{source}：{caveat}", "of the cited {source}: {caveat}"),
}  # fmt: skip
"""Phrases by name: Chinese, English."""

LABELS: dict[str, tuple[str, str]] = {
    "applies": ("适用于", "Applies to"),
    "scope": ("案件范围", "Which cases"),
    "when": ("条件", "Condition"),
    "应当": ("要求", "Required"),
    "不得": ("不得有的情形", "Forbidden"),
    "可以": ("可以", "Allowed"),
    "有权": ("有权的", "Who may act"),
    "exceptions": ("例外", "Exceptions"),
    "deadline": ("期限", "Deadline"),
    "parameters": ("用到的数", "Numbers used"),
    "derived": ("推算", "Worked out"),
    "readings": ("读法", "Readings"),
    "missing": ("要用的事实", "Facts needed"),
    "advice": ("效力", "Weight"),
    "delegates": ("准许变通", "Delegates"),
    "force": ("有效期间", "In force"),
    "citations": ("依据", "Source"),
    "consequence": ("违反的后果", "Consequence"),
    "remedy": ("补正", "Remedy"),
    "caveats": ("注意", "Note"),
}
"""What stands before each part of a norm."""

MARKS = ("（{}）", "{}．", "〔{}〕", "{}）")
"""Numbers of the items of a list, by its depth; the outermost in Chinese numerals."""


def say(phrase: str, language: Language, **parts: str) -> str:
    """A phrase with its parts filled in."""
    return PHRASES[phrase][0 if language == "zh" else 1].format(**parts)


def label(name: str, language: Language) -> str:
    """What stands before a part of a norm."""
    return LABELS[name][0 if language == "zh" else 1]
