"""The oracle: a brute-force enumerator of the scheduling specification, which the engine is judged by.

It works on the JSON of a studio file and a request, minute by minute, photographer by photographer, rule by rule, and
shares no code with the program. It wants valid input; the one refusal that it knows is that of a request which
asks for the impossible (`Refused`). It is slow on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tests.support.oracle_rules import CODES, ONE_PERSON, World, presets_at
from tests.support.oracle_time import DAY, MINUTE, Json, instant, resolve, wall_time
from tests.support.oracle_visits import Refused, Visit, visits

__all__ = ["CODES", "Refused", "answer", "codes_of", "failing", "is_offered"]


def answer(studio: Json, request: Json, explain: str | None = None) -> Json:
    """What `slots` prints. Explanations hold the codes alone, in place of codes and texts."""
    world = World(studio, request)
    wanted = visits(studio, request)
    if explain is not None:
        s = instant(explain)
        return {
            "start": s.astimezone(world.zone).isoformat(),
            "appointments": [
                {
                    "part": visit.part,
                    "photographers": {one["id"]: failing(world, visit, one, s) for one in world.asked},
                }
                for visit in wanted
            ],
        }
    minutes = candidates(world)
    return {
        "appointments": [
            {
                "part": visit.part,
                "services": list(visit.services),
                "minutes": visit.minutes,
                "crew_size": visit.crew_size,
                "openings": list(openings(world, visit, minutes)),
            }
            for visit in wanted
        ]
    }


def codes_of(explanation: Json) -> Json:
    """The program's explanation with its texts taken out, each of which must be a sentence for people."""
    for appointment in explanation["appointments"]:
        for entries in appointment["photographers"].values():
            for entry in entries:
                assert set(entry) == {"code", "text"}, entry
                text = entry["text"]
                assert isinstance(text, str), entry
                assert text.strip() == text, entry
                assert len(text.split()) >= 2, entry
                assert text.endswith("."), entry
    return {
        **explanation,
        "appointments": [
            {
                **appointment,
                "photographers": {
                    person: [entry["code"] for entry in entries]
                    for person, entries in appointment["photographers"].items()
                },
            }
            for appointment in explanation["appointments"]
        ],
    }


# ------------------------------------------------------------------------------------------------ openings


def candidates(world: World) -> list[tuple[datetime, bool]]:
    """Every minute that falls on a studio-local date of the request, and whether it is on the start grid.

    Without presets the others are left out, to save time: nobody is offered them.
    """
    presets = any(one.get("presets") for one in world.asked)
    first, last = (date.fromisoformat(world.request[side]) for side in ("from", "to"))
    margin = timedelta(hours=3)  # more than any clock change
    at, end = resolve(world.zone, first, 0) - margin, resolve(world.zone, last + DAY, 0) + margin
    found = []
    while at < end:
        wall = at.astimezone(world.zone)
        grid = on_grid(world, wall)
        if (grid or presets) and first <= wall.date() <= last:
            found.append((at, grid))
        at += MINUTE
    return found


def on_grid(world: World, wall: datetime) -> bool:
    """Whether the studio's wall clock shows a whole number of steps since midnight."""
    if wall.second or wall.microsecond:
        return False
    return bool((wall.hour * 60 + wall.minute) % world.settings["slot_step_min"] == 0)


def offered(world: World, visit: Visit, person: Json, s: datetime, grid: bool) -> bool:
    """Presets for those who have some that weekday, the grid for all others; a twilight: the grid for all."""
    if visit.part == "twilight" or not person.get("presets"):
        return grid
    presets = presets_at(world, person, s)
    return wall_time(world.zone_of(person), s) in presets if presets else grid


def is_offered(studio: Json, request: Json, at: str, photographer: str, appointment: int) -> bool:
    """Whether somebody would be offered a start, if the rules allow it, and so would everybody who could come along."""
    world, s = World(studio, request), instant(at)
    visit = visits(studio, request)[appointment]
    needed = [one for one in world.asked if visit.crew_size == 2 or one["id"] == photographer]
    grid = on_grid(world, s.astimezone(world.zone))
    return all(offered(world, visit, one, s, grid) for one in needed)


