"""Messages about signs, numbers and brackets that mean something elsewhere, not here."""

from __future__ import annotations

from dsl.diagnostics.nodes import Diagnostic, Span


def _error(code: str, message: str, english: str, span: Span, help_: str, english_help: str) -> Diagnostic:
    return Diagnostic(code, message, english, span, help=help_, english_help=english_help)


# --- characters -----------------------------------------------------------------------


def invisible(code: str, name: str, span: Span) -> Diagnostic:
    """A character that can't be seen."""
    return _error(
        "L105",
        f"这里有看不见的字符“{code}”{name}",
        f"there is an invisible character “{code}” here",
        span,
        "它多半是从网页或者 Word 里带来的，把前后的字删掉重新输入",
        "it probably came with a copied text: delete and retype the characters around it",
    )


def list_mark(text: str, span: Span) -> Diagnostic:
    """A number or a bullet that Word or Markdown puts before a line."""
    return _error(
        "L106",
        f"这一行前面不能有编号或者项目符号“{text}”",
        f"no number or bullet “{text}” before an entry",
        span,
        f"删去“{text}”，条目本身不编号",
        f"remove “{text}”: entries are not numbered",
    )


def markdown(text: str, span: Span) -> Diagnostic:
    """Signs that set a text in bold or make it a heading."""
    return _error(
        "L107",
        f"这里不能有排版符号“{text}”",
        f"the formatting sign “{text}” has no meaning here",
        span,
        f"删去这一行里的“{text}”",
        f"remove every “{text}” from this line",
    )


def comment_sign(sign: str, span: Span) -> Diagnostic:
    """A comment as programs and mark-up have it."""
    return _error(
        "L108",
        f"注释不能用“{sign}”开头",
        f"a comment does not begin with “{sign}”",
        span,
        "写“注：”，从它到这一行的末尾都是注释",
        "write 注：, and all up to the end of the line is a comment",
    )


def comment_in_brackets(span: Span) -> Diagnostic:
    """（注：…）."""
    return _error(
        "L109",
        "注释不能放在括号里",
        "a comment cannot stand in brackets",
        span,
        "删去括号，把“注：”移到这一行的末尾",
        "remove the brackets and move 注： to the end of the line",
    )


def dash_to(span: Span, sign: str) -> Diagnostic:
    """A dash between two days."""
    return _error(
        "L110",
        f"起止日期之间不能用“{sign}”",
        f"days are not joined by “{sign}”",
        span,
        "写“至”，如“2014年1月1日至2014年12月31日”",
        "write 至, e.g. 2014年1月1日至2014年12月31日",
    )


def dash_range(text: str, span: Span) -> Diagnostic:
    """A dash between two numbers."""
    return _error(
        "L111",
        f"“{text}”是一个范围，不能写在一起",
        f"“{text}” is a range, which cannot be written in one",
        span,
        "例如“不少于15日”，上限另写“不超过30日”",
        "for example 不少于15日, and 不超过30日 apart from it",
    )


def dash_remark(sign: str, span: Span) -> Diagnostic:
    """A remark behind a dash."""
    return _error(
        "L112",
        f"“{sign}”后面不能接着解释",
        f"no remark can follow “{sign}” here",
        span,
        "解释写成注释，把它换成“注：”",
        "make the remark a comment: write 注： instead",
    )


def title_marks(opening: str, closing: str, span: Span) -> Diagnostic:
    """A title in other marks than 《》."""
    return _error(
        "L113",
        f"文件名不能放在“{opening}{closing}”里",
        f"a title does not stand in “{opening}{closing}”",
        span,
        "换成书名号“《》”",
        "use “《》” instead",
    )


def citation_marks(opening: str, closing: str, span: Span) -> Diagnostic:
    """A citation in other brackets than 【】."""
    return _error(
        "L114",
        f"依据不能放在“{opening}{closing}”里",
        f"a citation does not stand in “{opening}{closing}”",
        span,
        "换成方头括号“【】”",
        "use “【】” instead",
    )


def single_quotes(opening: str, closing: str, span: Span) -> Diagnostic:
    """A quotation in single marks."""
    return _error(
        "L115",
        f"引文不能放在“{opening}{closing}”里",
        f"a quotation does not stand in “{opening}{closing}”",
        span,
        "换成双引号“”",
        "use “” instead",
    )


def full_stop(sign: str, span: Span) -> Diagnostic:
    """A point as in English."""
    return _error(
        "L116",
        f"句号不能用“{sign}”",
        f"“{sign}” is no full stop",
        span,
        "删去它，或者写成“。”",
        "remove it or write “。”",
    )


