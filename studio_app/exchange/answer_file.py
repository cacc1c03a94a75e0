"""The engine's answers as JSON values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from studio_app import engine
from studio_app.domain.studio import Studio
from studio_app.engine import Failure, Opening, VisitExplanation, VisitOpenings
from studio_app.exchange.request_file import read_request, read_time
from studio_app.exchange.studio_file import read_studio


def answer(studio: object, request: object, explain: str | None = None) -> dict[str, object]:
    """The openings of a request as `slots` prints them, or with `explain` why a time works or doesn't.

    Args:
        studio: A studio file's JSON value.
        request: A request's JSON value.
        explain: A time with an offset.

    Raises:
        BadInput: with the path of the first thing that is wrong.
    """
    return answer_for(read_studio(studio), request, explain)


def answer_for(studio: Studio, request: object, explain: str | None = None) -> dict[str, object]:
    """The same for a studio that was read already. Raises BadInput with the path in the request, or `explain`."""
    asked = read_request(request, studio)
    zone = studio.settings.timezone
    if explain is None:
        return {"appointments": [_openings(found, zone) for found in engine.find_openings(studio, asked)]}
    at = read_time(explain, "explain")
    explained = engine.explain(studio, asked, at)
    return {"start": time_text(at, zone), "appointments": [_explanation(found) for found in explained]}


def time_text(moment: datetime, zone: ZoneInfo) -> str:
    """A time in the studio's offset."""
    return moment.astimezone(zone).isoformat()


def failure_values(failures: Iterable[Failure]) -> list[dict[str, str]]:
    """Rules that fail, with their code and sentence."""
    return [{"code": failure.code.value, "text": f"{failure.text}."} for failure in failures]


def opening_value(opening: Opening, zone: ZoneInfo) -> dict[str, object]:
    """One opening."""
    return {
        "start": time_text(opening.start, zone),
        "end": time_text(opening.end, zone),
        "crews": [list(crew) for crew in opening.crews],
        "choice": list(opening.choice),
    }


def _openings(found: VisitOpenings, zone: ZoneInfo) -> dict[str, object]:
    visit = found.visit
    return {
        "part": visit.part.value,
        "services": list(visit.services),
        "minutes": visit.minutes,
        "crew_size": visit.crew_size,
        "openings": [opening_value(opening, zone) for opening in found.openings],
    }


def _explanation(found: VisitExplanation) -> dict[str, object]:
    people = {key: failure_values(failures) for key, failures in found.photographers.items()}
    return {"part": found.visit.part.value, "photographers": people}
