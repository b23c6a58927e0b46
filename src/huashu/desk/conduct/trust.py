"""Whether the clock and the settings can be trusted enough to judge by them. Pure.

A machine whose clock was set back would call at night and believe it is day. What was written down already can't lie in the future, so
a clock behind it is wrong; without a valid zone no hour means anything, and without known rules nothing is forbidden. Nothing may be
started until it is put right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from huashu.conduct.verdict import FiredRule, Ruling, Text, Verdict

TOLERANCE: Final = timedelta(minutes=5)
"""Clocks of a desk's machines differ a little."""

RULE: Final = "DESK-CLOCK"
_CITATION: Final = Text("话术：时钟检查", "Huashu: check of the clock")


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """Why the clock isn't believed.

    Args:
        kind: ``behind`` what was written down, without a valid ``zone`` of the house or of the customer (``their_zone``), or with
            a ``setting`` that names nothing the rules know.
        now: What the clock says.
        newest_at: The newest moment that was written down; for ``behind``.
        zone: The name that isn't a zone, or the setting that can't be used.
    """

    kind: Literal["behind", "zone", "their_zone", "setting"]
    now: datetime
    newest_at: datetime | None = None
    zone: str = ""

    def sentence(self) -> Text:
        """What is wrong and what to do, for the officer."""
        if self.kind == "their_zone":
            return Text(
                f"客户资料里的时区“{self.zone}”不存在，无法判断客户那边现在几点。请先在“客户的意愿和情况”里更正；更正之前不能发起任何联系。",
                f"The customer's time zone on record, “{self.zone}”, doesn't exist, so nobody can tell what time it is there. "
                "Put it right under the customer's wishes and circumstances; until then no contact can be started.",
            )
        if self.kind == "setting":
            return Text(
                f"合规设置无效（{self.zone}），不知道该按哪些规则判断。请管理员在合规设置中改正；改正之前不能发起任何联系。",
                f"The conduct settings can't be used ({self.zone}), so nobody can tell which rules apply. "
                "An administrator has to put them right; until then no contact can be started.",
            )
        if self.kind == "zone" or self.newest_at is None:
            return Text(
                f"时区设置“{self.zone}”无效，无法判断现在是几点。请管理员在合规设置中改正；改正之前不能发起任何联系。",
                f"The time zone “{self.zone}” isn't valid, so nobody can tell what time it is. "
                "An administrator has to put it right in the conduct settings; until then no contact can be started.",
            )
        now, newest = self.now, self.newest_at.astimezone(self.now.tzinfo)
        return Text(
            f"服务器时钟为 {now:%Y-%m-%d %H:%M}，早于已有记录 {newest:%Y-%m-%d %H:%M}，不可信。"
            "请管理员校准时钟；若时钟现在是对的（是以前走快了），请在合规设置中确认。在此之前不能发起任何联系。",
            f"The server's clock says {now:%Y-%m-%d %H:%M}, earlier than what was already written down at {newest:%Y-%m-%d %H:%M}. "
            "An administrator has to set the clock or, if it is right now and ran fast before, confirm that in the conduct settings; "
            "until then no contact can be started.",
        )

    def verdict(self, id_: str) -> Verdict:
        """The answer to every planned contact while the doubt lasts."""
        rule = FiredRule(RULE, Ruling.UNKNOWN, _CITATION.zh, self.sentence(), "house", ("clock",))
        return Verdict(id_, Ruling.UNKNOWN, (rule,), missing=("clock",))


def zone_is_valid(name: str) -> bool:
    """Whether there is a time zone of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return bool(name)


def clock_doubt(now: datetime, newest_at: datetime | None, zone: str, fault: str = "") -> ClockDoubt | None:
    """Why the clock can't be trusted, or None.

    Args:
        now: What the clock says.
        newest_at: The newest moment that the clock gave out before; None if it never did.
        zone: Name of the house's time zone.
        fault: What is wrong with the conduct settings; empty if nothing.
    """
    if fault:
        return ClockDoubt("setting", now, zone=fault)
    if not zone_is_valid(zone):
        return ClockDoubt("zone", now, zone=zone)
    if newest_at is not None and now < newest_at - TOLERANCE:
        return ClockDoubt("behind", now.astimezone(ZoneInfo(zone)), newest_at=newest_at)
    return None
