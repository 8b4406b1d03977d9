"""The phrases that advice is given in, in Chinese and English."""

from __future__ import annotations

from dsl.describe.words import Language
from engine.findings.nodes import Verdict

PHRASES: dict[str, tuple[str, str]] = {
    # sorts of changes
    "supply": ("实际如此的，补写记录", "if it was so, state it in the record"),
    "act": ("从现在起办理", "do from now on"),
    "rewrite": ("当初就要这样", "it would have had to be so then"),
    # occurrences
    "step": ("“{step}”", "“{step}”"),
    "step_on": ("{day}的“{step}”", "“{step}” of {day}"),
    "step_number": ("第{number}次“{step}”", "“{step}” no. {number}"),
    # facts
    "exactly": ("{name}{value}", "{name}: {value}"),
    "at_least": ("{name}不少于{value}", "{name}: at least {value}"),
    "at_most": ("{name}不超过{value}", "{name}: at most {value}"),
    "anything": ("{name}", "{name} (whatever it is)"),
    "on": ("{name}{value}", "{name}: {value}"),
    "not_before": ("{name}不早于{value}", "{name}: not before {value}"),
    "not_after": ("{name}不晚于{value}", "{name}: not after {value}"),
    "is": ("{name}是“{value}”", "{name}: {value}"),
    "flag": ("“{name}”为{value}", "“{name}”: {value}"),
    "list": ("{name}包括{value}", "{name}: {value}"),
    "of_step": ("{step}的{fact}", "of {step}, {fact}"),
    "documents": ("有材料：{names}", "with the documents {names}"),
    "now": ("{what}（现为{now}）", "{what} (now {now})"),
    "write": ("写明{what}", "state {what}"),
    # changes
    "has_document": ("写明{step}有材料：{name}", "state that {step} has the document {name}"),
    "lacks_document": ("写明{step}没有材料：{name}", "state that {step} lacks the document {name}"),
    "bring": (
        "补齐{step}的材料：{name}（只补真实有过的，不得倒签日期）",
        "add the document of {step}: {name} (only what is true, not dated back)",
    ),
    "go_on": ("{step}继续到{day}", "go on with {step} until {day}"),
    "do": ("办理“{step}”", "carry out “{step}”"),
    "did": ("确实办过“{step}”的，补写这一步", "if “{step}” was carried out, add it to the record"),
    "had_done": ("当初办过“{step}”", "“{step}” had been carried out"),
    "with": ("{what}：{asked}", "{what}: {asked}"),
    "set_aside": ("把{step}在记录里写明结果作废", "mark {step} as set aside in the record"),
    # next steps
    "goes_on": ("“{step}”继续到{day}或者以后", "go on with “{step}” until {day} or longer"),
    "must": ("应当办理", "required"),
    "advised": ("提倡办理", "advised"),
    "perhaps": ("看情况，可能要办", "required or not, by the facts"),
    "may": ("可以办理", "optional"),
    "next": ("“{step}”（{force}）", "“{step}” ({force})"),
    "head": ("{head}：{when}", "{head}: {when}"),
    "from_today": ("现在就可以办（{day}起）", "from now on ({day})"),
    "from_day": ("最早{day}", "{day} at the earliest"),
    "until_day": ("最迟{day}", "{day} at the latest"),
    "not_now": ("现在不能办", "not as things stand"),
    "waits": ("先办{steps}", "after {steps}"),
    "bodies": ("由{bodies}进行", "by {bodies}"),
    "if_by": ("由{bodies}进行的，{what}", "if by {bodies}, {what}"),
    "heads_and_votes": ("至少{heads}到会，其中同意至少{votes}", "at least {heads} present, at least {votes} in favour"),
    "heads": ("至少{heads}到会", "at least {heads} present"),
    "votes": ("同意至少{votes}", "at least {votes} in favour"),
    "notice": ("{notice}发通知的，最早{day}开会", "with notice on {notice}, not before {day}"),
    "lasts": ("持续到{day}或者以后", "it lasts until {day} or longer"),
    "papers": ("要有材料：{names}", "with the documents {names}"),
    "advice": ("不是必须，最好做到：{what}", "not required, but advised: {what}"),
    "asks": ("还要写明：{facts}，有关的规定才能核对", "to tell more, state {facts}"),
    "perhaps_asks": ("要不要办，看：{facts}", "whether it is required depends on {facts}"),
    "rests_on": ("依据：{places}", "by {places}"),
    "block_first": (
        "要先有“{step}”，见“{norm}”（{places}）；确实已经办过的，把它补进记录",
        "“{norm}” does not allow it before “{step}” ({places}); if that was done, add it to the record",
    ),
    "gone_on": (
        "“{later}”已经办了，现在单独补办“{step}”不算补正，见“{norm}”（{places}）；确实早就办过的，把它补进记录",
        "“{later}” was taken: “{step}” alone is no remedy, see “{norm}” ({places}); if it was done, add it",
    ),
    "block": (
        "现在办已经晚了，不符合“{norm}”（{places}）；确实早就办过的，把它补进记录",
        "too late by now under “{norm}” ({places}); if it was done in time, add it to the record",
    ),
    # ways to put right
    "anew": (
        "重新办理{step}（原来的一次在记录里写明结果作废）",
        "carry out {step} anew (marking the earlier one as set aside in the record)",
    ),
    "numbered": ("{number}、{what}", "{number}. {what}"),
    "only": ("{what}", "{what}"),
    "then": (
        "做完这些（最早{day}），“{norm}”就{verdict}了{effects}",
        "then (on {day} at the earliest) “{norm}”: {verdict}{effects}",
    ),
    "no_longer": (
        "“{norm}”到时已经不施行，重新办的按当时施行的规定核对",
        "“{norm}” is no longer in force then: what is done anew is held to the rules of that day",
    ),
    "reaches_others": (
        "已经{steps}的，能不能停下、重来，要看合同和法律，需人工判断",
        "whether {steps} can be stopped or done again depends on contracts and the law: a person has to judge (需人工)",
    ),
    "not_validity": (
        "这里只说程序怎样补正，不说原来的决定有没有效力",
        "this is about procedure only, not about whether the earlier decision is valid",
    ),
    "late": ("为时已晚：“{norm}”的时间已经过去，现在办也不能符合了", "too late: the time of “{norm}” has passed"),
    "human": (
        "需人工：“{norm}”没有能从现在起补正的办法，要由人来判断、处理",
        "for a person to judge (需人工): nothing done from now on meets “{norm}”",
    ),
    "all_the_same": ("仍然应当尽快{what}", "all the same, soon: {what}"),
    "remedy": ("规定的处理：{remedy}", "the remedy that the rule states: {remedy}"),
    # questions
    "ask_silent": (
        "记录里没有写的这些，是不是都没有发生：{acts}（共{count}项）",
        "did none of these happen, on which the record is silent: {acts} ({count} in all)",
    ),
    "none_of_them": ("都没有", "none of them"),
    "ask_step": ("有没有“{step}”", "did “{step}” take place"),
    "ask": ("{name}是什么", "what is {name}"),
    "ask_number": ("{name}是多少", "how much is {name}"),
    "ask_day": ("{name}是哪一天", "on which day is {name}"),
    "ask_flag": ("{name}是不是", "{name}: yes or no"),
    "ask_of": ("{step}的“{name}”", "“{name}” of {step}"),
    "ask_document": ("{step}有没有材料“{name}”", "does {step} have the document “{name}”"),
    "yes": ("有", "yes"),
    "no": ("没有", "no"),
    "answer": ("{answer}：{outcome}", "{answer}: {outcome}"),
    "outcome": ("{verdict}（{names}）", "{verdict} ({names})"),
    "with_others": ("和别的事实一起，才能判定：{names}", "together with other facts it decides {names}"),
    # turns
    "turn": ("{sort}：{what}，就是{verdict}", "{sort}: {what}: then {verdict}"),
    "broken": ("；但是会违反：{names}", "; but that breaks {names}"),
    "settled": ("；一并解决：{names}", "; that also settles {names}"),
    "and_more": ("{names}等{count}条", "{names} and others, {count} in all"),
    "did_not": ("确实没有“{step}”的，写明没有", "if “{step}” did not happen, say so"),
    "had_not": ("当初没有“{step}”", "“{step}” had not happened"),
}
"""Phrases by name: Chinese, English."""


_ENGLISH = {
    Verdict.COMPLIANT: "met",
    Verdict.VIOLATED: "violated",
    Verdict.PENDING: "not yet due",
    Verdict.UNKNOWN: "open",
    Verdict.NOT_APPLICABLE: "not applicable",
}


def verdict_text(verdict: Verdict, language: Language) -> str:
    """A verdict as a word in a sentence."""
    return verdict.chinese if language == "zh" else _ENGLISH[verdict]


def say(phrase: str, language: Language, **parts: str) -> str:
    """A phrase with its parts filled in."""
    return PHRASES[phrase][0 if language == "zh" else 1].format(**parts)
