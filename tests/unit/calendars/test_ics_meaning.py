"""What events of `.ics` files mean for their owner's time."""

import pytest

from studio_app.domain.outside_event import EventKind, EventStatus, OutsideEvent, Response, ShowAs
from studio_app.domain.place import Place
from studio_app.errors import CalendarUnavailable
from tests.unit.calendars.conftest import Read, calendar, event, times

TIME = "DTSTART:20260616T130000Z\nDURATION:PT1H\n"


def only(found: list[OutsideEvent]) -> OutsideEvent:
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "lines, show_as, kind",
    [
        ("", ShowAs.BUSY, EventKind.DEFAULT),
        ("TRANSP:OPAQUE", ShowAs.BUSY, EventKind.DEFAULT),
        ("TRANSP:TRANSPARENT", ShowAs.FREE, EventKind.DEFAULT),
        ("transp:transparent", ShowAs.FREE, EventKind.DEFAULT),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", ShowAs.FREE, EventKind.DEFAULT),
        ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", ShowAs.BUSY, EventKind.DEFAULT),
        ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY\nTRANSP:TRANSPARENT", ShowAs.BUSY, EventKind.DEFAULT),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", ShowAs.BUSY, EventKind.OUT_OF_OFFICE),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF\nTRANSP:TRANSPARENT", ShowAs.BUSY, EventKind.OUT_OF_OFFICE),
        ("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", ShowAs.FREE, EventKind.WORKING_LOCATION),
        ("X-MICROSOFT-CDO-BUSYSTATUS:SOMETHING\nTRANSP:TRANSPARENT", ShowAs.FREE, EventKind.DEFAULT),
    ],
)
def test_how_it_shows(read: Read, lines: str, show_as: ShowAs, kind: EventKind) -> None:
    found = only(read(TIME + lines))
    assert (found.show_as, found.kind) == (show_as, kind)


@pytest.mark.parametrize(
    "line, status",
    [
        ("", EventStatus.CONFIRMED),
        ("STATUS:CONFIRMED", EventStatus.CONFIRMED),
        ("STATUS:TENTATIVE", EventStatus.TENTATIVE),
        ("STATUS:CANCELLED", EventStatus.CANCELLED),
        ("STATUS:WHATEVER", EventStatus.CONFIRMED),
    ],
)
def test_status(read: Read, line: str, status: EventStatus) -> None:
    assert only(read(TIME + line)).status is status


@pytest.mark.parametrize(
    "lines, response",
    [
        ("", None),
        ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:someone@else.test", None),
        ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@studio.test", Response.ACCEPTED),
        ("ATTENDEE;PARTSTAT=DECLINED:MAILTO:Ana@Studio.TEST", Response.DECLINED),
        ("ATTENDEE;PARTSTAT=TENTATIVE;CN=\"Ana, B\":mailto:ana@studio.test", Response.TENTATIVE),
        ("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ana@studio.test", Response.NEEDS_ACTION),
        ("ATTENDEE;RSVP=TRUE:mailto:ana@studio.test", Response.NEEDS_ACTION),
        ("ATTENDEE;PARTSTAT=X-MAYBE:mailto:ana@studio.test", None),
        ("ATTENDEE;PARTSTAT=DECLINED;EMAIL=ana@studio.test:urn:uuid:1", Response.DECLINED),
        (
            "ATTENDEE;PARTSTAT=DECLINED:mailto:ana@studio.test\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@studio.test",
            Response.ACCEPTED,
        ),
        (
            "ORGANIZER:mailto:ana@studio.test\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ana@studio.test",
            None,
        ),
        (
            "ORGANIZER:mailto:boss@studio.test\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ana@studio.test",
            Response.NEEDS_ACTION,
        ),
    ],
)  # fmt: skip
def test_what_the_owner_answered(read: Read, lines: str, response: Response | None) -> None:
    assert only(read(TIME + lines)).response is response