def broken_days(text: str, span: Span) -> Diagnostic:
    """A period that is no whole number."""
    return _error(
        "L117",
        f"期限“{text}”不是整数",
        f"the period “{text}” is not a whole number",
        span,
        "期限以整日、整月计，如“2日”",
        "periods are whole days or months, e.g. 2日",
    )


def reversed_quotes(span: Span) -> Diagnostic:
    """”…“."""
    return _error(
        "L118",
        "前后引号写反了",
        "the quotation marks are the wrong way round",
        span,
        "把两个引号对调",
        "swap them",
    )


def letters_in_number(text: str, letter: str, digit: str, span: Span) -> Diagnostic:
    """A letter that looks like a digit inside a number."""
    return _error(
        "L119",
        f"“{text}”里有字母“{letter}”",
        f"there is a letter “{letter}” in “{text}”",
        span,
        f"换成数字“{digit}”",
        f"use the digit “{digit}”",
    )


def mixed_numerals(text: str, span: Span) -> Diagnostic:
    """Digits and Chinese numerals in one year."""
    return _error(
        "L120",
        f"年份“{text}”里混用了汉字和数字",
        f"the year “{text}” mixes digits and Chinese numerals",
        span,
        "写成“2024年”或者“二〇二四年”这样",
        "write it like 2024年 or 二〇二四年",
    )


def day_missing(text: str, span: Span) -> Diagnostic:
    """2024年3月."""
    return _error(
        "L121",
        f"日期“{text}”没有写到日",
        f"the date “{text}” lacks its day",
        span,
        f"写成“{text}1日”这样",
        f"write it like {text}1日",
    )


def year_missing(text: str, span: Span) -> Diagnostic:
    """3月5日."""
    return _error(
        "L122",
        f"日期“{text}”没有写年份",
        f"the date “{text}” lacks its year",
        span,
        f"写成“2024年{text}”这样",
        f"write it like 2024年{text}",
    )


def separated_number(text: str, sign: str, whole: str, span: Span) -> Diagnostic:
    """50,000 or 50 000."""
    return _error(
        "L123",
        f"“{text}”被{sign}分成了两个数",
        f"“{text}” falls into two numbers",
        span,
        f"写成“{whole}”",
        f"write “{whole}”",
    )


# --- citations and brackets -----------------------------------------------------------


def cited_by_title(title: str, span: Span) -> Diagnostic:
    """【《全名》 第三十条】."""
    return _error(
        "S230",
        f"【】里要写文件的简称，不写全名《{title}》",
        f"a citation gives the short name, not the title 《{title}》",
        span,
        "写“依据”后面的那个简称，如【村组法 第三十条】",
        "write the short name behind 依据, e.g. 【村组法 第三十条】",
    )


def two_sources(word: str, span: Span) -> Diagnostic:
    """Two citations joined by 和."""
    return _error(
        "S231",
        f"两个依据之间不能用“{word}”",
        f"citations are not joined by “{word}”",
        span,
        "写“；”，如【村组法 第三十条；清单 “招投标”】",
        "write ；, e.g. 【村组法 第三十条；清单 “招投标”】",
    )


def ordinal_missing(text: str, span: Span) -> Diagnostic:
    """三十条 without 第."""
    return _error(
        "S232",
        f"条款“{text}”前面缺少“第”",
        f"“第” is missing before the article “{text}”",
        span,
        f"写成“第{text}”",
        f"write “第{text}”",
    )


def not_closed(opening: str, closing: str, span: Span) -> Diagnostic:
    """A bracket without its counterpart."""
    return _error(
        "S233",
        f"“{opening}”没有配对的“{closing}”",
        f"“{opening}” has no counterpart “{closing}”",
        span,
        f"在后面补上“{closing}”",
        f"add “{closing}” behind it",
    )


def closed_twice(closing: str, span: Span) -> Diagnostic:
    """A closing bracket without its counterpart."""
    return _error(
        "S234",
        f"多了一个“{closing}”",
        f"there is a “{closing}” too much",
        span,
        "删去它，或者在前面补上配对的括号",
        "remove it or add its counterpart before it",
    )


def empty_citation(span: Span) -> Diagnostic:
    """【】."""
    return _error(
        "S235",
        "【】里没有写依据",
        "nothing is cited in 【】",
        span,
        "写明文件和条款，如【村组法 第三十条】",
        "name source and article, e.g. 【村组法 第三十条】",
    )
