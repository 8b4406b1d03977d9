"""What each code of a message stands for, in one line: for the list of codes and for other programs.

``L`` characters, ``S`` syntax, ``M`` declarations, ``N`` meaning, ``F`` layout. The codes of
records (``R``) have theirs with the reader of records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """A code's meaning in Chinese and English."""

    chinese: str
    english: str


GROUPS: Mapping[str, Meaning] = {
    "L": Meaning("字符和数字", "Characters and numbers"),
    "S": Meaning("写法", "How it is written"),
    "M": Meaning("声明", "Declarations"),
    "N": Meaning("含义", "Meaning"),
    "F": Meaning("排版", "Layout"),
}
"""The kinds of codes by their letter, in the order in which a file is read."""

CODES: Mapping[str, Meaning] = {
    # --- characters -------------------------------------------------------------------
    "L101": Meaning("没有意义的字符", "a character without a meaning"),
    "L102": Meaning("引号、书名号没有结束", "a quotation or a title without its end"),
    "L103": Meaning("日历上没有的日期", "a day that is in no calendar"),
    "L104": Meaning("数太长", "a number that is too long"),
    "L105": Meaning("看不见的字符", "an invisible character"),
    "L106": Meaning("条目前面的编号、项目符号", "a number or bullet before an entry"),
    "L107": Meaning("Markdown 的排版符号", "formatting signs of Markdown"),
    "L108": Meaning("别的语言的注释符号", "a comment sign of another language"),
    "L109": Meaning("放在括号里的注释", "a comment in brackets"),
    "L110": Meaning("起止日期之间的破折号、连字符", "a dash between two days"),
    "L111": Meaning("用连字符写的范围", "a range written with a dash"),
    "L112": Meaning("破折号后面的解释", "a remark behind a dash"),
    "L113": Meaning("不是《》的书名号", "a title in other marks than 《》"),
    "L114": Meaning("不是【】的依据括号", "a citation in other brackets than 【】"),
    "L115": Meaning("单引号", "single quotation marks"),
    "L116": Meaning("西文句点", "a full stop as in English"),
    "L117": Meaning("不是整数的期限", "a period that is no whole number"),
    "L118": Meaning("前后写反的引号", "quotation marks the wrong way round"),
    "L119": Meaning("数字里的字母", "a letter inside a number"),
    "L120": Meaning("汉字和数字混写的年份", "a year that mixes digits and Chinese numerals"),
    "L121": Meaning("没有写到日的日期", "a date without its day"),
    "L122": Meaning("没有年份的日期", "a date without its year"),
    "L123": Meaning("被逗号或者空格隔断的数", "a number cut by a comma or a blank"),
    # --- syntax -----------------------------------------------------------------------
    "S101": Meaning("不属于任何条目的文字", "text that belongs to no entry"),
    "S102": Meaning("不能写在这里的词", "a word that cannot stand here"),
    "S103": Meaning("没有写完的条目", "an entry that ends too early"),
    "S104": Meaning("止日早于起日", "a last day before the first"),
    "S105": Meaning("括号套得太深", "brackets nested too deeply"),
    "S106": Meaning("文件全名没有书名号", "a title without title marks"),
    "S201": Meaning("写错的起首词", "a misspelt header word"),
    "S202": Meaning("起首词后面的冒号", "a colon behind a header word"),
    "S203": Meaning("没有名称的块", "a block without a name"),
    "S204": Meaning("名称里含有语言的词或者数", "a name that holds a word of the language or a number"),
    "S205": Meaning("名称里有空格", "a name in several parts"),
    "S206": Meaning("栏目后面缺少冒号", "a label without its colon"),
    "S207": Meaning("看不出是哪一栏的文字", "a line without label or clause word"),
    "S208": Meaning("写成栏目的依据", "a source written as an entry"),
    "S210": Meaning("日常用词，不是规则语言的词", "an everyday word instead of the language's own"),
    "S211": Meaning("条件前面没有“当”", "a condition without 当"),
    "S212": Meaning("缺少空格", "a missing space"),
    "S213": Meaning("总数和比例之间缺少“的”", "的 missing between a whole and its share"),
    "S214": Meaning("比例没有写明总数", "a share of nothing"),
    "S215": Meaning("比例写在了总数前面", "a share before its whole"),
    "S216": Meaning("两个界限词一起写", "two bounds on one number"),
    "S217": Meaning("以上、以下前面的“（含）”", "（含） before 以上 or 以下"),
    "S218": Meaning("多余的词", "a word too much"),
    "S219": Meaning("不能计算的时间或者数", "a time or number that cannot be counted"),
    "S220": Meaning("用“至”写的数的范围", "a range of numbers with 至"),
    "S221": Meaning("要求前面没有“应当”", "a requirement without 应当"),
    "S222": Meaning("参数的日期后面没有“起”", "a parameter's day without 起"),
    "S223": Meaning("期限写在了要做的事前面", "a term before what is asked"),
    "S230": Meaning("引用时写了文件全名", "a source cited by its title"),
    "S231": Meaning("两个依据之间的分隔", "what stands between two citations"),
    "S232": Meaning("条款前面缺少“第”", "第 missing before an article"),
    "S233": Meaning("没有结束的括号", "a bracket without its end"),
    "S234": Meaning("多余的右括号", "a closing bracket too much"),
    "S235": Meaning("空的【】", "an empty 【】"),
    "S236": Meaning("引文后面的文字", "text behind a quotation"),
    "S240": Meaning("不是“是”“否”的是否", "a flag that is neither 是 nor 否"),
    "S241": Meaning("【】后面接着写的要求", "a requirement that goes on behind 【】"),
    # --- declarations -----------------------------------------------------------------
    "M101": Meaning("规则集前面的内容", "something before 规则集"),
    "M102": Meaning("没有规则集", "no 规则集"),
    "M103": Meaning("重复的名称", "a name declared twice"),
    "M104": Meaning("没有的栏目", "an unknown label"),
    "M105": Meaning("没有的名称", "an unknown name in a declaration"),
    "M106": Meaning("内容不合栏目", "a value that its label does not take"),
    "M107": Meaning("缺少必须写的内容", "something that must be written is missing"),
    "M108": Meaning("没有写明依据的版本", "a source cited without its edition"),
    "M109": Meaning("位置不对的步骤、档", "a step or row outside its block"),
    "M110": Meaning("没有依据", "no source"),
    "M111": Meaning("一条规则两个要求", "two requirements in one rule"),
    "M112": Meaning("没有单位的数", "a number without a unit"),
    "M113": Meaning("参数在同一天有两个值", "a parameter with two values on one day"),
    "M114": Meaning("找不到上位规则集", "an unknown upper ruleset"),
    "M115": Meaning("互为上位的规则集", "rulesets above each other"),
    "M116": Meaning("重复的栏目", "a label written twice"),
    "M117": Meaning("第二个规则集", "a second 规则集"),
    "M118": Meaning("写在要求前面的例外", "an exception before the requirement"),
    "M119": Meaning("看起来几乎一样的名称", "names that look alike"),
    "M120": Meaning("写在分档里的要求", "a requirement in 分档 itself"),
    "M121": Meaning("规则下面的档", "a row below a rule"),
    "M122": Meaning("写在不可机检里的要求", "a requirement in 不可机检"),
    "M131": Meaning("没有规则名称的结论说明", "a note on a conclusion that names no norm"),
    "M132": Meaning("结论后面看不懂的括号", "brackets behind a conclusion that are not understood"),
    "M133": Meaning("没有内容的结论说明", "a note on a conclusion that says nothing"),
    "M134": Meaning("用例文件里的其他内容", "something else in a scenario file"),
    "M135": Meaning("不是UTF-8编码的用例文件", "a scenario file in another encoding"),
    "M136": Meaning("读不出来的用例文件", "a scenario file that cannot be read"),
    # --- meaning ----------------------------------------------------------------------
    "N101": Meaning("没有声明过的名称", "an undeclared name"),
    "N102": Meaning("没有写明是哪一步的事实", "a fact of a step that is not named"),
    "N103": Meaning("不是步骤、机构、行为的名称", "a name that is no step, body or act"),
    "N104": Meaning("这一步没有的事实", "a fact that the step does not have"),
    "N105": Meaning("不能比较的两个量", "two things that cannot be compared"),
    "N106": Meaning("没有写明谁要达到的界限", "a bound that nothing is said to reach"),
    "N107": Meaning("不能判断真假的条件", "a condition that is neither true nor false"),
    "N108": Meaning("不是数、日期、文字的一边", "a side that is no number, date or text"),
    "N109": Meaning("没有的取值", "a value that the vocabulary does not allow"),
    "N110": Meaning("不能写“每次”“任一”的地方", "每次 or 任一 in the wrong place"),
    "N111": Meaning("以月、年计的长短", "a duration in months or years"),
    "N112": Meaning("步骤的栏目写法不对", "a step's entry in the wrong form"),
    "N113": Meaning("没有声明的读法", "an undeclared reading"),
    "N114": Meaning(
        "绕圈的次序、推算、针对、优先于、子程序", "an order, derivation, exception or procedure that goes round"
    ),
    "N115": Meaning("没有写条件的例外", "an exception without a condition"),
    "N116": Meaning("没有写至少还是至多的数", "a number without at least or at most"),
    "N117": Meaning("没有放进引号的文字", "a text without quotation marks"),
    "N118": Meaning("用例结论里没有的规范", "a scenario's conclusion about no norm"),
    "N120": Meaning("没有分先后的例外", "exceptions without an order"),
    "N121": Meaning("要求相反的规则", "rules that ask the contrary"),
    "N122": Meaning("放宽上位规定的规则", "a rule looser than a higher one"),
    "N123": Meaning("没有的变通对象", "an exception of an unknown rule"),
    "N124": Meaning("不止一条的变通对象", "an exception of several rules"),
    "N125": Meaning("上位不让改的参数", "a parameter that may not be changed"),
    "N126": Meaning("没有写明对象的合计", "a total of nothing"),
    "N127": Meaning("合计的括号里不能写的内容", "a wrong limit of a total"),
    "N128": Meaning("不是名单的重复", "a repetition in something that is no 名单"),
    "N129": Meaning("不是列表、名单的名称", "a name that is no list"),
    "N130": Meaning("有缺口的分档", "a table with a gap"),
    "N131": Meaning("重叠的两档", "rows that overlap"),
    "N132": Meaning("施行日期在规则集之外的规则", "a rule in force on no day of its ruleset"),
    "N134": Meaning("没有写明和哪一次对照的合计", "a limited total of no occurrence"),
    # --- layout -----------------------------------------------------------------------
    "F101": Meaning("没有排版的一处", "a place that was not laid out"),
    "F102": Meaning("跨了两个规则块的条目", "an entry across two blocks of rules"),
    "F103": Meaning("没有排版的文件", "a file that was not laid out"),
}
"""All codes of rule files."""
