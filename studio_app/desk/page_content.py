"""What the list pages show of a snapshot: services, zones. Pure."""

from __future__ import annotations

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.content import service_names
from studio_app.desk.lists import PageState, Row
from studio_app.desk.tone import Tone
from studio_app.desk.wording import Wording, wording_of
from studio_app.domain.studio import Studio

DOT = " \N{MIDDLE DOT} "


def page_state(key: str, snapshot: Snapshot) -> PageState:
    """The list page with a key."""
    if key == "services":
        return services_page(snapshot.studio, wording_of(snapshot.studio.settings.speech))
    return zones_page(snapshot.studio)


def services_page(studio: Studio, wording: Wording) -> PageState:
    """Services, then packages."""
    rows = []
    for service in studio.services:
        tiers = ", ".join(
            f"{'over' if tier.up_to_sqft is None else f'up to {wording.area(tier.up_to_sqft)}'} {wording.duration(tier.minutes)}"
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
