"""The board with the data of the design's picture; `python -m tests.support.shots_board FOLDER` draws it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from studio_app.desk.board.answering import HandAnswer, HandQuestion, answer, held_of
from studio_app.desk.board.content import piece_of
from studio_app.desk.board.hand import Edge, Piece
from studio_app.desk.board.model import Board, Card, Drive, Lane, Offer
from studio_app.desk.people import Face
from studio_app.desk.week.model import Block, BlockKind, Span
from studio_app.domain.appointment import Appointment
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place
from studio_app.domain.service import Service
from studio_app.domain.settings import DayEdges, Settings
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span as TimeSpan

ZONE = ZoneInfo("America/New_York")
THURSDAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)
NAMES = ("Maya Ortiz", "Leo Brandt", "Ana Silva", "Sam Okafor", "Priya Nair", "Tom Reyes", "Jun Park")
EVERYTHING = ("photos", "video", "drone", "matterport", "floorplan", "twilight")
SERVICES = {
    "photos": "Photos",
    "video": "Video",
    "drone": "Drone",
    "matterport": "Matterport",
    "floorplan": "Floor plan",
    "twilight": "Twilight",
}
# Photographer, start, end, street, services, agent.
BOOKED = (
    ("maya", "8:30", "10:30", "128 Beacon St", "photos video", "Dana Whitfield"),
    ("maya", "11:00", "12:30", "41 Harbor Rd", "photos", ""),
    ("maya", "13:15", "16:15", "2200 Lakeview Dr", "photos video drone", ""),
    ("leo", "9:00", "10:00", "9 Elm Ct", "drone", ""),
    ("leo", "13:00", "16:00", "12 Mill Pond", "matterport photos", ""),
    ("ana", "13:30", "15:00", "88 Ash St", "photos", ""),
    ("sam", "8:00", "10:00", "7 Orchard Ln", "matterport", ""),
    ("sam", "11:00", "14:00", "401 Park Dr", "photos floorplan", ""),
    ("priya", "10:00", "12:00", "600 Main St", "photos", ""),
    ("tom", "15:45", "17:00", "18 Ridge Way", "twilight", "sunset 4:14 pm"),
)
DRIVES = (
    ("maya", "10:30", "11:00", 22),
    ("maya", "12:30", "13:15", 30),
    ("sam", "10:00", "11:00", 33),
)
NOTES = {
    "maya": "6 h 30 booked · 52 min drive",
    "leo": "4 h booked · 41 min drive",
    "ana": "off until 12:00 pm",
    "sam": "5 h booked · 63 min drive",
    "priya": "2 h booked · 20 min drive",
    "tom": "1 h 15 booked",
    "jun": "available",
}
CARDS = (
    Card(
        "w1",
        "310 Cedar Ave",
        "Photos + Drone · 1 h 30",
        90,
        ("Postponed · rain",),
        (
            Offer(NOW, ("jun",), "Thu 9:30 Jun"),
            Offer(NOW, ("jun",), "Thu 2:00 pm Maya"),
            Offer(NOW, (), "Fri 9:00"),
        ),
    ),
    Card("w2", "5 Tremont Pl", "Photos · 1 h", 60, ("Any morning",), (Offer(NOW, (), "Fri 9:00 Sam"),)),
    Card(
        "w3",
        "77 Quarry Rd",
        "Video · 2 h",
        120,
        ("Wants Maya", "by Fri 4 Dec"),
        (),
        0,
        "",
        "time came free",
    ),
)


def at(clock: str, day: date = THURSDAY) -> datetime:
    """The UTC instant of a wall time."""
    hour, _, minute = clock.partition(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute or 0), tzinfo=ZONE).astimezone(UTC)


def studio() -> Studio:
    """The studio of the picture."""
    people: list[Photographer] = []
    for name in NAMES:
        key = name.split()[0].lower()
        skills = frozenset(EVERYTHING) if key != "tom" else frozenset({"twilight"})
        off = (TimeSpan(at("0"), at("12")),) if key == "ana" else ()
        people.append(
            Photographer(
                key,
                name,
                f"{key}@example.com",
                skills=skills,
                time_off=off,
                home=Place(42.3 + len(people) / 50, -71.1),
            )
        )
    appointments = [
        Appointment(
            f"a{number}",
            (key,),
            TimeSpan(at(start), at(end)),
            services=tuple(services.split()),
            address=street,
            place=Place(42.3 + number / 40, -71.05),
        )
        for number, (key, start, end, street, services, _) in enumerate(BOOKED)
    ]
    dentist = OutsideEvent("leo", TimeSpan(at("10:30"), at("12")), title="Dentist", calendar="Google")
    settings = Settings(
        "Studio",
        ZONE,
        skills_enabled=True,
        day_edge_buffers=DayEdges.RELAXED,
    )
    services = [Service(key, name, 60) for key, name in SERVICES.items()]
    return Studio.of(
        settings, services=services, photographers=people, appointments=appointments, events=[dentist]
    )


def board(cards: Iterable[Card] = CARDS) -> Board:
    """The board of the picture."""
    blocks: dict[str, list[Block]] = {name.split()[0].lower(): [] for name in NAMES}
    pieces: dict[str, Piece] = {}
    items = studio().appointments
    for number, (key, start, end, street, services, agent) in enumerate(BOOKED):
        words = " + ".join(SERVICES[one] for one in services.split())
        lines = "\n".join(filter(None, (f"{_clock(start)} {words}", agent)))
        color = list(blocks).index(key)
        block = Block(f"a{number}/{key}", at(start), at(end), street, lines, color)
        blocks[key].append(block)
        pieces[block.id] = piece_of(items[f"a{number}"], key)
    blocks["leo"].insert(
        1, Block("busy/leo/0", at("10:30"), at("12"), "Dentist", "Google · busy", kind=BlockKind.BUSY)
    )
    lanes = tuple(
        Lane(
            id=key,
            face=Face(key, name, number),
            note=NOTES[key],
            blocks=tuple(blocks[key]),
            drives=tuple(Drive(at(a), at(b), minutes) for who, a, b, minutes in DRIVES if who == key),
            off=(Span(at("0"), at("12"), "Time off"),) if key == "ana" else (),
        )
        for number, (key, name) in enumerate((name.split()[0].lower(), name) for name in NAMES)
    )
    return Board((THURSDAY,), ZONE, lanes, tuple(cards), pieces, driving=218, today=THURSDAY)


def many(count: int, blocks_each: int = 10) -> tuple[Board, Studio]:
    """A board of so many lanes, and its studio."""
    people: list[Photographer] = []
    appointments: list[Appointment] = []
    for number in range(count):
        key = f"p{number}"
        people.append(
            Photographer(
                key,
                f"Person {number}",
                f"{key}@example.com",
                skills=frozenset(EVERYTHING if number % 4 else ()),
                home=Place(42.2 + number / 200, -71),
            )
        )
        for place in range(blocks_each):
            start = at("7") + timedelta(minutes=place * 70 + number % 5 * 5)
            appointments.append(
                Appointment(
                    f"{key}-{place}",
                    (key,),
                    TimeSpan(start, start + timedelta(minutes=35)),
                    services=("photos",),
                    address=f"{number * 10 + place} Harbor Road",
                    place=Place(42.2 + place / 150, -71 - number / 500),
                )
            )
    services = [Service(key, name, 60) for key, name in SERVICES.items()]
    made = Studio.of(
        Settings("Studio", ZONE, skills_enabled=True, buffer_before_min=10, buffer_after_min=10),
        services=services,
        photographers=people,
        appointments=appointments,
    )
    lanes, pieces = [], {}
    for number, person in enumerate(people):
        mine = made.diaries[person.id].appointments
        blocks = tuple(
            Block(
                f"{one.id}/{person.id}",
                one.span.start,
                one.span.end,
                one.address,
                f"{_clock(f'{one.span.start.astimezone(ZONE):%H:%M}')} Photos",
                number,
            )
            for one in mine
        )
        pieces.update({f"{one.id}/{person.id}": piece_of(one, person.id) for one in mine})
        lanes.append(
            Lane(person.id, Face(person.id, person.name, number), "5 h 50 booked · 96 min drive", blocks)
        )
    return Board((THURSDAY,), ZONE, tuple(lanes), CARDS, pieces, driving=4800, today=THURSDAY), made


def week_board() -> Board:
    """Seven days side by side."""
    base = board()
    days = tuple(THURSDAY + timedelta(days=number - 3) for number in range(7))
    lanes = []
    for number, lane in enumerate(base.lanes):
        blocks = [
            replace(
                block,
                id=f"{day}-{block.id}",
                start=block.start + timedelta(days=day),
                end=block.end + timedelta(days=day),
            )
            for day in range(-3, 3)
            for place, block in enumerate(lane.blocks)
            if (day + place + number) % 3
        ]
        lanes.append(replace(lane, blocks=tuple(blocks), drives=()))
    return replace(base, days=days, lanes=tuple(lanes))


def answered(
    shown: Board, known: Studio, pieces: tuple[Piece, ...], edge: Edge = Edge.BODY, now: datetime = NOW
) -> HandAnswer:
    """What the lanes answer to pieces in the hand."""
    held = tuple(
        held_of(known, known.appointments[piece.key], piece.lane, shown.days, now) for piece in pieces
    )
    return answer(HandQuestion(known, pieces, held, edge, shown))


def _clock(text: str) -> str:
    hour, _, minute = text.partition(":")
    return f"{(int(hour) + 11) % 12 + 1}:{minute or '00'}"


def main(folder: Path) -> None:
    """Draw the picture's board, one of fifty lanes and a week, in both themes, held and not."""
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication

    from studio_app.desk import theme
    from studio_app.desk.board.page import BoardPage

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    for shown in (theme.Theme.light(), theme.Theme.dark()):
        theme.apply(app, shown)
        for name, (data, known) in {
            "board": (board(), studio()),
            "fifty": many(50),
            "week": (week_board(), None),
        }.items():
            page = BoardPage(data)
            page.resize(1368, 844)
            page.set_board(data)
            page.show_people(tuple(lane.face for lane in data.lanes), page.people.arrangement)
            page.set_now(at("9:10"))
            page.show()
            app.processEvents()
            page.grab().save(str(folder / f"{name}-{shown.mode.value}-{scale}.png"))
            if known is not None:
                block = next(
                    block
                    for lane in data.lanes
                    for block in lane.blocks
                    if block.title in ("12 Mill Pond", "33 Harbor Road")
                )
                area = page.canvas.block_rect(block.id)
                assert area is not None
                page.canvas.press(data.pieces[block.id], area.center())
                for lane, clock, kind in (("jun", "11", "held"), ("tom", "11", "red"), ("p6", "11", "held")):
                    to = page.canvas.point_of(lane, at(clock))
                    if to is None:
                        continue
                    page.canvas.drag(QPointF(to), fine=False)
                    page.set_answer(answered(data, known, page.holding.state.pieces))
                    app.processEvents()
                    page.grab().save(str(folder / f"{name}-{kind}-{shown.mode.value}-{scale}.png"))
                page.canvas.release()
                app.processEvents()
                page.grab().save(str(folder / f"{name}-asked-{shown.mode.value}-{scale}.png"))
                page.holding.cancel()
            page.close()
            page.deleteLater()
            app.processEvents()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "shots"))
