"""Settings read and changed by the keys of the table of rules. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast
from zoneinfo import ZoneInfo

from studio_app.desk.rules.model import RULE_OF, Kind
from studio_app.domain.settings import Settings, TwilightMode
from studio_app.domain.wall_time import Weekday


def shown_value(settings: Settings, key: str) -> Any:
    """The value of a rule as its field shows it: text, key of a choice, number, or a set of weekdays."""
    value: Any = settings
    for name in key.split("."):
        value = getattr(value, name)
    rule = RULE_OF[key]
    if rule.kind is Kind.SWITCH:
        return "yes" if value else "no"
    if rule.kind is Kind.CHOICE:
        return str(value)
    return value.key if isinstance(value, ZoneInfo) else value


def with_value(settings: Settings, key: str, shown: Any) -> Settings:
    """Settings in which a rule has the value that its field shows."""
    first, _, second = key.partition(".")
    value = _value(key, shown)
    if not second:
        return replace(settings, **{first: value})
    inner = cast(Any, getattr(settings, first))
    return replace(settings, **{first: replace(inner, **{second: value})})


def _value(key: str, shown: Any) -> Any:
    rule = RULE_OF[key]
    if rule.kind is Kind.SWITCH:
        return shown == "yes"
    if rule.kind is Kind.ZONE:
        return ZoneInfo(shown)
    if rule.kind is Kind.WEEKDAYS:
        return frozenset(Weekday(day) for day in shown)
    if rule.kind is Kind.DECIMAL:
        return int(shown) if shown == int(shown) else shown
    if key == "slot_step_min":
        return int(shown)
    if key == "twilight.mode":
        return TwilightMode(shown)
    return shown
