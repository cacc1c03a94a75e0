"""The table of settings, and what previews say."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from studio_app import exchange
from studio_app.desk.rules.model import RULE_OF, RULES, Kind
from studio_app.desk.rules.previews import Ground, dusks, preview, strip
from studio_app.desk.rules.values import shown_value, with_value
from studio_app.domain.place import Place
from studio_app.domain.settings import Settings, Twilight, TwilightMode
from studio_app.domain.setup import Setup, difference
from studio_app.domain.speech import Speech
from studio_app.domain.wall_time import Weekday
from studio_app.errors import BadInput

NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)
SETTINGS = Settings("Northlight", ZoneInfo("America/New_York"))
BOSTON = Place(42.36, -71.06)
OWN_CARDS = {"company_hours", "closed_dates", "closed_reasons", "travel", "day_edge_buffers"}


def ground(settings: Settings = SETTINGS, place: Place | None = BOSTON) -> Ground:
    return Ground(settings, NOW, place)


def test_every_setting_is_edited_somewhere() -> None:
    in_table = {rule.key.partition(".")[0] for rule in RULES}
    assert in_table | OWN_CARDS == {field.name for field in fields(Settings)}
    assert not in_table & OWN_CARDS


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.most], ids=lambda rule: rule.key)
def test_bounds_are_those_of_the_studio_file(rule: object) -> None:
    assert rule in RULES
    key, least, most = rule.key, rule.least, rule.most  # type: ignore[attr-defined]
    before = Setup(SETTINGS)
    for value in (least, most):
        after = Setup(with_value(SETTINGS, key, value))
        exchange.check_setup(after, difference(before, after))
    for value in (least - 1, most + 1):
        after = Setup(with_value(SETTINGS, key, value))
        with pytest.raises(BadInput) as refused:
            exchange.check_setup(after, difference(before, after))
        assert refused.value.path == f"studio.{key}"


@pytest.mark.parametrize("key", RULE_OF)
def test_what_a_field_shows_is_what_is_stored(key: str) -> None:
    shown = shown_value(SETTINGS, key)
    assert with_value(SETTINGS, key, shown) == SETTINGS
    rule = RULE_OF[key]
    for choice, _ in rule.choices:
        assert shown_value(with_value(SETTINGS, key, choice), key) == choice


def test_every_rule_has_a_sentence() -> None:
    for rule in RULES:
        assert rule.meaning.endswith("."), rule.key
        assert rule.kind not in (Kind.CHOICE, Kind.SWITCH) or rule.choices, rule.key


@pytest.mark.parametrize(
    "words,key",
    [
        ("sunset", "twilight.mode"),
        ("notice", "lead_time_hours"),
        ("BUFFER after", "buffer_after_min"),
        ("slot", "slot_step_min"),
        ("am pm", "speech.hours24"),
        ("senior", "two_photographers_hours"),
    ],
)
def test_settings_are_found_by_what_people_call_them(words: str, key: str) -> None:
    assert RULE_OF[key].matches(words)
    assert not RULE_OF[key].matches("xylophone")


@pytest.mark.parametrize(
    "key,changes,text",
    [
        (
            "slot_step_min",
            {"slot_step_min": 20},
            "A morning offers 9:00, 9:20, 9:40, 10:00, 10:20 \N{HORIZONTAL ELLIPSIS}",
        ),
        ("lead_time_hours", {}, "The earliest start now is Mon 11:15."),
        ("lead_time_hours", {"lead_time_hours": 24}, "The earliest start now is Tue 10:45."),
        ("max_advance_days", {"max_advance_days": 3}, "Today that is up to Thursday 26 November 2026."),
        ("two_photographers_hours", {}, "One goes, however long it takes, unless a package sends two."),
        ("two_photographers_hours", {"two_photographers_hours": 5}, "5 h 00 on site and more: two go."),
        ("duration_reduction_pct", {"duration_reduction_pct": 40}, "5 h 00 become 3 h 00 with two."),
        ("duration_reduction_pct", {}, "5 h 00 stay 5 h 00 with two."),
        ("buffer_after_min", {}, "2 h 00 on site + 30/30 drive = 3 h 00 needed."),
        ("bookable_weekdays", {}, "Open every day; the next open day is Mon 23 Nov."),
        ("bookable_weekdays", {"bookable_weekdays": frozenset()}, "No day is open: nothing can be booked."),
        (
            "bookable_weekdays",
            {"bookable_weekdays": frozenset({Weekday.SAT})},
            "Open Sat; the next open day is Sat 28 Nov.",
        ),
        ("twilight.mode", {}, "Nobody can book a twilight service."),
        ("twilight.mode", {"twilight": Twilight(TwilightMode.MANUAL)}, "Today: 6:00 – 8:00 pm."),
        ("timezone", {}, "There it is Mon 23 Nov 10:42 now."),
        ("name", {}, ""),
        (
            "speech.language",
            {"speech": Speech("de", True, True, True)},
            "Montag 23. November 2026 \N{MIDDLE DOT} 16:30 \N{MIDDLE DOT} 223 m² \N{MIDDLE DOT} 12 km",
        ),
    ],
)
def test_previews_say_what_a_setting_does(key: str, changes: dict[str, object], text: str) -> None:
    assert preview(key, ground(replace(SETTINGS, **changes))) == text  # type: ignore[arg-type]


def test_the_dusk_of_a_week() -> None:
    settings = replace(SETTINGS, twilight=Twilight(TwilightMode.SUN, before_min=60, after_min=45))
    evenings = dusks(ground(settings))
    assert len(evenings) == 7
    for evening in evenings:
        assert evening.sunset is not None
        assert evening.window is not None
        assert 16 * 60 < evening.sunset < 16 * 60 + 20, "the end of November in Boston"
        assert evening.window == (evening.sunset - 60, evening.sunset + 45)
    assert all(evening.sunset is None for evening in dusks(ground(settings, None)))
    assert preview("twilight.mode", ground(settings, None)).startswith("No address has a place yet")
    north = dusks(ground(settings, Place(78.2, 15.6)))
    assert all(evening.window is None for evening in north), "a polar night"


def test_the_strip_is_to_scale() -> None:
    assert strip(ground(replace(SETTINGS, buffer_before_min=0, buffer_after_min=45))) == (0, 120, 45)
