"""Whether a statement is done, under way, planned or denied, by the cue words of its clause."""

import re

from ontology.model import Status, When

_DENIED = re.compile(r"尚未|并未|未能|没有(?:进驻|开展|派)|暂未|未曾|还未|取消|推迟|延期")
_PLANNED = re.compile(
    r"将(?<![一-龥]即将)(?!\d[\d.]*[余多万]*(?:名|人|个|起|件|家|条|处|辆|只)|近|至|其|嫌疑|涉|全|被|犯|命|案|有关|相关|受|“|一|该|问题|群众|各|打|社会|治安|防|风险|人民|矛盾|任务|责任|警力|违|公安|平安|安全|工作|重点)|拟(?<![模虚草]拟)(?![定人态合])|计划(?=[于对在赴派用到再]|完成(?!率|情况)|新[增建]|建[成设]|年?[内底]|[今明]年)|确保(?=到?[今明年月\d]{0,5}[底前末]|到20)|预计|力争|还要(?=派|赴|对)|即将|有望|届时|定于"
)
"""Every alternative begins with a character, so that a search skips to it; what may not stand before it is asked behind it."""
_UNDERWAY = re.compile(
    r"正在|正对|正式启动|全面启动|陆续进驻|近日启动|开始进驻|正陆续|目前已有(?=[\d一二三四五六七八九十]+个)|全面展开"
)


def status_of(clause: str) -> Status:
    """Return the status that a clause's cue words give; `done` without one."""
    if _DENIED.search(clause):
        return "denied"
    if _PLANNED.search(clause):
        return "planned"
    return "underway" if _UNDERWAY.search(clause) else "done"


def status_at(clause: str, when: When, published: str | None) -> Status:
    """Return the status of an event with a date: what ends, or begins, after the article's day is planned, whatever its words."""
    own = status_of(clause)
    last = when.end or when.start or ""
    return (
        "planned"
        if own == "done" and published and len(last) >= len("2022-08") and last > published[: len(last)]
        else own
    )
