"""What the list pages show of a snapshot: team, services, zones. Pure."""

from __future__ import annotations

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.content import face_of, service_names
from studio_app.desk.lists import PageState, Row, RowAction
from studio_app.desk.tone import Tone
from studio_app.desk.wording import ENGLISH, Wording
from studio_app.domain.studio import Studio

DOT = " \N{MIDDLE DOT} "
AWAY = "away"
"""Key of what is done with a photographer who is ill."""


def page_state(key: str, snapshot: Snapshot, wording: Wording = ENGLISH) -> PageState:
    """The list page with a key."""
    if key == "team":
        return team_page(snapshot.studio)
    if key == "services":
        return services_page(snapshot.studio, wording)
    return zones_page(snapshot.studio)


def team_page(studio: Studio) -> PageState:
    """The photographers in the order in which bookings are offered."""
    people = studio.photographers
    if studio.settings.priority_enabled:
        people = tuple(sorted(people, key=lambda person: person.priority))
    rows = []
    for number, person in enumerate(people, 1):
        skills = service_names(
            studio, (service.id for service in studio.services if service.id in person.skills)
        )
        words = [str(number), "senior" if person.senior else "", skills or "no skills yet", person.email]
        state, tone = ("takes bookings", Tone.GOOD) if person.accepting else ("paused", Tone.WARN)
        if not person.calendar_known:
            state, tone = "calendar unknown", Tone.BAD
        rows.append(
            Row(
                person.id,
                person.name,
                DOT.join(filter(None, words)),
                face_of(studio, person.id),
                state,
                tone,
                actions=(RowAction(AWAY, "Ill or away\N{HORIZONTAL ELLIPSIS}"),),
            )
        )
    count = len(rows)
    return PageState(
        "Team",
        f"{count} photographer{'s' if count != 1 else ''}, in the order that bookings are offered"
        if count
        else "",
        tuple(rows),
        empty_title="Nobody yet",
        empty_text="Photographers come with a studio file: write one, then import it with `python main.py import`.",
        empty_icon="team",
    )


def services_page(studio: Studio, wording: Wording) -> PageState:
    """Services, then packages."""
    rows = []
    for service in studio.services:
        tiers = ", ".join(
            f"{'over' if tier.up_to_sqft is None else f'up to {wording.number(tier.up_to_sqft)} sq ft'} {wording.duration(tier.minutes)}"
            for tier in service.tiers
        )
        kind = "at dusk" if service.twilight else "an own visit" if service.separate else ""
        rows.append(
            Row(
                service.id,
                service.name,
                DOT.join(filter(None, (kind, tiers))),
                None,
                wording.duration(service.minutes),
                section="Services",
            )
        )
    for package in studio.packages:
        minutes = wording.duration(package.minutes) if package.minutes is not None else ""
        two = "two photographers" if package.send_two else ""
        detail = DOT.join(filter(None, (service_names(studio, package.services), two)))
        rows.append(Row(f"package/{package.id}", package.name, detail, None, minutes, section="Packages"))
    return PageState(
        "Services",
        f"{len(studio.services)} services, {len(studio.packages)} packages" if rows else "",
        tuple(rows),
        empty_title="No services yet",
        empty_text="Services come with a studio file: write one, then import it with `python main.py import`.",
        empty_icon="services",
    )


def zones_page(studio: Studio) -> PageState:
    """Zones and who covers them."""
    rows = []
    for zone in studio.zones:
        names = [person.name for person in studio.photographers if zone.id in person.zones]
        count = f"{len(names)} of {len(studio.photographers)}"
        rows.append(
            Row(
                zone.id,
                zone.name,
                ", ".join(names) or "covered by nobody",
                None,
                count,
                Tone.PLAIN if names else Tone.WARN,
            )
        )
    state = "" if studio.settings.zones_enabled else "zones are switched off"
    return PageState(
        "Zones",
        state or (f"{len(rows)} zones" if rows else ""),
        tuple(rows),
        empty_title="No zones yet",
        empty_text="Without zones every photographer covers every address.",
        empty_icon="zones",
    )
