"""The words of the language: a closed list.

Words of two or more characters are words wherever they stand, so a name that
holds one is quoted. Single characters count only where ``lexer`` says so.
Headers and labels are words only at their own place.
"""

from __future__ import annotations

HEADERS = (
    "规则集",
    "依据",
    "读法",
    "参数",
    "词汇",
    "机构",
    "行为",
    "程序",
    "步骤",
    "事项",
    "规则",
    "分档",
    "档",
    "不可机检",
    "用例",
)
"""Open a block and close the one before."""

INSIDE = {"步骤": "程序", "档": "分档"}
"""Headers of blocks that stand inside of another block."""

LABELS = ("没有的步骤",)
"""Labels that hold a word of the language, and are names where a colon follows."""

CLAUSES = {
    "当": "WHEN",
    "应当": "SHALL",
    "不得": "SHALL_NOT",
    "可以": "MAY",
    "有权": "ENTITLED",
    "例外": "EXCEPT",
}
"""Open a clause of a rule."""

ADVICE = ("一般", "原则上")
"""Turn what follows into mere advice; words only before a clause or a comparison, or alone."""

COMPARISONS = {
    "不少于": ">=",
    "不低于": ">=",
    "不早于": ">=",
    "至少": ">=",
    "不超过": "<=",
    "不多于": "<=",
    "不高于": "<=",
    "不晚于": "<=",
    "至多": "<=",
    "不等于": "!=",
    "等于": "=",
    "超过": ">",
    "多于": ">",
    "高于": ">",
    "晚于": ">",
    "少于": "<",
    "不满": "<",
    "低于": "<",
    "早于": "<",
}
"""Comparisons; 超过 and 不满 exclude the number itself (民法典 art. 1259)."""

SUFFIXES = {"以上": ">=", "以下": "<=", "以内": "<=", "以外": ">"}
"""Comparisons that follow their number; all but 以外 include it (民法典 art. 1259)."""

OTHERS = {
    "并且": "AND",
    "或者": "OR",
    "并非": "NOT",
    "达到": "REACHES",
    "属于": "IN",
    "不属于": "NOT_IN",
    "包括": "IN",
    "不包括": "NOT_IN",
    "之后": "AFTER",
    "以后": "AFTER",
    "之前": "BEFORE",
    "以前": "BEFORE",
    "届满": "COMPLETE",
    "之日起": "SINCE",
    "提前": "AHEAD",
    "之内": "INSIDE",
    "加上": "PLUS",
    "减去": "MINUS",
    "首次": "WHICH",
    "末次": "WHICH",
    "每次": "WHICH",
    "任一": "WHICH",
    "此前": "WHICH",
    "没有": "HAS_NOT",
    "已载明": "STATED",
    "未载明": "UNSTATED",
    "过半数": "MAJORITY",
    "半数以上": "HALF",
    "的过半数": "OF_MAJORITY",
    "的半数以上": "OF_HALF",
    "合计": "TOTAL",
    "有重复": "REPEATED",
    "没有重复": "UNREPEATED",
    "待填": "OPEN",
    "无上位依据": "NO_SOURCE",
}

ALONE = {
    "为": "CMP",
    "有": "HAS",
    "无": "HAS_NOT",
    "或": "OR",
    "且": "AND",
    "和": "ENUM",
    "与": "ENUM",
    "自": "FROM_DAY",
    "至": "TO",
    "是": "YES",
    "否": "NO",
}
"""Single characters that are words when they stand alone."""

AFTER_LITERAL = {"起": "FROM", "止": "UNTIL", "至": "TO", "内": "INSIDE"}
"""Single characters that are words right after a number, a period or a day."""

PUNCTUATION = {
    ",": "COMMA",
    ";": "SEMICOLON",
    ":": "COLON",
    "(": "LPAR",
    ")": "RPAR",
    "【": "LCITE",
    "】": "RCITE",
    "、": "ENUM",
    "。": "STOP",
    "·": "DOT",
    "+": "PLUS",
    "=": "CMP",
    ">": "CMP",
    "<": "CMP",
    "≥": "CMP",
    "≤": "CMP",
    "≠": "CMP",
}

SIGNS = {"=": "=", ">": ">", "<": "<", "≥": ">=", "≤": "<=", "≠": "!=", "为": "="}

WORDS: dict[str, str] = {
    **{w: k for w, k in CLAUSES.items() if len(w) > 1},
    **dict.fromkeys(COMPARISONS, "CMP"),
    **dict.fromkeys(SUFFIXES, "SUFFIX"),
    **OTHERS,
    "的": "OF",
}
"""Every word that splits a run of characters, with its kind of token."""
