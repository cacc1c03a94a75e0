"""Small studios written by hand, and the two judges that a literal expectation is put to: the oracle and the engine.

A test that states a rule of the specification asks both, so that the oracle is held to the same words as the engine.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from studio_app import exchange
from tests.support import oracle

Json = dict[str, Any]
Answer = Callable[..., Json]

WEEKDAYS_9_TO_17: Json = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
ALL_WEEK_9_TO_17: Json = {
    day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
}


def hours(*intervals: str, days: str = "mon tue wed thu fri sat sun") -> Json:
    """The same hours on several days: `hours("09:00-12:00", "13:00-17:00", days="mon tue")`."""
    return {day: [interval.split("-") for interval in intervals] for day in days.split()}


def service(name: str, minutes: int = 60, **keys: Any) -> Json:
    return {"id": name, "name": name.capitalize(), "minutes": minutes, **keys}


def person(name: str = "ana", **keys: Any) -> Json:
    return {
        "id": name,
        "name": name.capitalize(),
        "email": f"{name}@studio.test",
        "hours": WEEKDAYS_9_TO_17,
        **keys,
    }


def busy(start: str, end: str, photographer: str = "ana", **keys: Any) -> Json:
    return {"photographer": photographer, "start": start, "end": end, **keys}


def shoot(start: str, end: str, *crew: str, name: str = "a1", **keys: Any) -> Json:
    return {"id": name, "crew": list(crew) or ["ana"], "start": start, "end": end, **keys}


def studio(*photographers: Json, **keys: Any) -> Json:
    """A studio in New York with photos and video; lists by their key, everything else is a setting."""
    lists: Json = {key: keys.pop(key) for key in ("packages", "zones", "busy", "appointments") if key in keys}
    services = keys.pop("services", [service("photos"), service("video")])
    return {
        "format": "studio-desk/1",
        "studio": {"name": "Studio", "timezone": "America/New_York", **keys},
        "services": services,
        "photographers": list(photographers) or [person()],
        **lists,
    }


def request(*services: str, on: str = "2026-06-16", **keys: Any) -> Json:
    """Asked at 08:00 in New York on Monday 2026-06-15, unless said otherwise."""
    wanted = {"services": list(services or ("photos",))} if services or not keys.get("packages") else {}
    return {"now": "2026-06-15T08:00:00-04:00", "from": on, "to": on, **wanted, **keys}


class Judge:
    """Somebody who answers: the oracle, or the program."""

    def __init__(self, name: str, answer: Answer) -> None:
        self.name = name
        self._answer = answer

    def answer(self, studio: Json, request: Json, explain: str | None = None) -> Json:
        """The answer; asking must not change what was handed in."""
        before = copy.deepcopy((studio, request))
        found = self._answer(studio, request, explain)
        assert (studio, request) == before
        return found

    def openings(self, studio: Json, request: Json, appointment: int = 0) -> list[Json]:
        found: list[Json] = self.answer(studio, request)["appointments"][appointment]["openings"]
        return found

    def starts(self, studio: Json, request: Json, appointment: int = 0) -> list[str]:
        """The openings as studio-local `HH:MM`."""
        return [one["start"][11:16] for one in self.openings(studio, request, appointment)]

    def codes(
        self, studio: Json, request: Json, at: str, photographer: str = "ana", appointment: int = 0
    ) -> list[str]:
        """What the explanation lists for one photographer. The openings of that date must say the same."""
        found = self.answer(studio, request, at)
        if self.name == "engine":
            found = oracle.codes_of(found)
        codes: list[str] = found["appointments"][appointment]["photographers"][photographer]
        if oracle.is_offered(studio, request, at, photographer, appointment):
            day = found["start"][:10]
            listed = any(
                photographer in crew
                for opening in self.openings(studio, {**request, "from": day, "to": day}, appointment)
                if opening["start"] == found["start"]
                for crew in opening["crews"]
            )
            assert listed == (codes == []), f"{codes}, but {'' if listed else 'not '}among the openings"
        return codes


def _program(studio: Json, request: Json, explain: str | None = None) -> Json:
    return exchange.answer(studio, request, explain)


JUDGES = {"oracle": Judge("oracle", oracle.answer), "engine": Judge("engine", _program)}


def sentences(studio: Json, request: Json, at: str, photographer: str = "ana") -> dict[str, str]:
    """What the program tells people about one photographer, by code."""
    found: Json = _program(studio, request, at)
    return {entry["code"]: entry["text"] for entry in found["appointments"][0]["photographers"][photographer]}


def every(step: int, first: str, last: str) -> list[str]:
    """`HH:MM` from one to another, both included."""
    start, end = (int(text[:2]) * 60 + int(text[3:]) for text in (first, last))
    return [f"{minute // 60:02}:{minute % 60:02}" for minute in range(start, end + 1, step)]