def test_nobody_answers_for_an_owner_without_an_address(read: Read) -> None:
    assert only(read(TIME + "ATTENDEE;PARTSTAT=DECLINED:mailto:", owner="")).response is None


@pytest.mark.parametrize(
    "line, place",
    [
        ("GEO:42.33;-71.12", Place(42.33, -71.12)),
        ("GEO:0;0", None),
        ("GEO:142.33;-71.12", None),
        ("GEO:here", None),
        ("LOCATION:Boston", None),
        (
            'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="1 Main, St":geo:42.33,-71.12',
            Place(42.33, -71.12),
        ),
    ],
)
def test_place(read: Read, line: str, place: Place | None) -> None:
    assert only(read(TIME + line)).place == place


@pytest.mark.parametrize(
    "lines, title",
    [
        ("SUMMARY:Dentist\\, upstairs\\; at \\n noon", "Dentist, upstairs; at   noon"),
        ("SUMMARY:<b>bold</b> & more", "<b>bold</b> & more"),
        ("SUMMARY;LANGUAGE=de:Zahnarzt", "Zahnarzt"),
        ("SUMMARY:One\nSUMMARY:Two", "One"),
        ("SUMMARY:" + "long " * 100, ("long " * 100)[:200]),
        ("SUMMARY:Secret\nCLASS:PRIVATE", ""),
        ("SUMMARY:Secret\nCLASS:CONFIDENTIAL", ""),
        ("SUMMARY:", ""),
    ],
)
def test_title_is_plain_text_and_shared_only(read: Read, lines: str, title: str) -> None:
    assert only(read(TIME + lines)).title == title


def test_it_says_whose_it_is_and_where_from(read: Read) -> None:
    found = only(read(TIME))
    assert (found.photographer, found.calendar) == ("ana", "Google")


def test_published_free_busy_times(read: Read) -> None:
    part = """BEGIN:VFREEBUSY
UID:fb
FREEBUSY:20260616T130000Z/PT1H,20260617T130000Z/20260617T150000Z
FREEBUSY;FBTYPE=FREE:20260618T130000Z/PT1H
FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260619T130000Z/PT1H
END:VFREEBUSY"""
    found = read(calendar(part))
    assert times(found) == [
        "06-16 13:00/14:00",
        "06-17 13:00/15:00",
        "06-18 13:00/14:00",
        "06-19 13:00/14:00",
    ]
    assert [item.show_as for item in found] == ["busy", "busy", "free", "busy"]


def test_free_busy_times_that_make_no_sense(read: Read) -> None:
    with pytest.raises(CalendarUnavailable, match=r"ana\.ics"):
        read(calendar("BEGIN:VFREEBUSY\nFREEBUSY:yesterday\nEND:VFREEBUSY"))


def test_what_else_a_calendar_holds_does_not_matter(read: Read) -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:whenever\nEND:VALARM\n"
    odd = "BEGIN:VTODO\nDUE:someday\nEND:VTODO\nBEGIN:X-THING\nDTSTART:never\nEND:X-THING"
    text = event(TIME + "DESCRIPTION:a line\nthat was broken by hand\nCATEGORIES\nURL;=:\n" + alarm)
    assert times(read(calendar("X-WR-CALNAME", odd, text))) == ["06-16 13:00/14:00"]


def test_several_calendars_in_one_file(read: Read) -> None:
    one, two = event(TIME), event(TIME.replace("0616", "0617"), "two")
    assert times(read(calendar(one) + calendar(two))) == ["06-16 13:00/14:00", "06-17 13:00/14:00"]


def test_line_ends_and_byte_order_marks(read: Read) -> None:
    text = calendar(event(TIME + "SUMMARY:Zahnärztin"))
    for data in (
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\r\n", "\n").encode(),
        text.replace("\r\n", "\r").encode(),
        text.encode("cp1252"),
    ):
        assert only(read(data)).title == "Zahnärztin"
