"""A profile as it is typed: what is wrong with it, field by field, and the photographer that comes of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from studio_app.actions.agents import LONGEST, is_address
from studio_app.desk.team.content import place_words
from studio_app.desk.team.model import Field
from studio_app.desk.team.zone_names import known_zone
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place


@dataclass(frozen=True, slots=True)
class Draft:
    """What the sheet holds.

    Attributes:
        colour: Place in the palette; None is that of their place in the list.
        zone: A name; "" is the studio's.
        most: Shoots a day; None is without limit.
        home: As typed: an address or coordinates.
        place: Where that is; None where nobody knows.
        like: Id of whose profile is copied; "" nobody's.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    colour: int | None = None
    zone: str = ""
    most: int | None = None
    senior: bool = False
    accepting: bool = True
    home: str = ""
    place: Place | None = None
    like: str = ""


def draft_of(person: Photographer) -> Draft:
    """The sheet of a photographer."""
    return Draft(
        person.name,
        person.email,
        person.phone,
        person.colour,
        person.timezone.key if person.timezone else "",
        person.max_shoots_per_day,
        person.senior,
        person.accepting,
        person.home_address or (place_words(person.home) if person.home else ""),
        person.home,
    )


def rebased(typed: Draft, before: Draft, now: Draft) -> Draft:
    """A sheet as it is stored now, with what was typed into the one of before."""
    mine = {
        each.name: getattr(typed, each.name)
        for each in fields(Draft)
        if getattr(typed, each.name) != getattr(before, each.name)
    }
    return replace(now, **mine)


def problems(draft: Draft) -> dict[Field, str]:
    """What has to be put right, one sentence a field."""
    found: dict[Field, str] = {}
    if not draft.name.strip():
        found[Field.NAME] = "A name is needed."
    if draft.email.strip() and not is_address(draft.email.strip()):
        found[Field.EMAIL] = "That is no e-mail address. Type one such as name@example.com."
    if draft.zone.strip() and known_zone(draft.zone) is None:
        found[Field.ZONE] = "No zone of time is called that. Type a city such as New York, or leave it empty."
    long = {Field.NAME: draft.name, Field.PHONE: draft.phone, Field.HOME: draft.home}
    for key, text in long.items():
        if len(text) > LONGEST:
            found[key] = f"That is longer than {LONGEST} characters."
    return found


def hints(draft: Draft, others: Iterable[Photographer]) -> dict[Field, str]:
    """What is good to know, and stands in nobody's way."""
    found: dict[Field, str] = {}
    name, email = draft.name.strip().casefold(), draft.email.strip().casefold()
    others = tuple(others)
    if name and any(each.name.casefold() == name for each in others):
        found[Field.NAME] = "Somebody else of the team is called that too."
    if not email:
        found[Field.EMAIL] = "Without an address they are not invited to their visits."
    elif twin := next((each for each in others if each.email.casefold() == email), None):
        found[Field.EMAIL] = f"{twin.name} has the same address."
    return found


def applied(draft: Draft, person: Photographer) -> Photographer:
    """The photographer as the sheet has them; call it without problems only."""
    before = draft_of(person)
    home = " ".join(draft.home.split())
    moved = (home, draft.place) != (before.home, before.place)
    return replace(
        person,
        name=" ".join(draft.name.split()),
        email=draft.email.strip(),
        phone=" ".join(draft.phone.split()),
        colour=draft.colour,
        timezone=known_zone(draft.zone) if draft.zone.strip() else None,
        max_shoots_per_day=draft.most,
        senior=draft.senior,
        accepting=draft.accepting,
        home=(draft.place if home else None) if moved else person.home,
        home_address=_address(home, draft.place) if moved else person.home_address,
    )


def _address(home: str, place: Place | None) -> str:
    """The typed text, unless it says no more than the coordinates."""
    return "" if place is not None and home == place_words(place) else home
