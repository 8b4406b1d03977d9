"""What holds of every norm, and is therefore not said with each: how descriptions are to be read."""

from __future__ import annotations

from dsl.describe.words import Language

_CHINESE = {
    "没有写的事实": (
        "记录没有写的事实是未知，不当作没有。缺了它就不能判断的，结论是待补充。记录写明“经过完整：是”，"
        "没有列出的步骤就是没有；写在“没有的步骤”里的，也是没有。一步写明“材料完整：是”，没有列出的材"
        "料就是没有。"
    ),
    "每一次、本次": (
        "步骤的名称是它，或者主体是它的，都算一次。“本次”是正在核对的那一次。写“每一次”的，逐次核对，"
        "最差的一次决定结论。结果写明“未通过”或者“作废”的那一次不算，不影响后来重新办理的；"
        "名称后面写“（未通过）”的，说的正是没有通过的那几次。"
    ),
    "比较": (
        "“不少于”“不超过”“不早于”“不晚于”包括本数、本日，“超过”“少于”“早于”“晚于”不包括（"
        "民法典第一千二百五十九条）。人、户、票只有整的：48人的三分之二是32人，31人不够。"
    ),
    "日数和期限": (
        "日数从次日数起，末日计入。期限的末日是法定休息日的，顺延到下一个工作日；公示不少于若干日的，不顺"
        "延，要足日（民法典第二百零一条至第二百零三条）。工作日按国务院办公厅的放假安排，调休上班的算工作"
        "日；还没有安排的年份，待补充。合计、次数写明“12个月内”的，从本次往前数；写明“同一相对人”的"
        "，只加和本次相同的。"
    ),
    "版本": (
        "行为当日施行的那个版本作准；规则自己的有效期间和所引的依据都包括这一日，才适用。不看某一次行为、"
        "只看整个案件的规则，以记录的基准日为准。"
    ),
    "例外": (
        "例外依次看，第一个成立的作数：写了“改为要求”的，按它核对；没有写的，这一条不适用。不知道例外成"
        "不成立的，成立不成立结论都一样才作结论，否则待补充。"
    ),
    "结论": (
        "一条规范的结论是合规、违规、未到期、待补充、不适用之一。只作提示的，不影响整个案件的结论。这里核"
        "对的是程序；合同、决定有没有效力，由有权机关和人民法院判断。"
    ),
}

_ENGLISH = {
    "What is not stated": (
        "A fact that the record does not state is unknown, not absent; where nothing can be said without "
        "it, the verdict is 待补充. A record that says 经过完整 claims that what it does not list did not "
        "happen."
    ),
    "Every, this one": (
        "An event counts where its step or one of those who act has the name. “This one” is the "
        "occurrence that is looked at; of several the worst decides. Those marked 未通过 or 作废 are set "
        "aside."
    ),
    "Comparisons": (
        "“At least”, “at most”, “on or after” include the number or day itself; “more than”, “less "
        "than”, “after” don't (Civil Code art. 1259). Nothing is rounded."
    ),
    "Days and deadlines": (
        "Days are counted from the day after; the last one counts. The last day of a deadline moves "
        "where it is a rest day, a least duration does not (Civil Code arts. 201-203). Working days "
        "follow the State Council's arrangement; in years without one the value is unknown. A total "
        "within some months looks back from this one."
    ),
    "Versions": (
        "The version in force on the day of the act counts; norms about the case as a whole go by the "
        "record's reference day."
    ),
    "Exceptions": (
        "Exceptions are looked at in their order; the first that holds counts. Where it isn't known "
        "whether one holds, there is a verdict only if it would be the same either way."
    ),
    "Verdicts": (
        "A norm gives 合规, 违规, 未到期, 待补充 or 不适用. Advice never changes the verdict on a case. Procedure is "
        "not validity: whether a contract or decision stands is for the courts to say."
    ),
}


def general_notes(language: Language = "zh") -> tuple[tuple[str, str], ...]:
    """Heading and text of each note."""
    return tuple((_CHINESE if language == "zh" else _ENGLISH).items())
