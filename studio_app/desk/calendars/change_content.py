"""What was done in the calendar, as the view shows it: differences with both versions, and declines. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.calendars.known import Refusal
from studio_app.desk.calendars.model import Act, ChangeRow, Offer
from studio_app.desk.calendars.versions import said_aspects, said_time, version_lines
from studio_app.desk.content import face_of, short_address
from studio_app.desk.wording import Wording
from studio_app.domain.appointment import Appointment
from studio_app.domain.difference import Aspect, Difference
from studio_app.engine import Code

DOT = " \N{MIDDLE DOT} "


def change_rows(
    snapshot: Snapshot, refusals: Mapping[str, Refusal], wording: Wording
) -> tuple[ChangeRow, ...]:
    """Everything about which a person decides: by start, differences and declines together."""
    rows = [
        (_start(snapshot, key), _difference_row(snapshot, difference, refusals.get(key), wording))
        for key, difference in snapshot.differences.items()
    ]
    rows += [
        (_start(snapshot, decline.appointment), row)
        for decline in snapshot.declined
        for row in [_decline_row(snapshot, decline.appointment, decline.photographer, wording)]
        if row is not None
    ]
    return tuple(row for _, row in sorted(rows, key=lambda item: (item[0], item[1].key)))


def _start(snapshot: Snapshot, appointment: str) -> float:
    item = snapshot.studio.appointments.get(appointment)
    return item.span.start.timestamp() if item else 0.0


def _difference_row(
    snapshot: Snapshot, difference: Difference, refusal: Refusal | None, wording: Wording
) -> ChangeRow:
    key = difference.appointment
    item = snapshot.studio.appointments.get(key)
    event = difference.ours or (difference.theirs.event if difference.theirs else None)
    title = (short_address(item.address) if item else "") or (event.title if event else "") or key
    face = face_of(snapshot.studio, item.crew[0]) if item and item.crew else None
    takes = difference.aspects != {Aspect.REPEATS}
    return ChangeRow(
        key=key,
        appointment=key,
        title=title,
        detail=_detail(snapshot, item, wording) if item else "",
        what=said_aspects(difference.aspects),
        face=face,
        lines=version_lines(difference, wording),
        explanation=_explained(difference, wording),
        refused=_refused(snapshot, refusal) if refusal and takes else (),
        overrulable=refusal.overrulable if refusal else True,
        offers=(
            *((Offer(Act.SHOW, "Show on the grid", key),) if item else ()),
            Offer(Act.KEEP_OURS, "Keep ours", key),
            *((Offer(Act.TAKE_THEIRS, "Take theirs", key),) if takes else ()),
        ),
    )


def _refused(snapshot: Snapshot, refusal: Refusal) -> tuple[str, ...]:
    """What stands in the way, each rule once: `Priya is busy: 48 Foster St 12:00-2:00 pm`."""
    said = [refusal.sentence] if refusal.sentence else []
    for key, failure in refusal.failures:
        name = face_of(snapshot.studio, key).first_name
        taken = " is busy" if failure.code in (Code.BUSY, Code.HELD) else ""
        said.append(f"{name}{taken}: {failure.text}")
    if not refusal.overrulable and refusal.failures:
        said.append(
            "That can\N{RIGHT SINGLE QUOTATION MARK}t be overruled: move the other appointment first, or keep ours."
        )
    return tuple(dict.fromkeys(said)) or ("The rules refuse that time.",)


def _explained(difference: Difference, wording: Wording) -> str:
    """What each decision does."""
    ours, theirs = difference.ours, difference.theirs
    if Aspect.RESTORED in difference.aspects:
        return (
            "We cancelled it, and somebody brought its event back. \u201cTake theirs\u201d books it again. "
            "\u201cKeep ours\u201d removes the event."
        )
    if difference.aspects == {Aspect.REPEATS} and ours is not None:
        return (
            "An appointment can\N{RIGHT SINGLE QUOTATION MARK}t repeat. \u201cKeep ours\u201d makes it a single event "
            "again; what is to repeat needs an event of its own."
        )
    if ours is None:
        return "We cancelled it, and somebody changed it since. \u201cKeep ours\u201d removes the event."
    if theirs is None or Aspect.DELETED in difference.aspects:
        return (
            "\u201cTake theirs\u201d cancels the appointment. \u201cKeep ours\u201d writes the event again and invites "
            "the guests again."
        )
    takes = []
    if Aspect.TIME in difference.aspects:
        takes.append(f"moves the appointment to {said_time(theirs.event, wording)}")
    if difference.aspects - {Aspect.TIME, Aspect.REPEATS}:
        takes.append("keeps their words for this appointment")
    if Aspect.REPEATS in difference.aspects:
        takes.append("makes it a single event again")
    return f"\u201cTake theirs\u201d {' and '.join(takes)}. \u201cKeep ours\u201d writes our event again."


def _decline_row(
    snapshot: Snapshot, appointment: str, photographer: str, wording: Wording
) -> ChangeRow | None:
    item = snapshot.studio.appointments.get(appointment)
    if item is None:
        return None
    face = face_of(snapshot.studio, photographer)
    others = [person for person in snapshot.studio.photographers if person.id not in item.crew]
    hand_over = Offer(
        Act.HAND_OVER,
        "Hand over\N{HORIZONTAL ELLIPSIS}",
        more=tuple(Offer(Act.HAND_OVER, person.name, person.id) for person in others),
    )
    return ChangeRow(
        key=f"{appointment}/{photographer}",
        appointment=appointment,
        title=short_address(item.address) or item.id,
        detail=_detail(snapshot, item, wording),
        what=f"{face.first_name} declined",
        face=face,
        explanation=f"{face.name} declined the invitation. The appointment stands until you hand it over or move it.",
        offers=(Offer(Act.SHOW, "Show on the grid", appointment), *((hand_over,) if others else ())),
    )


def _detail(snapshot: Snapshot, item: Appointment, wording: Wording) -> str:
    zone = snapshot.studio.settings.timezone
    crew = ", ".join(face_of(snapshot.studio, key).name for key in item.crew)
    return DOT.join(filter(None, (wording.visit(item.span.start, item.span.end, zone), crew)))
