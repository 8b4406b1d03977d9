"""A vocabulary like rulesets/national/vocabulary.cunwu, with one field of every other type besides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dsl.diagnostics.nodes import Diagnostic
from dsl.model.fields import Field, Scope
from dsl.values import FieldType
from engine.records.nodes import DecisionRecord
from engine.records.read import read
from engine.records.vocabulary import Vocabulary

RECORD_FIELDS = """
地区 region 文字
村 village 文字
机关 authority 文字
事项 matter 文字
类别 categories,category 列表
程序 procedure 文字
日期 date 日期
金额 amount 金额
资金来源 funding 文字
人口 population 人数
成年村民 adult_villagers 人数
户数 households 户数
村民代表 representatives 人数
妇女村民代表 women_representatives 人数
村民委员会成员 committee_members 人数
双重身份人数 dual_members 人数
组成人员 assembly_members 人数
抢险救灾 emergency 是否
占地 land 面积
比例 share 数
审查期限 review 工作日数
合同期限 term 年数
资金性质 money_kind 列表 财政|自筹|社会
"""
EVENT_FIELDS = """
日期 date,起,start 日期
止 until,止日,end 日期
主体 actors,actor 列表
结果 outcome 选项 通过|未通过
地点 place 文字
召集人 convener 列表
通知日 notice_date 日期
应到 entitled 人数
实到 attended 人数
到会户代表 household_delegates 户数
同意 in_favour 人数
反对 against 人数
弃权 abstained 人数
回避 recused 列表
表决方式 ballot 选项 举手|无记名投票|记名投票|书面表决
"""

ROAD = """\
标题: 某村道路硬化
规则: [national/organic_law, ninghai/power_list]
来源: 自拟
村: 某镇某村
事项: 三
类别: 工程建设、集体资金
金额: 36.5万元
村民代表: 43
村民委员会成员: 五人
双重身份人数: 0
抢险救灾: 否
经过完整: 是
经过:
  - 步骤: 决议
    日期: 2024年3月5日
    主体: 村民代表会议
    应到: 48
    实到: 31人
    同意: 三十一
    反对: 无
    结果: 通过
    材料: [会议记录, 签到册]
    材料完整: 是
    说明: 在村委会会议室
  - 步骤: 决议公示
    起: 2024-03-06
    止: 2024-03-21
    地点: 公告栏
    缺少材料: 公示照片
  - step: 实施
    date: 不详
"""

Reader = Callable[..., tuple[DecisionRecord | None, tuple[Diagnostic, ...]]]


def fields_of(table: str, scope: Scope) -> list[Field]:
    fields = []
    for line in table.split("\n")[1:-1]:
        name, aliases, type_, *options = line.split()
        allowed = tuple(options[0].split("|")) if options else ()
        fields.append(Field(name, tuple(aliases.split(",")), scope, FieldType(type_), allowed, name, None, None))
    return fields


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return Vocabulary([*fields_of(RECORD_FIELDS, Scope.RECORD), *fields_of(EVENT_FIELDS, Scope.EVENT)])


@pytest.fixture(scope="session")
def road() -> str:
    return ROAD


@pytest.fixture(scope="session")
def yaml(vocabulary: Vocabulary) -> Reader:
    """Read YAML."""
    return lambda text: read(text, "案.yaml", vocabulary, format="yaml")


@pytest.fixture(scope="session")
def json_text(vocabulary: Vocabulary) -> Reader:
    """Read JSON."""
    return lambda text: read(text, "案.json", vocabulary, format="json")
