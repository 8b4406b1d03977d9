"""Seeded records whose facts lie round the boundaries of the norms; any fact, day or step may be missing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from tests.oracle.law import D713, NINGBO, RCE, VCL_1998, VCL_2010, VCL_2018, VCL_2025
from tests.oracle.meetings import ACTIONS, LISTED_1998, LISTED_2010, LISTED_2025
from tests.oracle.ningbo import CONTENTS

Record = dict[str, Any]
CHANGES = (VCL_1998, VCL_2010, VCL_2018, D713, NINGBO, RCE, VCL_2025, VCL_2025, VCL_2025)
BODIES = ("村民会议", "村民代表会议", "村民小组会议")
FORGOTTEN = 0.1
"""How likely it is that a fact isn't stated."""


def records(count: int, seed: int) -> Iterator[tuple[Record, date]]:
    """Records, each with the day on which it is looked at."""
    chance = random.Random(seed)
    for _ in range(count):
        yield _Maker(chance).make()


class _Maker:
    def __init__(self, chance: random.Random):
        self.chance = chance
        self.facts: Record = {}
        self.events: list[Record] = []
        self.start = self._start()

    def make(self) -> tuple[Record, date]:
        village = self.chance.random() < 0.6
        if village:
            self.population()
            for theme in self.chance.sample(VILLAGE, self.chance.randint(1, 3)):
                theme(self)
        else:
            self.government()
        if self.likely(0.5):
            self.facts["经过完整"] = True
        elif self.likely(0.3):
            listed = {event["步骤"] for event in self.events} | {
                actor for event in self.events for actor in event.get("主体") or ()
            }
            self.facts["没有的步骤"] = [step for step in STEPS if step not in listed and self.likely(0.3)]
        if self.likely(0.1):
            self.facts["日期"] = self.start + timedelta(days=self.chance.randint(-20, 20))
        self.chance.shuffle(self.events)
        record = {**self.known(self.facts), "经过": [self._event(event) for event in self.events]}
        days = [event["日期"] for event in record["经过"] if "日期" in event]
        last = max(days, default=self.start)
        return record, last + timedelta(days=self.chance.choice([-4, 0, 0, 8, 13, 30, 60, 400]))

    def _start(self) -> date:
        if self.likely(0.2):
            return date(2026, 1, 1) + timedelta(days=self.chance.randrange(400))
        if self.likely(0.6):
            return self.chance.choice(CHANGES) + timedelta(days=self.chance.randint(-12, 12))
        return date(2009, 1, 1) + timedelta(days=self.chance.randrange(6400))

    def _event(self, event: Record) -> Record:
        return {"步骤": event["步骤"], **self.known({name: value for name, value in event.items() if name != "步骤"})}

    def known(self, facts: Record) -> Record:
        """What is stated of the facts."""
        return {
            name: value
            for name, value in facts.items()
            if value is not None and (name in ("经过完整", "没有的步骤") or not self.likely(FORGOTTEN))
        }

    def likely(self, how: float) -> bool:
        return self.chance.random() < how

    def flag(self, how: float = 0.5) -> bool:
        return self.likely(how)

    def near(self, number: int) -> int:
        """A count at a boundary, beside it, or far from it."""
        step = self.chance.choice([-1, 0, 0, 1, 1, 3, -5])
        return max(0, number + step)

    def day(self, spread: int = 8) -> date:
        return self.start + timedelta(days=self.chance.randint(-spread, spread))

    def add(self, step: str, day: date | None = None, **facts: Any) -> Record:
        event = {"步骤": step, "日期": day or self.day(), **facts}
        if self.likely(0.08):
            event["结果"] = self.chance.choice(["未通过", "作废", "通过"])
        self.events.append(event)
        return event

    def perhaps(self, step: str, how: float = 0.75, **facts: Any) -> None:
        if self.likely(how):
            self.add(step, **facts)

    # villages

    def population(self) -> None:
        committee, both = self.chance.randint(3, 7), self.chance.randint(0, 3)
        enough = 4 * (committee - both)
        representatives = max(5, self.near(enough)) if self.likely(0.5) else self.chance.randint(15, 60)
        members = representatives + committee - both
        adults, households = self.chance.randint(30, 900), self.chance.randint(15, 300)
        self.facts |= {
            "成年村民": adults,
            "户数": households,
            "村民代表": representatives,
            "村民委员会成员": committee,
            "双重身份人数": both,
            "组成人员": members if self.likely(0.3) else None,
            "妇女村民代表": min(representatives, self.near(-(-members // 3))),
            "小组成年村民": self.chance.randint(10, 90),
            "小组户数": self.chance.randint(5, 40),
            "重要事项": self.flag(0.7),
            "涉及村民重大利益": self.flag(0.7),
            "驻村单位": ["镇小学"] if self.likely(0.3) else None,
            "权属": self.chance.choice([None, None, "村", "村民小组"]),
            "代行集体经济组织职能": self.flag(0.5),
            "设有村民代表会议": self.chance.choice([None, None, True, False]),
            "类别": self._categories(),
            "授权": self.flag(0.7) if self.likely(0.8) else None,
            "授权日": self.day() if self.likely(0.7) else None,
        }
        self.members, self.adults, self.households = members, adults, households

    def _categories(self) -> list[str]:
        return self.chance.sample(
            sorted(LISTED_1998 | LISTED_2010 | LISTED_2025 | {"工程建设", "物资采购"}), self.chance.randint(1, 2)
        )

    def meeting(self, body: str | None = None, step: str = "决议") -> None:
        body = body or self.chance.choice(BODIES)
        whole, homes = {
            "村民会议": (self.adults, self.households),
            "村民代表会议": (self.members, None),
            "村民小组会议": (self.facts["小组成年村民"], self.facts["小组户数"]),
        }[body]
        need = whole // 2 + 1 if body == "村民会议" else -(-2 * whole // 3)
        by_homes = homes is not None and self.likely(0.5)
        if self.likely(0.2):
            need = self.chance.randint(1, need)
        present = self.near(-(-2 * homes // 3)) if by_homes and homes is not None else self.near(need)
        both = by_homes and self.likely(0.3)
        day = self.day()
        self.add(
            step,
            day,
            主体=[body],
            实到=self.near(need) if both else None if by_homes else present,
            到会户代表=present if by_homes else self.chance.choice([None, 0]),
            同意=self.near(present // 2),
            召集人=self.chance.choice([["村民委员会"], ["村党组织"], ["村民委员会", "村党组织"]]),
            通知日=day - timedelta(days=self.near(10)),
            特殊情况=self.flag(0.4) if self.likely(0.5) else None,
            内容审查=self.chance.choice(
                [None, "未发现问题", "未发现问题", "抵触法律法规", "抵触国家政策", "违背公序良俗", "侵犯村民权利"]
            ),
            列席=self.chance.choice([None, ["法律顾问"], ["驻村干部"]]),
        )

    def meetings(self) -> None:
        for _ in range(self.chance.choice([1, 1, 2])):
            self.meeting()
        self.perhaps("党组织研究", 0.6)
        self.perhaps("驻村单位协商", 0.5)

    def petition(self) -> None:
        to = self.chance.choice(["村民会议", "村民代表会议"])
        tenth, share = -(-self.adults // 10), 3 if to == "村民会议" else 5
        by_representatives = self.likely(0.6)
        self.add(
            f"提议召开{to}",
            提议村民=None if by_representatives and self.likely(0.6) else self.near(tenth),
            提议代表=self.near(-(-self.facts["村民代表"] // share)) if by_representatives else None,
        )
        if self.likely(0.6):
            self.meeting(to)

    def checks(self) -> None:
        year = self.start.year - self.chance.choice([0, 0, 1])
        last = {
            "年度检查": date(year, 12, 31),
            "半年检查": date(year, 6, 30),
            "季度检查": date(year, 9, 30),
            "月度检查": date(year, 5, 31),
        }
        for step, day in last.items():
            self.add(
                step,
                day,
                村民会议次数=self.chance.randint(0, 2),
                代表会议次数=self.chance.randint(0, 2),
                评议次数=self.chance.randint(0, 2),
                公布次数=self.chance.randint(0, 2),
                财务公布次数=self.chance.randint(0, 2),
                财务往来较多=self.flag(0.7),
            )

    def action(self) -> None:
        self.add(self.chance.choice(ACTIONS))
        if self.likely(0.7):
            self.meeting(self.chance.choice(["村民会议", "村民代表会议"]))

    def representatives(self) -> None:
        for _ in range(self.chance.choice([1, 1, 2])):
            self.add(
                "推选村民代表",
                推选方式=self.chance.choice(["按户", "按户", "村民小组"]),
                推选户数=self.near(self.chance.choice([5, 10, 15])),
            )

    def charter(self) -> None:
        self.meeting(self.chance.choice(["村民会议", "村民会议", "村民代表会议"]), "通过章程")
        if self.likely(0.7):
            self.add(
                "章程备案", self.events[-1]["日期"] + timedelta(days=self.chance.choice([-1, 0, 5, 10, 11, 12, 14]))
            )

    def levy(self) -> None:
        self.add("筹资筹劳")
        if self.likely(0.7):
            self.meeting(self.chance.choice(["村民会议", "村民会议", "村民代表会议"]))

    def consultation(self) -> None:
        self.add("村民协商", 需提交会议=self.flag(0.7))
        if self.likely(0.6):
            self.meeting(self.chance.choice(["村民会议", "村民代表会议"]))

    def notice(self) -> None:
        day = self.day()
        self.add("村务公布", day, 止=day + timedelta(days=self.near(15)))

    def supervisors(self) -> None:
        self.add(
            "推选村务监督机构",
            主体=self.chance.choice([["村民会议"], ["村民代表会议"], ["村民委员会"], ["村党组织"]]),
            村委会成员当选数=self.chance.randint(0, 1),
            近亲属当选数=self.chance.randint(0, 1),
            财会人员当选数=self.chance.randint(0, 1),
        )

    def misconduct(self) -> None:
        self.add("发现违纪违法")
        self.perhaps("反映违纪违法")

    def appraisal(self) -> None:
        self.add(
            "民主评议", 主持机构=self.chance.choice(["村务监督机构", "村务监督机构", "村民委员会", "村党组织", "其他"])
        )

    def audit(self) -> None:
        self.add("换届选举")
        self.perhaps("离任审计")
        self.perhaps("公布审计结果")

    def forbidden(self) -> None:
        self.perhaps("提供担保", 0.6, 主体=self.chance.choice([["村民委员会"], ["村民委员会"], ["村经济合作社"]]))
        self.perhaps("撤换村委会成员", 0.6)

    def power_list(self) -> None:
        kinds = list(CONTENTS)
        if self.likely(0.5):
            kinds.pop(self.chance.randrange(4))
        self.facts["清单内容"] = kinds
        self.perhaps("清单公布", 0.85)
        if self.likely(0.7):
            body = self.chance.choice(["村民会议", "村民代表会议", "村民委员会", "村党组织"])
            if body in BODIES:
                self.meeting(body, "清单讨论决定")
            else:
                self.add("清单讨论决定", 主体=[body])

    # governments

    def government(self) -> None:
        catalogue = self.likely(0.15)
        self.facts |= {
            "程序": "决策事项目录" if catalogue else self.chance.choice(["重大行政决策"] * 14 + [None]),
            "决策机关级别": self.chance.choice(
                ["县级以上人民政府"] * 4 + ["县级以上人民政府部门", "乡级人民政府", "乡级人民政府"]
            ),
            "参照依据": "宁波市法治乡村建设促进条例第十二条" if self.likely(0.5) else None,
            "除外情形": "政府立法" if self.likely(0.05) else None,
            "不予公开依据": "保密规定" if self.likely(0.1) else None,
            "专业性强": self.flag(),
            "公众普遍关心": self.flag(),
            "探索性改革": self.flag(0.6),
            "风险评估情形": self.chance.choice(["需要评估", "需要评估", "已按规定评估", "不需要评估"]),
        }
        if catalogue:
            self.perhaps("目录报党委同意")
            self.add("目录公布")
            return
        steps = self.chance.sample(list(GOVERNMENT), self.chance.randint(2, 7))
        if "集体讨论决定" in steps and "合法性审查" not in steps and self.likely(0.6):
            steps.append("合法性审查")
        for step in steps:
            for _ in range(self.chance.choice([1, 1, 1, 1, 2])):
                day = self.day()
                self.add(step, day, **{name: made(self, day) for name, made in GOVERNMENT[step].items()})


def _flag(how: float) -> Callable[[_Maker, date], Any]:
    return lambda maker, day: maker.flag(how)


def _one(*options: Any) -> Callable[[_Maker, date], Any]:
    return lambda maker, day: maker.chance.choice(options)


def _papers(*names: str) -> Callable[[_Maker, date], Any]:
    return lambda maker, day: [name for name in names if maker.likely(0.5)]


def _later(days: int) -> Callable[[_Maker, date], Any]:
    return lambda maker, day: day + timedelta(days=maker.near(days))


def _sooner(days: int) -> Callable[[_Maker, date], Any]:
    return lambda maker, day: day - timedelta(days=maker.chance.choice([days - 1, days, days + 1, days + 4, 0, -1]))


GOVERNMENT: dict[str, dict[str, Callable[[_Maker, date], Any]]] = {
    "决策启动": {"承办单位数": _one(0, 1, 2, 3), "明确牵头单位": _flag(0.5)},
    "部门协商": {"协商一致": _flag(0.4), "说明争议": _flag(0.5)},
    "公开征求意见": {"止": _later(30), "需要缩短期限": _flag(0.4), "公告说明缩短理由": _flag(0.5)},
    "听证会": {
        "材料送达日": _sooner(7),
        "名单公布日": _sooner(1),
        "参加人签字": _flag(0.6),
        "公开举行": _flag(0.8),
        "介绍草案": _flag(0.8),
        "质证辩论": _flag(0.8),
    },
    "专家论证": {"书面论证": _flag(0.7), "署名盖章": _flag(0.5), "选择利害关系人": _flag(0.4)},
    "风险评估": {
        "材料": _papers("风险评估报告"),
        "材料完整": _flag(0.5),
        "明确风险点": _flag(0.8),
        "提出防范措施": _flag(0.8),
        "提出处置预案": _flag(0.8),
        "风险结论": _one("可控", "不可控"),
        "调整后可控": _flag(0.5),
    },
    "合法性审查": {
        "审查方式": _one("合法性审查", "征求意见", "会签"),
        "送审齐全日": _sooner(9),
        "审查权限": _flag(0.8),
        "审查程序": _flag(0.8),
        "审查内容": _flag(0.8),
        "材料": _papers("法律顾问意见", "公职律师意见"),
        "材料完整": _flag(0.5),
        "审查结论": _one("合法", "需要调整", "不合法", "不合法"),
    },
    "集体讨论决定": {
        "主体": _one(["常务会议"], ["全体会议"], ["党政联席会议"]),
        "首长最后发言": _flag(0.5),
        "首长与多数不一致": _flag(0.5),
        "会上说明理由": _flag(0.5),
        "存在不同意见": _flag(0.5),
        "不同意见入记录": _flag(0.5),
        "明示法律风险": _flag(0.7),
    },
    "请示报告": {},
    "公布": {"说明采纳情况": _flag(0.5)},
    "决策后评估": {"委托原评估单位": _flag(0.5)},
    "变更决策": {"履行法定程序": _flag(0.5), "紧急中止": _flag(0.4)},
}
VILLAGE: tuple[Callable[[_Maker], None], ...] = (
    _Maker.meetings,
    _Maker.petition,
    _Maker.checks,
    _Maker.action,
    _Maker.representatives,
    _Maker.charter,
    _Maker.levy,
    _Maker.consultation,
    _Maker.notice,
    _Maker.supervisors,
    _Maker.misconduct,
    _Maker.appraisal,
    _Maker.audit,
    _Maker.forbidden,
    _Maker.power_list,
)
STEPS = (
    *BODIES,
    *ACTIONS,
    *GOVERNMENT,
    "党组织研究",
    "驻村单位协商",
    "章程备案",
    "反映违纪违法",
    "离任审计",
    "公布审计结果",
    "清单讨论决定",
    "目录报党委同意",
)
