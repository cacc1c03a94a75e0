"""What people do to the studio's events with other calendar programs."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from icalendar import Calendar, Event, vCalAddress

from studio_app.domain.calendar_event import Guest
from studio_app.domain.outside_event import Response
from studio_app.domain.timespan import Span
from tests.support.google_server.people import Person
from tests.support.radicale import Radicale


class ByHand(Protocol):
    """Another program that opened the primary calendar."""

    def move(self, event_id: str, span: Span) -> None:
        """Drag an event to another time."""

    def repeat(self, event_id: str) -> None:
        """Have an event repeat each week."""

    def retitle(self, event_id: str, title: str) -> None:
        """Type another title."""

    def answer(self, event_id: str, email: str, answer: Response) -> None:
        """Answer an invitation."""

    def invite(self, event_id: str, guest: Guest) -> None:
        """Invite somebody else."""

    def uninvite(self, event_id: str, email: str) -> None:
        """Take somebody off the list."""

    def mark(self, event_id: str) -> None:
        """Change something that the program knows nothing of, such as a colour."""

    def is_marked(self, event_id: str) -> bool:
        """Whether that is still there."""

    def delete(self, event_id: str) -> None:
        """Delete an event."""

    def copy(self, event_id: str) -> str:
        """Duplicate an event with everything in it, its private properties too; returns the copy's id."""

    def add(self, event_id: str, span: Span, title: str) -> None:
        """Make an event that the program knows nothing of."""


class TextByHand:
    """For calendars that keep iCalendar text."""

    def __init__(
        self, read: Callable[[str], bytes], write: Callable[[str, bytes], None], remove: Callable[[str], None]
    ) -> None:
        self._read, self._write, self.delete = read, write, remove

    def move(self, event_id: str, span: Span) -> None:
        def edit(event: Event) -> None:
            del event["DTSTART"], event["DTEND"]
            event.add("DTSTART", span.start)
            event.add("DTEND", span.end)

        self._edit(event_id, edit)

    def repeat(self, event_id: str) -> None:
        self._edit(event_id, lambda event: event.add("RRULE", {"FREQ": "WEEKLY", "COUNT": 5}))

    def retitle(self, event_id: str, title: str) -> None:
        def edit(event: Event) -> None:
            del event["SUMMARY"]
            event.add("SUMMARY", title)

        self._edit(event_id, edit)

    def answer(self, event_id: str, email: str, answer: Response) -> None:
        def edit(event: Event) -> None:
            for guest in _guests(event):
                if guest == f"mailto:{email}":
                    guest.params["PARTSTAT"] = answer.value.upper().replace("_", "-")

        self._edit(event_id, edit)

    def invite(self, event_id: str, guest: Guest) -> None:
        def edit(event: Event) -> None:
            made = vCalAddress(f"mailto:{guest.email}")
            made.params["CN"] = guest.name
            event.add("ATTENDEE", made)

        self._edit(event_id, edit)

    def uninvite(self, event_id: str, email: str) -> None:
        def edit(event: Event) -> None:
            kept = [guest for guest in _guests(event) if guest != f"mailto:{email}"]
            del event["ATTENDEE"]
            event["ATTENDEE"] = kept

        self._edit(event_id, edit)

    def mark(self, event_id: str) -> None:
        self._edit(event_id, lambda event: event.add("X-COLOUR", "red"))

    def is_marked(self, event_id: str) -> bool:
        return b"X-COLOUR" in self._read(event_id)

    def copy(self, event_id: str) -> str:
        data = self._read(event_id).replace(f"UID:{event_id}".encode(), b"UID:copied")
        self._write("copied", data)
        return "copied"

    def add(self, event_id: str, span: Span, title: str) -> None:
        event = Event()
        event.add("UID", event_id)
        event.add("DTSTAMP", span.start - timedelta(days=1))
        event.add("DTSTART", span.start)
        event.add("DTEND", span.end)
        event.add("SUMMARY", title)
        calendar = Calendar()
        calendar.add("VERSION", "2.0")
        calendar.add("PRODID", "-//by hand//EN")
        calendar.add_component(event)
        self._write(event_id, calendar.to_ical())

    def _edit(self, event_id: str, edit: Callable[[Event], None]) -> None:
        calendar = Calendar.from_ical(self._read(event_id))
        (event,) = calendar.events
        edit(event)
        self._write(event_id, calendar.to_ical())


class GoogleByHand:
    """For a calendar at the stand-in for Google."""

    def __init__(self, host: Person) -> None:
        self._host, self.delete = host, host.delete

    def move(self, event_id: str, span: Span) -> None:
        self._host.move(event_id, span.start, span.end)

    def repeat(self, event_id: str) -> None:
        self._host.change(event_id, recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"])

    def retitle(self, event_id: str, title: str) -> None:
        self._host.change(event_id, summary=title)

    def answer(self, event_id: str, email: str, answer: Response) -> None:
        self._with_guests(
            event_id,
            [
                guest | {"responseStatus": answer.value} if guest["email"] == email else guest
                for guest in self._guests(event_id)
            ],
        )

    def invite(self, event_id: str, guest: Guest) -> None:
        made = {"email": guest.email, "displayName": guest.name}
        self._with_guests(event_id, [*self._guests(event_id), made])

    def uninvite(self, event_id: str, email: str) -> None:
        self._with_guests(event_id, [guest for guest in self._guests(event_id) if guest["email"] != email])

    def mark(self, event_id: str) -> None:
        self._host.change(event_id, colorId="11")

    def is_marked(self, event_id: str) -> bool:
        return self._host.event(event_id).get("colorId") == "11"

    def copy(self, event_id: str) -> str:
        return str(self._host.duplicate(event_id)["id"])

    def add(self, event_id: str, span: Span, title: str) -> None:
        self._host.create(title, span.start, span.end, id=event_id)

    def _guests(self, event_id: str) -> list[dict[str, Any]]:
        return list(self._host.event(event_id).get("attendees", []))

    def _with_guests(self, event_id: str, guests: list[dict[str, Any]]) -> None:
        self._host.change(event_id, attendees=guests)


def folder_by_hand(folder: Path) -> TextByHand:
    """For a folder of files."""

    def path(event_id: str) -> Path:
        return folder / f"{event_id}.ics"

    def write(event_id: str, data: bytes) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path(event_id).write_bytes(data)

    return TextByHand(lambda key: path(key).read_bytes(), write, lambda key: path(key).unlink())


def calendar_by_hand(server: Radicale, url: str) -> TextByHand:
    """For a calendar on a CalDAV server."""

    def write(key: str, data: bytes) -> None:
        server.write(url, key, data)

    return TextByHand(
        lambda key: server.read(url, key),
        write,
        lambda key: server.delete(url, key),
    )


def _guests(event: Event) -> list[vCalAddress]:
    found = event.get("ATTENDEE", [])
    return found if isinstance(found, list) else [found]
