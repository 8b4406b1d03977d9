"""What falls due as text, as data, as a calendar and as a workbook; the last two import what takes a while to load."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from cunwu.cases.due import Due
from cunwu.language import Lang, pick
from cunwu.report import words
from cunwu.report.deadlines import left_text
from cunwu.report.width import wrap

_INDENT = " " * 4
_REMINDER = timedelta(days=-3)
_HEADS = (
    ("到期日", "Due", 16),
    ("还剩（日）", "Days left", 11),
    ("村", "Village", 16),
    ("编号", "Case", 14),
    ("事项", "Title", 34),
    ("规范", "Norm", 34),
    ("依据", "Source", 44),
    ("怎样办", "What to do", 60),
)


def due_text(several: Sequence[Due], as_of: date, until: date, lang: Lang, columns: int) -> str:
    """For a terminal: the overdue ones, then the others day by day."""
    overdue = [one for one in several if one.overdue]
    coming = [one for one in several if not one.overdue]
    span = pick(
        lang,
        f"{words.day_text(as_of, lang)}至{words.day_text(until, lang)}",
        f"{words.day_text(as_of, lang)} to {words.day_text(until, lang)}",
    )
    blocks = []
    if overdue:
        blocks.append(
            _block(pick(lang, f"【已经逾期】{len(overdue)}项", f"[Overdue] {len(overdue)}"), overdue, lang, columns)
        )
    head = pick(lang, f"【{span}到期】{len(coming)}项", f"[Due {span}] {len(coming)}")
    blocks.append(_block(head, coming, lang, columns))
    return "\n\n".join(blocks)


def _block(head: str, several: Sequence[Due], lang: Lang, columns: int) -> str:
    lines = [head]
    for one in several:
        what = one.norm + (pick(lang, "（提示）", " (advice)") if one.advice else "")
        left = left_text(one.days, one.untold, lang)
        first = f"{words.day_text(one.due, lang)}  {left}  {one.case} {_title(one)}".rstrip()
        lines.append(wrap(first, columns, "· ", "  "))
        lines.append(wrap(what + (f"（{one.citation}）" if one.citation else ""), columns, _INDENT, _INDENT))
        if one.what:
            lines.append(wrap(one.what, columns, _INDENT, _INDENT))
    return "\n".join(lines)


def due_data(several: Sequence[Due], as_of: date, until: date) -> dict[str, Any]:
    """As JSON types."""
    return {
        "as_of": as_of.isoformat(),
        "until": until.isoformat(),
        "due": [{**one._asdict(), "due": one.due.isoformat()} for one in several],
    }


def due_calendar(several: Sequence[Due], now: datetime, lang: Lang) -> bytes:
    """An iCalendar file (RFC 5545): an event of a whole day for each, with a reminder three days before.

    An obligation keeps its UID, so that a calendar which reads the file anew moves it instead of doubling it.
    """
    from icalendar import Alarm, Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//cunwu//due//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", pick(lang, "村务期限", "Village deadlines"))
    for one in several:
        event = Event()
        identity = hashlib.sha256(f"{one.case}\0{one.norm_id}".encode()).hexdigest()[:32]
        event.add("uid", f"{identity}@cunwu")
        event.add("dtstamp", now)
        event.add("dtstart", one.due)
        event.add("dtend", one.due + timedelta(days=1))
        late = pick(lang, "【逾期】", "[overdue] ") if one.overdue else ""
        if one.untold:
            late = pick(lang, "【问清楚】", "[ask] ")
        event.add("summary", f"{late}{one.case} {_title(one)}：{one.norm}")
        event.add("description", "\n".join(text for text in (one.citation, one.what) if text))
        event.add("transp", "TRANSPARENT")
        if one.village:
            event.add("location", one.village)
        if not one.overdue:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", one.norm)
            alarm.add("trigger", _REMINDER)
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def due_workbook(several: Sequence[Due], as_of: date, until: date, lang: Lang) -> bytes:
    """A workbook with one sheet, set for printing on A4 across; overdue rows are shaded."""
    import io

    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = pick(lang, "期限", "Deadlines")
    title = pick(
        lang,
        f"{words.day_text(as_of, lang)}至{words.day_text(until, lang)}到期和已经逾期的事项",
        f"Due until {words.day_text(until, lang)} (as of {words.day_text(as_of, lang)})",
    )
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([pick(lang, head[0], head[1]) for head in _HEADS])
    line = Side(style="thin", color="BFBFBF")
    for one in several:
        what = left_text(one.days, one.untold, lang) if one.untold else one.what
        row = (one.due, one.days, one.village, one.case, one.title, one.norm, one.citation, what)
        sheet.append([value if not isinstance(value, str) else _inert(value) for value in row])
        cells = sheet[sheet.max_row]
        cells[0].number_format = 'yyyy"年"m"月"d"日"'
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            if one.overdue:
                cell.fill = PatternFill("solid", fgColor="FCE4D6")
    for number, (*_, size) in enumerate(_HEADS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = size
        head = sheet.cell(2, number)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="DCE6F1")
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(_HEADS))}{max(sheet.max_row, 2)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "2:2"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _title(one: Due) -> str:
    return f"{one.village} {one.title}".strip()


def _inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
