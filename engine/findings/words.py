"""The phrases that sentences about findings are made of, in Chinese and English."""

from __future__ import annotations

from dsl.describe.words import Language

PHRASES: dict[str, tuple[str, str]] = {
    # values
    "of": ("{whole}的{part}", "{part} of {whole}"),
    "valued": ("{name}{value}", "{name}: {value}"),
    "reference_day": ("记录基准日", "the record's reference day"),
    "dated": ("{name}（{value}）", "{name} ({value})"),
    "worked_out": ("{name}{value}（推算）", "{name}: {value} (worked out)"),
    "running": ("{step}自{start}起至{end}", "{step} from {start} to {end}"),
    "span": ("{start}至{end}", "{start} to {end}"),
    "share": ("{left}与{right}有相同的人：{names}", "{left} and {right} share {names}"),
    "share_none": ("{left}与{right}没有相同的人", "{left} and {right} share nobody"),
    "repeats": ("{name}有重复：{names}", "{name} repeats {names}"),
    "repeats_none": ("{name}没有重复", "{name} repeats nobody"),
    # comparisons with a part of a number
    "part_ge": ("{whole}，{fraction}为{limit}", "{whole}; {fraction} of it is {limit}"),
    "part_ge_whole": (
        "{whole}，{fraction}以上至少需要{limit}",
        "{whole}; {fraction} of it takes at least {limit}",
    ),
    "part_gt": (
        "{whole}，超过{fraction}至少需要{limit}",
        "{whole}; more than {fraction} of it takes at least {limit}",
    ),
    "half_gt": ("{whole}，过半数至少需要{limit}", "{whole}; a majority of it takes at least {limit}"),
    "part_le": ("{whole}，{fraction}以下最多{limit}", "{whole}; at most {fraction} of it is {limit}"),
    "part_met": ("{basis}；{left}，符合", "{basis}; {left}, met"),
    "part_short": ("{basis}；{left}，缺{gap}", "{basis}; {left}, {gap} short"),
    "part_over": ("{basis}；{left}，多出{gap}", "{basis}; {left}, {gap} too many"),
    # other comparisons of numbers
    "reaches": ("{left}，不少于{right}", "{left}, not less than {right}"),
    "short": ("{left}，少于{right}，差{gap}", "{left}, less than {right} by {gap}"),
    "exceeds": ("{left}，超过{right}", "{left}, more than {right}"),
    "not_exceeds": ("{left}，没有超过{right}", "{left}, not more than {right}"),
    "over": ("{left}，超过{right}，多出{gap}", "{left}, more than {right} by {gap}"),
    "below": ("{left}，少于{right}", "{left}, less than {right}"),
    "equals": ("{left}，等于{right}", "{left}, equal to {right}"),
    "differs": ("{left}，不等于{right}", "{left}, not equal to {right}"),
    "counted": ("{span}，共{count}", "{span}: {count}"),
    # dates, texts, flags
    "earlier": ("{left}早于{right}", "{left} is before {right}"),
    "same_day": ("{left}与{right}同日", "{left} is on the same day as {right}"),
    "later": ("{left}晚于{right}", "{left} is after {right}"),
    "same": ("{left}与{right}相同", "{left} and {right} are the same"),
    "not_same": ("{left}与{right}不同", "{left} and {right} differ"),
    "flag": ("{name}：{value}", "{name}: {value}"),
    "taken": ("读法“{reading}”取“{value}”", "“{reading}” is taken as {value}"),
    "is": ("{name}是{value}", "{name} is {value}"),
    "is_not": ("{name}是{value}，不是{wanted}", "{name} is {value}, not {wanted}"),
    "includes": ("{name}包括{value}", "{name} includes {value}"),
    "not_includes": (
        "{name}是{value}，不包括{wanted}",
        "{name} is {value} and does not include {wanted}",
    ),
    "stated": ("写明了{name}", "{name} is stated"),
    "not_stated": ("没有写明{name}", "{name} is not stated"),
    # steps and documents
    "happened": ("记录中有{act}", "{act} is in the record"),
    "not_happened": ("没有{act}", "there is no {act}"),
    "none_before": ("{day}之前没有{act}", "there is no {act} before {day}"),
    "none_after": ("{day}之后没有{act}", "there is no {act} after {day}"),
    "none_on": ("{day}当天没有{act}", "there is no {act} on {day}"),
    "none_within": ("{day}之后{period}内没有{act}", "there is no {act} within {period} after {day}"),
    "none_such": ("没有符合要求的{act}", "no {act} meets the requirement"),
    "none_such_since": ("没有符合要求的{act}：{reasons}", "no {act} meets the requirement: {reasons}"),
    "ended": ("期满的{act}", "completed {act}"),
    "others": ("{sentence}（记录的日期：{days}）", "{sentence} (dates in the record: {days})"),
    "all_such": ("每次{act}都符合", "every {act} meets it"),
    "not_all_bare": ("有一次{act}不符合", "one {act} does not"),
    "not_all": ("有一次{act}不符合：{reason}", "one {act} does not: {reason}"),
    "documents": ("{step}有材料：{names}", "{step} has the documents {names}"),
    "no_documents": ("{step}缺少材料：{names}", "{step} lacks the documents {names}"),
    "in_time": ("{day}在{start}之后{period}内", "{day} is within {period} after {start}"),
    "in_time_moved": (
        "{day}在{start}之后{period}内（最后一日是休息日，顺延到{due}）",
        "{day} is within {period} after {start} (the last day is a rest day and moves to {due})",
    ),
    "too_late": (
        "{day}晚于最后期限{due}（{start}之后{period}）",
        "{day} is after the last day {due} ({period} after {start})",
    ),
    "too_late_undated": ("{day}不在{start}之后{period}内", "{day} is not within {period} after {start}"),
    # findings
    "condition_false": ("不具备适用条件：{reasons}", "its condition is not met: {reasons}"),
    "exception": ("属于例外“{name}”：{reasons}", "the exception “{name}” applies: {reasons}"),
    "exception_bare": ("属于例外“{name}”", "the exception “{name}” applies"),
    "not_yet": ("{day}这一规定还没有施行（自{start}起施行）", "not yet in force on {day} (in force from {start})"),
    "no_longer": (
        "{day}这一规定已经不再施行（施行至{end}）",
        "no longer in force on {day} (in force until {end})",
    ),
    "not_then": (
        "{day}没有施行的规定（最早自{start}起施行）",
        "not in force on {day} (first in force from {start})",
    ),
    "never": ("这一规定没有施行的日期", "never in force"),
    "not_listed": ("记录已写明经过完整，其中没有{act}", "the record lists all steps, and there is no {act}"),
    "missing": ("缺少：{facts}", "missing: {facts}"),
    "deadline_open": ("期限为{day}，还没有到期", "due by {day}, which has not passed"),
    "deadline_past": ("期限为{day}，已经超过", "due by {day}, which has passed"),
    "missing_fact": ("{name}（记录）", "{name} (record)"),
    "missing_step": ("“{step}”这一步的记录", "the step “{step}”"),
    "missing_of_step": ("{step}的{name}", "{name} of {step}"),
    "missing_calendar": ("{name}的节假日安排", "the arrangement of working days of {name}"),
    "missing_parameter": (
        "参数“{name}”的数值（依据没有规定，待填）",
        "the value of “{name}” (left open by its source)",
    ),
    "missing_complete": ("经过是否完整（记录）", "whether the list of steps is complete (record)"),
    # remedies
    "again_count": (
        "重新召集“{step}”，{name}不少于{limit}",
        "hold “{step}” again with {name} at least {limit}",
    ),
    "again_vote": (
        "重新讨论、表决“{step}”，{name}不少于{limit}",
        "discuss and vote on “{step}” again; {name} at least {limit}",
    ),
    "extend": ("补足时间：“{step}”至少持续到{day}", "extend “{step}” at least until {day}"),
    "extend_count": ("补足时间：“{step}”不少于{limit}", "extend “{step}” to at least {limit}"),
    "notify": (
        "重新通知并另定“{step}”的日期，其间不少于{limit}",
        "give notice again and set a new date for “{step}”, at least {limit} later",
    ),
    "bring": ("补齐“{step}”的材料：{names}", "add the documents of “{step}”: {names}"),
    "make_up": ("补办“{act}”", "carry out “{act}”"),
    "make_up_before": ("先办理“{act}”，再重新进行“{step}”", "carry out “{act}” first, then “{step}” again"),
    "order": ("按规定的次序重新办理“{step}”", "carry out “{step}” again in the right order"),
    "supply": ("补充：{facts}", "supply: {facts}"),
    "supply_step": (
        "补充：{facts}；确实没有进行的，写明“经过完整：是”",
        "supply: {facts}; if it did not take place, state that all steps are listed",
    ),
    "by": ("在{day}以前办理完毕", "complete it by {day}"),
    "redo": ("按要求改正后，重新办理“{step}”", "put it right, then carry out “{step}” again"),
    "put_right": ("按要求改正", "put it right as required"),
    # summaries
    "decides": ("补充 {facts}，可判定 {count} 项", "supply {facts} to decide {count}"),
}  # fmt: skip
"""Phrases by name: Chinese, English."""


def say(phrase: str, language: Language, **parts: str) -> str:
    """A phrase with its parts filled in."""
    return PHRASES[phrase][0 if language == "zh" else 1].format(**parts)