def openings(world: World, visit: Visit, minutes: list[tuple[datetime, bool]]) -> Iterator[Json]:
    length = timedelta(minutes=visit.minutes)
    for s, grid in minutes:
        e = s + length
        able = [
            one
            for one in world.asked
            if offered(world, visit, one, s, grid) and passes(world, visit, one, s, e)
        ]
        crews = crews_of(world, visit, able)
        if crews:
            yield {
                "start": s.astimezone(world.zone).isoformat(),
                "end": e.astimezone(world.zone).isoformat(),
                "crews": crews,
                "choice": choice(world, crews, s),
            }


def passes(world: World, visit: Visit, person: Json, s: datetime, e: datetime) -> bool:
    """All rules of the table that are about one photographer."""
    return all(rule(world, visit, person, s, e) for rule in ONE_PERSON.values())


def complete(world: World, visit: Visit, first: Json, second: Json) -> bool:
    """Whether two people have all skills together."""
    if not world.settings["skills_enabled"]:
        return True
    together = {*(first.get("skills") or []), *(second.get("skills") or [])}
    return all(service in together for service in visit.services)


def senior(first: Json, second: Json) -> bool:
    return bool(first.get("senior", False) or second.get("senior", False))


def crews_of(world: World, visit: Visit, able: list[Json]) -> list[list[str]]:
    """Crews by the order of the file: everyone alone, or everyone with everyone after them."""
    if visit.crew_size == 1:
        return [[one["id"]] for one in able]
    return [
        [first["id"], second["id"]]
        for index, first in enumerate(able)
        for second in able[index + 1 :]
        if complete(world, visit, first, second) and senior(first, second)
    ]


# ---------------------------------------------------------------------------------------------- explanation


def failing(world: World, visit: Visit, person: Json, s: datetime) -> list[str]:
    """Every failing code, in the order of the table."""
    e = s + timedelta(minutes=visit.minutes)
    codes = [code for code, rule in ONE_PERSON.items() if not rule(world, visit, person, s, e)]
    if visit.crew_size == 2:
        partners = [
            other
            for other in world.asked
            if other["id"] != person["id"]
            and passes(world, visit, other, s, e)
            and complete(world, visit, person, other)
        ]
        if not partners:
            codes.append("NO_PARTNER")
        elif not any(senior(person, other) for other in partners):
            codes.append("NO_SENIOR")
    return codes


# --------------------------------------------------------------------------------------------------- choice


def ranking(world: World, s: datetime) -> list[str]:
    """All photographers, the first to be chosen first."""
    if world.settings["priority_enabled"]:
        return [one["id"] for one in sorted(world.everybody, key=lambda one: one.get("priority", 100))]

    monday = world.day(s) - timedelta(days=world.day(s).weekday())

    def key(person: Json) -> tuple[int, bool, str]:
        mine = [
            one
            for one in world.appointments
            if one.get("state", "confirmed") == "confirmed" and person["id"] in one["crew"]
        ]
        this_week = [
            one for one in mine if monday <= world.day(instant(one["start"])) < monday + timedelta(days=7)
        ]
        assigned = [instant(one["assigned_at"]) for one in mine if one.get("assigned_at") is not None]
        latest = max(assigned).isoformat(timespec="microseconds") if assigned else ""
        return len(this_week), bool(assigned), latest

    return [one["id"] for one in sorted(world.everybody, key=key)]  # sorted() keeps the file's order in a tie


def choice(world: World, crews: list[list[str]], s: datetime) -> list[str]:
    """The crew of the appointment being moved where it is among the crews, else the smallest sorted ranks."""
    moved = next(
        (one for one in world.studio.get("appointments") or [] if one["id"] == world.request.get("moving")),
        None,
    )
    if moved is not None:
        for crew in crews:
            if set(crew) == set(moved["crew"]):
                return crew
    ranks = ranking(world, s)
    return min(crews, key=lambda crew: sorted(ranks.index(one) for one in crew))
