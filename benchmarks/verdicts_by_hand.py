"""The sixty norms of ``verdict_norms`` written by hand in Python, as fast as one reasonably would.

Facts are fetched once for each event, nothing is computed for a norm that
isn't in force, fractions are whole-number products. Three-valued, with the
same meaning as the engine's: the same codes come out on every record.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from benchmarks.verdict_norms import NORMS
from dsl.values import FieldType, Period
from engine.calendar import due, within, working_days_between
from engine.facts import Occurrence
from engine.interpret.occurrences import first, last

NOT_APPLICABLE, COMPLIANT, PENDING, UNKNOWN, VIOLATED = range(5)
LIST_FROM = date(2014, 2, 25)
LAW_2010, LAW_2018, LAW_2025 = date(2010, 10, 28), date(2018, 12, 29), date(2026, 1, 1)
TENDER_RAISED, MAJOR_RAISED = date(2020, 1, 1), date(2021, 7, 1)
TEN_DAYS = Period(10, FieldType.DAYS)
FIVE_WORKING_DAYS = Period(5, FieldType.WORKDAYS)
TWELVE_MONTHS = Period(12, FieldType.MONTHS)
BY_STEP: dict[str, list[int]] = {}
for _number, _norm in enumerate(NORMS):
    if _norm.act is not None:
        BY_STEP.setdefault(_norm.act.names[0], []).append(_number)


def by_hand(facts: Any, as_of: date) -> list[int]:
    record = facts.values.get
    events = facts.occurrences.get
    known: Any
    complete, gone, reference = facts.complete, facts.absent, facts.reference_day
    codes = [NOT_APPLICABLE] * 60
    category, amount, counterparty = record("类别"), record("金额"), record("相对人")
    proposal, decision, posting = events("提议"), events("决议"), events("决议公示")
    talk, plan, review = events("商议"), events("方案公示"), events("审议")
    tender, work, filing, appraisal = events("招标"), events("实施"), events("备案"), events("评议")
    village = events("村民会议")
    members = record("组成人员")
    if members is None:
        representatives, committee, both = record("村民代表"), record("村民委员会成员"), record("双重身份人数")
        if representatives is not None and committee is not None and both is not None:
            members = representatives + committee - both
    works = None if category is None else "工程建设" in category
    land = None if category is None else "土地流转" in category

    # the record as a whole
    if reference is None or reference >= LIST_FROM:
        known = reference is not None
        codes[0] = UNKNOWN if not known else COMPLIANT if proposal else absent("提议", complete, gone)
        codes[1] = UNKNOWN if not known else COMPLIANT if decision else absent("决议", complete, gone)
        codes[2] = UNKNOWN if not known else COMPLIANT if posting else absent("决议公示", complete, gone)
        codes[3] = UNKNOWN if not known else COMPLIANT if appraisal else absent("评议", complete, gone)
        limit = None if not known else 50_000 if reference < TENDER_RAISED else 100_000
        large = None if amount is None or limit is None else amount >= limit
        if works is not False and large is not False:
            codes[4] = (
                UNKNOWN
                if not known or not works or not large
                else COMPLIANT
                if tender
                else absent("招标", complete, gone)
            )
        if amount is None or amount >= 500_000:
            codes[5] = (
                UNKNOWN if not known or amount is None else COMPLIANT if filing else absent("备案", complete, gone)
            )
        if land is not False:
            codes[6] = (
                UNKNOWN if not known or land is None else COMPLIANT if village else absent("村民会议", complete, gone)
            )
        spending = None if category is None else works or "重大支出" in category
        if spending is not False:
            codes[7] = (
                UNKNOWN if not known or spending is None else COMPLIANT if review else absent("审议", complete, gone)
            )

    # deliberation
    if talk:
        early = first(proposal) if proposal else None
        earlier = None if early is None else early.values.get("日期")
        for event in talk:
            get = event.values.get
            day = get("日期")
            if day is None:
                for number in BY_STEP["商议"]:
                    if codes[number] < UNKNOWN:
                        codes[number] = UNKNOWN
            elif day >= LIST_FROM:
                entitled, present, favour = get("应到"), get("实到"), get("同意")
                notice, chair, documents = get("通知日"), get("主持人"), event.documents
                code = UNKNOWN if earlier is None else COMPLIANT if earlier <= day else VIOLATED
                if code > codes[8]:
                    codes[8] = code
                known = entitled is not None
                code = UNKNOWN if present is None or not known else COMPLIANT if present * 2 > entitled else VIOLATED
                if code > codes[22]:
                    codes[22] = code
                code = UNKNOWN if favour is None or not known else COMPLIANT if favour * 2 >= entitled else VIOLATED
                if code > codes[30]:
                    codes[30] = code
                code = UNKNOWN if notice is None else COMPLIANT if (day - notice).days >= 1 else VIOLATED
                if code > codes[36]:
                    codes[36] = code
                code = COMPLIANT if "会议记录" in documents else lacking(event, "会议记录")
                if code > codes[47]:
                    codes[47] = code
                code = (
                    UNKNOWN
                    if chair is None or counterparty is None
                    else COMPLIANT
                    if chair != counterparty
                    else VIOLATED
                )
                if code > codes[56]:
                    codes[56] = code
    elif not complete and "商议" not in gone:
        unlisted(codes, "商议", reference)

    # posting of the plan
    if plan:
        late = last(talk) if talk else None
        earlier = None if late is None else late.values.get("日期")
        for event in plan:
            get = event.values.get
            day = get("日期")
            if day is None:
                for number in BY_STEP["方案公示"]:
                    if codes[number] < UNKNOWN:
                        codes[number] = UNKNOWN
            elif day >= LIST_FROM:
                until = get("止")
                code = UNKNOWN if earlier is None else COMPLIANT if earlier <= day else VIOLATED
                if code > codes[9]:
                    codes[9] = code
                code = UNKNOWN if until is None else COMPLIANT if (until - day).days >= 15 else VIOLATED
                if code > codes[39]:
                    codes[39] = code
                worked = None if until is None else working_days_between(day, until)
                code = UNKNOWN if worked is None else COMPLIANT if worked >= 7 else VIOLATED
                if code > codes[42]:
                    codes[42] = code
                code = COMPLIANT if "公示照片" in event.documents else lacking(event, "公示照片")
                if code > codes[48]:
                    codes[48] = code
    elif not complete and "方案公示" not in gone:
        unlisted(codes, "方案公示", reference)

    # party members' review
    if review:
        party = record("党员")
        late = last(plan) if plan else None
        earlier = None if late is None else late.values.get("止")
        for event in review:
            get = event.values.get
            day = get("日期")
            if day is None:
                for number in BY_STEP["审议"]:
                    if codes[number] < UNKNOWN:
                        codes[number] = UNKNOWN
            elif day >= LIST_FROM:
                present, favour = get("实到"), get("同意")
                notice, chair = get("通知日"), get("主持人")
                code = UNKNOWN if earlier is None else COMPLIANT if earlier < day else VIOLATED
                if code > codes[10]:
                    codes[10] = code
                known = party is not None and present is not None
                code = UNKNOWN if not known else COMPLIANT if present * 2 > party else VIOLATED
                if code > codes[21]:
                    codes[21] = code
                if day >= LAW_2025:
                    code = UNKNOWN if not known else COMPLIANT if present * 3 >= party * 2 else VIOLATED
                    if code > codes[24]:
                        codes[24] = code
                known = favour is not None and present is not None
                code = UNKNOWN if not known else COMPLIANT if favour * 2 > present else VIOLATED
                if code > codes[29]:
                    codes[29] = code
                code = UNKNOWN if notice is None else COMPLIANT if (day - notice).days >= 2 else VIOLATED
                if code > codes[35]:
                    codes[35] = code
                code = COMPLIANT if "会议记录" in event.documents else lacking(event, "会议记录")
                if code > codes[46]:
                    codes[46] = code
                code = (
                    UNKNOWN
                    if chair is None or counterparty is None
                    else COMPLIANT
                    if chair != counterparty
                    else VIOLATED
                )
                if code > codes[55]:
                    codes[55] = code
    elif not complete and "审议" not in gone:
        unlisted(codes, "审议", reference)
        if reference is not None and reference < LAW_2025:
            codes[24] = NOT_APPLICABLE

    # decision
    if decision:
        late = last(review) if review else None
        earlier = None if late is None else late.values.get("日期")
        for event in decision:
            get = event.values.get
            day = get("日期")
            if day is None:
                for number in BY_STEP["决议"]:
                    if codes[number] < UNKNOWN and (number != 32 or land is not False):
                        codes[number] = UNKNOWN
            elif day >= LIST_FROM:
                present, favour, entitled = get("实到"), get("同意"), get("应到")
                notice, chair, documents = get("通知日"), get("主持人"), event.documents
                code = UNKNOWN if earlier is None else COMPLIANT if earlier <= day else VIOLATED
                if code > codes[11]:
                    codes[11] = code
                known = present is not None and entitled is not None
                code = UNKNOWN if not known else COMPLIANT if present * 5 >= entitled * 4 else VIOLATED
                if code > codes[25]:
                    codes[25] = code
                if land is not False:
                    known = land and favour is not None and members is not None
                    code = UNKNOWN if not known else COMPLIANT if favour * 3 >= members * 2 else VIOLATED
                    if code > codes[32]:
                        codes[32] = code
                code = UNKNOWN if notice is None else COMPLIANT if (day - notice).days >= 3 else VIOLATED
                if code > codes[33]:
                    codes[33] = code
                worked = None if notice is None else working_days_between(notice, day)
                code = UNKNOWN if worked is None else COMPLIANT if worked >= 3 else VIOLATED
                if code > codes[37]:
                    codes[37] = code
                code = COMPLIANT if "会议记录" in documents else lacking(event, "会议记录")
                if code > codes[43]:
                    codes[43] = code
                code = COMPLIANT if "签到册" in documents else lacking(event, "签到册")
                if code > codes[44]:
                    codes[44] = code
                code = COMPLIANT if "表决结果" in documents else lacking(event, "表决结果")
                if code > codes[45]:
                    codes[45] = code
                if amount is None or amount >= (300_000 if day < MAJOR_RAISED else 500_000):
                    known = amount is not None and favour is not None and present is not None
                    code = UNKNOWN if not known else COMPLIANT if favour * 4 >= present * 3 else VIOLATED
                    if code > codes[52]:
                        codes[52] = code
                code = (
                    UNKNOWN
                    if chair is None or counterparty is None
                    else COMPLIANT
                    if chair != counterparty
                    else VIOLATED
                )
                if code > codes[54]:
                    codes[54] = code
                in_time = some_within(posting, day, TEN_DAYS, complete or "决议公示" in gone)
                code = COMPLIANT if in_time else deadline(in_time, due(day, TEN_DAYS), as_of)
                if code > codes[57]:
                    codes[57] = code
    elif not complete and "决议" not in gone:
        unlisted(codes, "决议", reference)
        if land is False:
            codes[32] = NOT_APPLICABLE

    # assembly of representatives
    assemblies = events("村民代表会议")
    if assemblies:
        for event in assemblies:
            get = event.values.get
            day = get("日期")
            if day is None:
                for number in BY_STEP["村民代表会议"]:
                    if codes[number] < UNKNOWN:
                        codes[number] = UNKNOWN
            elif day >= LAW_2010:
                law = 0 if day < LAW_2018 else 1 if day < LAW_2025 else 2
                present, favour = get("实到"), get("同意")
                known = present is not None and members is not None
                code = UNKNOWN if not known else COMPLIANT if present * 3 >= members * 2 else VIOLATED
                if code > codes[18 + law]:
                    codes[18 + law] = code
                known = present is not None and favour is not None
                code = UNKNOWN if not known else COMPLIANT if favour * 2 > present else VIOLATED
                if code > codes[26 + law]:
                    codes[26 + law] = code
    elif not complete and "村民代表会议" not in gone:
        if reference is None:
            codes[18:21] = codes[26:29] = [UNKNOWN] * 3
        elif reference >= LAW_2010:
            law = 0 if reference < LAW_2018 else 1 if reference < LAW_2025 else 2
            codes[18 + law] = codes[26 + law] = UNKNOWN

    # assembly of villagers
    if village:
        adults = record("成年村民")
        for event in village:
            get = event.values.get
            day = get("日期")
            if day is None:
                for number in BY_STEP["村民会议"]:
                    if codes[number] < UNKNOWN:
                        codes[number] = UNKNOWN
            elif day >= LIST_FROM:
                present, favour, notice = get("实到"), get("同意"), get("通知日")
                known = present is not None and adults is not None
                code = UNKNOWN if not known else COMPLIANT if present * 2 > adults else VIOLATED
                if code > codes[23]:
                    codes[23] = code
                known = present is not None and favour is not None
                code = UNKNOWN if not known else COMPLIANT if favour * 2 > present else VIOLATED
                if code > codes[31]:
                    codes[31] = code
                code = UNKNOWN if notice is None else COMPLIANT if (day - notice).days >= 10 else VIOLATED
                if code > codes[34]:
                    codes[34] = code
    elif not complete and "村民会议" not in gone:
        unlisted(codes, "村民会议", reference)

    # posting of the decision
    if posting:
        late = last(decision) if decision else None
        earlier = None if late is None else late.values.get("日期")
        for event in posting:
            get = event.values.get
            day = get("日期")
            if day is None:
                for number in BY_STEP["决议公示"]:
                    if codes[number] < UNKNOWN:
                        codes[number] = UNKNOWN
            elif day >= LIST_FROM:
                until = get("止")
                code = UNKNOWN if earlier is None else COMPLIANT if earlier <= day else VIOLATED
                if code > codes[12]:
                    codes[12] = code
                code = UNKNOWN if until is None else COMPLIANT if (until - day).days >= 3 else VIOLATED
                if code > codes[40]:
                    codes[40] = code
                code = COMPLIANT if "公示照片" in event.documents else lacking(event, "公示照片")
                if code > codes[49]:
                    codes[49] = code
    elif not complete and "决议公示" not in gone:
        unlisted(codes, "决议公示", reference)

    # tender
    if tender:
        for event in tender:
            get = event.values.get
            day = get("日期")
            if day is None:
                for number in BY_STEP["招标"]:
                    if codes[number] < UNKNOWN:
                        codes[number] = UNKNOWN
            elif day >= LIST_FROM:
                notice = get("通知日")
                before = some_before(decision, day, complete or "决议" in gone)
                code = COMPLIANT if before else UNKNOWN if before is None else VIOLATED
                if code > codes[15]:
                    codes[15] = code
                worked = None if notice is None else working_days_between(notice, day)
                code = UNKNOWN if worked is None else COMPLIANT if worked >= 5 else VIOLATED
                if code > codes[38]:
                    codes[38] = code
                code = COMPLIANT if "合同" in event.documents else lacking(event, "合同")
                if code > codes[50]:
                    codes[50] = code
                in_time = some_within(filing, day, FIVE_WORKING_DAYS, complete or "备案" in gone)
                code = COMPLIANT if in_time else deadline(in_time, due(day, FIVE_WORKING_DAYS), as_of)
                if code > codes[58]:
                    codes[58] = code
    elif not complete and "招标" not in gone:
        unlisted(codes, "招标", reference)

    # filing
    if filing:
        for event in filing:
            day = event.values.get("日期")
            if day is None:
                if codes[17] < UNKNOWN:
                    codes[17] = UNKNOWN
            elif day >= LIST_FROM:
                before = some_before(decision, day, complete or "决议" in gone)
                code = COMPLIANT if before else UNKNOWN if before is None else VIOLATED
                if code > codes[17]:
                    codes[17] = code
    elif not complete and "备案" not in gone:
        unlisted(codes, "备案", reference)

    # work
    urgent = record("抢险救灾")
    if work:
        late = last(posting) if posting else None
        earlier = None if late is None else late.values.get("止")
        for event in work:
            get = event.values.get
            day = get("日期")
            if day is None:
                if codes[13] < UNKNOWN:
                    codes[13] = UNKNOWN
                if codes[16] < UNKNOWN and works is not False:
                    codes[16] = UNKNOWN
                if codes[51] < UNKNOWN:
                    codes[51] = UNKNOWN
                if codes[59] < UNKNOWN and not urgent:
                    codes[59] = UNKNOWN
            elif day >= LIST_FROM:
                documents = event.documents
                code = UNKNOWN if earlier is None else COMPLIANT if earlier < day else VIOLATED
                if code > codes[13]:
                    codes[13] = code
                large = None if amount is None else amount >= (50_000 if day < TENDER_RAISED else 100_000)
                if works is not False and large is not False:
                    before = some_before(tender, day, complete or "招标" in gone)
                    known = works and large and before is not None
                    code = UNKNOWN if not known else COMPLIANT if before else VIOLATED
                    if code > codes[16]:
                        codes[16] = code
                if "合同" in documents and "预算表" in documents:
                    code = COMPLIANT
                else:
                    code = VIOLATED if event.documents_complete else UNKNOWN
                    missing = event.missing_documents
                    if missing and (("合同" in missing and "合同" not in documents) or
                                    ("预算表" in missing and "预算表" not in documents)):  # fmt: skip
                        code = VIOLATED
                if code > codes[51]:
                    codes[51] = code
                if not urgent:
                    in_time = some_within(appraisal, day, TWELVE_MONTHS, complete or "评议" in gone)
                    code = COMPLIANT if in_time else deadline(in_time, due(day, TWELVE_MONTHS), as_of)
                    if urgent is None and code > COMPLIANT:
                        code = UNKNOWN
                    if code > codes[59]:
                        codes[59] = code
    elif not complete and "实施" not in gone and (reference is None or reference >= LIST_FROM):
        codes[13] = codes[51] = UNKNOWN
        if works is not False:
            codes[16] = UNKNOWN
        if not urgent:
            codes[59] = UNKNOWN

    # appraisal, and posting of the results
    if appraisal:
        late = last(work) if work else None
        earlier = None if late is None else late.values.get("日期")
        for event in appraisal:
            day = event.values.get("日期")
            if day is None:
                if codes[14] < UNKNOWN:
                    codes[14] = UNKNOWN
            elif day >= LIST_FROM:
                code = UNKNOWN if earlier is None else COMPLIANT if earlier <= day else VIOLATED
                if code > codes[14]:
                    codes[14] = code
    elif not complete and "评议" not in gone:
        unlisted(codes, "评议", reference)
    results = events("结果公示")
    if results:
        for event in results:
            get = event.values.get
            day, until = get("日期"), get("止")
            if day is None:
                if codes[41] < UNKNOWN:
                    codes[41] = UNKNOWN
            elif day >= LIST_FROM:
                code = UNKNOWN if until is None else COMPLIANT if (until - day).days >= 7 else VIOLATED
                if code > codes[41]:
                    codes[41] = code
    elif not complete and "结果公示" not in gone:
        unlisted(codes, "结果公示", reference)

    # proposal
    if proposal:
        for event in proposal:
            day = event.values.get("日期")
            if day is None:
                if codes[53] < UNKNOWN:
                    codes[53] = UNKNOWN
            elif day >= LIST_FROM and (amount is None or amount > (50_000 if day < TENDER_RAISED else 100_000)):
                if amount is None:
                    code = UNKNOWN
                else:
                    code = COMPLIANT if "预算表" in event.documents else lacking(event, "预算表")
                if code > codes[53]:
                    codes[53] = code
    elif not complete and "提议" not in gone:
        unlisted(codes, "提议", reference)
    return codes


def unlisted(codes: list[int], step: str, reference: date | None) -> None:
    """A step that an open record doesn't list."""
    if reference is None or reference >= LIST_FROM:
        for number in BY_STEP[step]:
            codes[number] = UNKNOWN


def absent(step: str, complete: bool, gone: frozenset[str]) -> int:
    return VIOLATED if complete or step in gone else UNKNOWN


def lacking(event: Occurrence, document: str) -> int:
    return VIOLATED if event.documents_complete or document in event.missing_documents else UNKNOWN


def some_before(events: Any, day: date, closed: bool) -> bool | None:
    if not events:
        return False if closed else None
    result: bool | None = False
    for event in events:
        earlier: Any = event.values.get("日期")
        if earlier is None:
            result = None
        elif earlier <= day:
            return True
    return result


def some_within(events: Any, start: date, period: Period, closed: bool) -> bool | None:
    if not events:
        return False if closed else None
    result: bool | None = False
    for event in events:
        day: Any = event.values.get("日期")
        held = None if day is None else within(day, start, period)
        if held:
            return True
        if held is None:
            result = None
    return result


def deadline(held: bool | None, last_day: date | None, as_of: date) -> int:
    if last_day is None:
        return UNKNOWN
    if as_of <= last_day:
        return PENDING
    return VIOLATED if held is False else UNKNOWN
