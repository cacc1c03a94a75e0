"""What the board shows of a studio, where it stands, and what everybody answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from studio_app.actions.read_desk import Snapshot
from studio_app.desk.board.answering import HandQuestion, answer, held_of
from studio_app.desk.board.arranging import Arrangement
from studio_app.desk.board.content import board_of
from studio_app.desk.board.geometry import LEAST_LANE, MOST_LANE, Geometry, Window, window_of
from studio_app.desk.board.ground import minute_of, moment_of
from studio_app.desk.board.hand import Edge, Piece, Place
from studio_app.desk.board.layout import lay_out
from studio_app.desk.board.model import Board, Lane
from studio_app.desk.board.walking import Arrow, walk
from studio_app.desk.board.words import ghost_words, say_lane, say_lane_block, say_picked
from studio_app.desk.week.geometry import axis_of
from studio_app.desk.week.model import BlockKind
from studio_app.domain.agent import Agent
from studio_app.domain.appointment import Appointment, State
from studio_app.domain.order import Order, Property
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.photographer import Photographer
from studio_app.domain.place import Place as Spot
from studio_app.domain.service import Service
from studio_app.domain.settings import Settings, Travel, TravelMode
from studio_app.domain.studio import Studio
from studio_app.domain.timespan import Span
from studio_app.domain.wall_time import Weekday
from studio_app.domain.working_hours import WeekHours
from studio_app.engine.answers import Code, Failure
from studio_app.engine.placing import Verdict

ZONE = ZoneInfo("America/New_York")
DAY = date(2026, 6, 16)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HOURS = WeekHours.of(dict.fromkeys((Weekday.MON, Weekday.TUE, Weekday.WED), ((540, 1020),)))
SETTINGS = Settings("Studio", ZONE, travel=Travel(TravelMode.ESTIMATE, 60, 1.0, 0))


def at(clock: str, day: int = 16) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, 6, day, int(hour), int(minute), tzinfo=ZONE).astimezone(UTC)


def north(minutes: float) -> Spot:
    return Spot(42.0 + (minutes - 0.001) / 111.1951, -71.0)


def person(key: str, **keys: object) -> Photographer:
    one = Photographer(key, f"{key.capitalize()} Reyes", f"{key}@example.com", hours=HOURS, home=north(0))
    return replace(one, **keys)  # type: ignore[arg-type]


def shoot(
    key: str, crew: str, start: str, end: str, place: Spot | None = None, **keys: object
) -> Appointment:
    one = Appointment(
        key,
        tuple(crew.split()),
        Span(at(start), at(end)),
        services=("photos",),
        place=place,
        address=f"{key} Rd, Boston",
        order="o",
    )
    return replace(one, **keys)  # type: ignore[arg-type]


def snapshot(
    people: Iterable[Photographer],
    appointments: Iterable[Appointment] = (),
    events: Iterable[OutsideEvent] = (),
) -> Snapshot:
    known = Studio.of(
        SETTINGS,
        services=[Service("photos", "Photos", 60)],
        photographers=people,
        appointments=appointments,
        events=events,
    )
    order = Order("o", "dana", Property("a Rd"), ("photos",), (), NOW)
    return Snapshot(
        studio=known,
        read_at=NOW,
        agents=(Agent("dana", "Dana Whitfield", "dana@example.com"),),
        orders={"o": order},
    )


def shown(
    found: Snapshot, first: date = DAY, last: date = DAY, arrangement: Arrangement = Arrangement()
) -> Board:  # noqa: B008  # frozen
    return board_of(found, first, last, NOW, arrangement)


def lane(board: Board, key: str) -> Lane:
    found = board.lane(key)
    assert found is not None
    return found


# ---------------------------------------------------------------- what is shown


def test_a_lane_adds_up_its_day_with_the_drives_between() -> None:
    found = snapshot(
        [person("ana")],
        [shoot("a", "ana", "9:30", "11:00", north(10)), shoot("b", "ana", "12:00", "13:00", north(32))],
    )
    ana = lane(shown(found), "ana")
    assert ana.note == "2 h 30 booked · 1 h 04 drive"
    assert [(drive.start, drive.end, drive.minutes, drive.is_short) for drive in ana.drives] == [
        (at("11:00"), at("12:00"), 22, False)
    ]
    assert [block.subtitle for block in ana.blocks] == [
        "9:30 Photos\nDana Whitfield",
        "12:00 pm Photos\nDana Whitfield",
    ]
    assert shown(found).driving == 64


def test_a_drive_that_is_too_long_is_marked() -> None:
    found = snapshot(
        [person("ana")],
        [shoot("a", "ana", "9:30", "11:00", north(0)), shoot("b", "ana", "11:15", "13:00", north(32))],
    )
    assert lane(shown(found), "ana").drives[0].is_short


@pytest.mark.parametrize(
    "keys, note",
    [
        ({}, "available"),
        ({"time_off": (Span(at("0:00"), at("12:00")),)}, "off until 12:00 pm"),
        ({"time_off": (Span(at("14:00"), at("23:59") + timedelta(minutes=1)),)}, "off from 2:00 pm"),
        ({"time_off": (Span(at("0:00"), at("0:00", 18)),)}, "off"),
        ({"accepting": False}, "takes no bookings"),
        ({"calendar_known": False}, "calendar not read"),
    ],
)
def test_a_lane_without_shoots_says_why(keys: dict[str, object], note: str) -> None:
    assert lane(shown(snapshot([person("ana", **keys)])), "ana").note == note


def test_off_time_is_hatched_with_words_and_other_hours_are_shaded() -> None:
    found = snapshot([person("ana", time_off=(Span(at("13:00"), at("14:00")),))])
    ana = lane(shown(found), "ana")
    assert [(span.start, span.end, span.text) for span in ana.off] == [(at("13:00"), at("14:00"), "Time off")]
    assert [(span.start, span.end) for span in ana.rest] == [
        (at("0:00"), at("9:00")),
        (at("17:00"), at("0:00", 17)),
    ]
    free = shown(snapshot([person("ana")]), date(2026, 6, 18), date(2026, 6, 18))
    assert [span.text for span in lane(free, "ana").off] == ["Day off"]
    closed = snapshot([person("ana")])
    closed = replace(
        closed, studio=replace(closed.studio, settings=replace(SETTINGS, closed_dates=frozenset({DAY})))
    )
    assert [span.text for span in lane(shown(closed), "ana").off] == ["Closed"]


def test_what_is_outside_is_muted_and_its_place_counts_for_driving() -> None:
    dentist = OutsideEvent(
        "ana", Span(at("10:00"), at("11:00")), "Dentist", place=north(5), calendar="Google"
    )
    free = OutsideEvent("ana", Span(at("12:00"), at("12:00")), "Nothing")
    found = snapshot([person("ana")], [shoot("a", "ana", "13:00", "14:00", north(9))], [dentist, free])
    ana = lane(shown(found), "ana")
    assert [(block.title, block.subtitle, block.kind) for block in ana.blocks][:1] == [
        ("Dentist", "Google · busy", BlockKind.BUSY)
    ]
    assert [drive.minutes for drive in ana.drives] == [4]
    assert set(shown(found).pieces) == {"a/ana"}


def test_two_of_a_crew_have_a_block_each_and_one_version() -> None:
    found = snapshot(
        [person("ana"), person("ben")],
        [
            shoot("a", "ana ben", "9:30", "11:00", version=4),
            shoot("b", "ben", "12:00", "13:00", state=State.CANCELLED),
        ],
    )
    board = shown(found)
    assert board.pieces == {
        "a/ana": Piece("a", "ana", minute_of(at("9:30")), 90, version=4),
        "a/ben": Piece("a", "ben", minute_of(at("9:30")), 90, version=4),
    }
    assert board.known == {"a": 4}
    assert "with Ben" in lane(board, "ana").blocks[0].subtitle


def test_lanes_stand_in_the_chosen_order_and_some_are_hidden() -> None:
    found = snapshot([person("ana"), person("ben"), person("cy")])
    board = shown(found, arrangement=Arrangement(("cy", "gone", "ana"), frozenset({"ben"})))
    assert board.lane_ids == ("cy", "ana")
    assert board.hidden == 1


def test_an_arrangement_moves_past_those_who_are_hidden() -> None:
    everybody = ("a", "b", "c", "d")
    chosen = Arrangement(hidden=frozenset({"b"}))
    down = chosen.moved("a", 1, everybody)
    assert down.ordered(everybody) == ("b", "c", "a", "d")
    assert down.moved("a", -1, everybody).shown(everybody) == ("a", "c", "d")
    assert chosen.moved("a", -1, everybody) is chosen
    assert chosen.moved("b", 1, everybody) is chosen
    assert chosen.with_hidden("b", hidden=False) == Arrangement()
    assert chosen.with_all_shown() == Arrangement()


# ---------------------------------------------------------------- where it stands


def geometry(
    days: int = 1, lanes: int = 7, size: tuple[int, int] = (1168, 672), first: date = DAY
) -> Geometry:
    axis = axis_of(ZONE, tuple(first + timedelta(days=number) for number in range(days)))
    window = Window(0, axis.length) if days == 1 else Window(7 * 60, 19 * 60)
    return Geometry(axis, window, *size, lanes=lanes)


@pytest.mark.parametrize("lanes, height", [(1, MOST_LANE), (7, 96), (10, 67), (18, 37), (50, LEAST_LANE)])
def test_lanes_are_as_high_as_they_can_be(lanes: int, height: int) -> None:
    found = geometry(lanes=lanes)
    assert found.lane_height == height
    assert found.max_scroll_y == max(0, lanes * height - 672)


def test_a_day_fills_the_width_and_opens_in_the_morning() -> None:
    found = geometry().opened_early()
    assert found.x(0, 7 * 60) == pytest.approx(0)
    assert found.x(0, 19 * 60) == pytest.approx(1168)
    week = geometry(7)
    assert week.content_width == pytest.approx(1168)
    assert week.max_scroll_x == 0


@pytest.mark.parametrize("first", [DAY, date(2026, 3, 8), date(2026, 11, 1)])
@pytest.mark.parametrize("days", [1, 7])
def test_every_minute_has_a_place_of_its_own(days: int, first: date) -> None:
    found = geometry(days, first=first)
    for index, column in enumerate(found.axis.columns):
        for elapsed in range(8 * 60, 18 * 60, 47):
            moment = column.start + timedelta(minutes=elapsed)
            axis = column.axis(moment)
            if found.window.first <= axis < found.window.last:
                minute = found.minute_at(found.x(index, axis) + found.hour_width / 120)
                assert abs(minute - minute_of(moment)) <= 1


def test_beside_the_lanes_there_is_no_spot() -> None:
    found, lanes = geometry(lanes=2), ("ana", "ben")
    assert found.spot_at(400, 10, lanes) is not None
    assert found.spot_at(400, 500, lanes) is None
    assert found.spot_at(400, -5, lanes) is None
    left = found.opened_early().spot_at(-50, 10, lanes)
    assert left is not None
    assert moment_of(left.minute) < at("7:00")


def test_the_hand_pulls_at_the_edges_where_there_is_more() -> None:
    found = geometry(lanes=50).opened_early()
    assert found.pull(600, 300) == (0, 0)
    assert found.pull(1160, 668) == (1, 1)
    assert found.pull(3, 2) == (-1, 0), "nothing is above"
    assert found.scrolled(1e6, 1e6).pull(1160, 668) == (0, 0)


def test_zoom_keeps_what_is_under_the_mouse() -> None:
    found = geometry().opened_early()
    minute = found.minute_at(300)
    assert abs(found.zoomed(2.0, 300).minute_at(300) - minute) <= 1
    assert found.zoomed(0.1, 300).zoom == 1.0


def test_a_week_shows_the_usual_hours_and_whatever_is_beside_them() -> None:
    axis = axis_of(ZONE, (DAY, DAY + timedelta(days=1)))
    assert window_of(axis, []) == Window(420, 1140)
    assert window_of(axis, [(at("5:30"), at("6:00")), (at("19:00"), at("20:10"))]) == Window(300, 1260)
    one = axis_of(ZONE, (DAY,))
    assert window_of(one, [(at("5:30"), at("6:00"))]) == Window(0, 1440)


def test_blocks_that_overlap_share_the_height() -> None:
    found = snapshot(
        [person("ana")],
        [shoot("a", "ana", "9:30", "11:00", north(0))],
        [OutsideEvent("ana", Span(at("10:00"), at("12:00")), "Dentist")],
    )
    (content,) = lay_out(shown(found)).lanes
    places = {placed.block.title: placed.place for placed in content.days[0].blocks}
    assert (places["a Rd"].left, places["a Rd"].right) == (0, 0.5)
    assert (places["Dentist"].left, places["Dentist"].right) == (0.5, 1)
    assert content == lay_out(shown(found)).lanes[0], "equal content is equal pixels"


def test_a_connector_says_its_minutes_where_it_is_clear() -> None:
    found = snapshot(
        [person("ana")],
        [shoot("a", "ana", "9:30", "10:00", north(0)), shoot("b", "ana", "13:00", "14:00", north(8))],
        [OutsideEvent("ana", Span(at("11:00"), at("12:00")), "Call")],
    )
    (content,) = lay_out(shown(found)).lanes
    (drive,) = content.days[0].drives
    assert (drive.start, drive.clear, drive.end) == (600, 660, 780)


def test_arrows_go_from_block_to_block() -> None:
    board = shown(
        snapshot(
            [person("ana"), person("ben"), person("cy")],
            [
                shoot("a", "ana", "9:30", "10:00"),
                shoot("b", "ana", "13:00", "14:00"),
                shoot("c", "cy", "10:00", "11:00"),
                shoot("d", "cy", "12:30", "13:30"),
            ],
        )
    )

    def go(here: str, arrow: Arrow) -> str:
        found = walk(board, here, arrow)
        return found.id if found else ""

    assert go("", Arrow.DOWN) == "a/ana"
    assert go("a/ana", Arrow.RIGHT) == "b/ana"
    assert go("b/ana", Arrow.RIGHT) == ""
    assert go("b/ana", Arrow.DOWN) == "d/cy", "past the lane without blocks, to the nearest in time"
    assert go("c/cy", Arrow.UP) == "a/ana"
    assert go("a/ana", Arrow.UP) == ""
    assert (go("b/ana", Arrow.FIRST), go("a/ana", Arrow.LAST)) == ("a/ana", "b/ana")


# ---------------------------------------------------------------- what everybody answers


def asked(found: Snapshot, key: str, lane_id: str, edge: Edge = Edge.BODY) -> HandQuestion:
    item = found.studio.appointments[key]
    board = shown(found)
    piece = board.pieces[f"{key}/{lane_id}"]
    return HandQuestion(
        found.studio, (piece,), (held_of(found.studio, item, lane_id, board.days, NOW),), edge, board
    )


def stretches(question: HandQuestion, key: str) -> list[tuple[str, str, bool, str]]:
    def clock(minute: int) -> str:
        return f"{moment_of(minute).astimezone(ZONE):%-H:%M}"

    return [
        (clock(one.start), clock(one.end), one.works, one.text)
        for one in answer(question).lanes[key].stretches
    ]


def test_green_where_it_could_lie_and_red_with_the_reason() -> None:
    found = snapshot(
        [person("ana"), person("ben", home=north(12)), person("cy", accepting=False)],
        [
            shoot("a", "ana", "10:00", "11:00", north(6)),
            shoot("b", "ben", "12:00", "13:00", north(12)),
            shoot("c", "ben", "14:30", "15:00", north(12)),
        ],
    )
    question = asked(found, "a", "ana")
    assert stretches(question, "ana") == [("9:06", "16:54", True, "can take it")]
    assert stretches(question, "ben") == [
        ("9:06", "11:54", True, "can take it"),
        ("13:06", "14:24", True, "can take it"),
        ("15:06", "16:54", True, "can take it"),
    ]
    assert stretches(question, "cy") == [("9:00", "17:00", False, "Takes no bookings at the moment")]
    said = answer(question).lanes
    assert said["ana"].words == "can take it, 9:06 – 4:54 pm"
    assert said["cy"].words == "Takes no bookings at the moment"
    assert said["cy"].never


def test_a_gap_that_is_too_short_has_no_words() -> None:
    found = snapshot(
        [person("ana"), person("ben")],
        [
            shoot("a", "ana", "9:30", "12:30"),
            shoot("b", "ben", "9:00", "11:00"),
            shoot("c", "ben", "12:00", "16:40"),
        ],
    )
    assert stretches(asked(found, "a", "ana"), "ben") == [("11:00", "12:00", False, "")]


def test_an_edge_shows_how_far_it_goes() -> None:
    found = snapshot([person("ana")], [shoot("a", "ana", "10:00", "11:00")])
    assert stretches(asked(found, "a", "ana", Edge.END), "ana") == [("10:00", "16:30", True, "until 4:30 pm")]
    assert stretches(asked(found, "a", "ana", Edge.START), "ana") == [("9:30", "11:00", True, "from 9:30 on")]


def test_a_grid_without_lanes_hears_where_everybody_could_take_it() -> None:
    found = snapshot(
        [person("ana"), person("ben", home=north(9))], [shoot("a", "ana", "10:00", "11:00", north(6))]
    )
    question = replace(asked(found, "a", "ana"), board=None)
    assert stretches(question, "ben") == [("9:03", "16:57", True, "can take it · −6 min drive")]


# ---------------------------------------------------------------- in words


def words(
    place: Place, verdict: Verdict | None, start: str = "13:00", edge: Edge = Edge.BODY
) -> tuple[str, ...]:
    piece = Piece("a", "leo", minute_of(at(start)), 180)
    names = {"leo": "Leo", "jun": "Jun", "ana": "Ana"}
    board = Board((DAY,), ZONE)
    return ghost_words("12 Mill Pond", board.as_week, names, (piece,), place, verdict, edge).lines


def test_the_ghost_names_time_hand_over_old_time_and_driving() -> None:
    nine = Place("jun", minute_of(at("9:30")), 180)
    assert words(nine, Verdict(("jun",), {}, -12)) == (
        "Leo → Jun · 9:30 – 12:30 pm",
        "was 1:00 pm · −12 min driving",
    )
    assert words(nine, Verdict(("ana", "jun"), {}, 0))[0] == "Leo → Jun + Ana · 9:30 – 12:30 pm"
    assert words(replace(nine, lane="leo"), None) == ("9:30 – 12:30 pm", "was 1:00 pm")
    red = Verdict(("jun",), {"jun": (Failure(Code.LACKS_SKILL, "Not trained in Video"),)}, 9)
    assert words(nine, red)[1:] == ("Not trained in Video", "was 1:00 pm · +9 min driving")
    other_day = Place("leo", minute_of(at("9:30", 17)), 180)
    assert words(other_day, None)[1] == "was Tue 1:00 pm"
    longer = Place("leo", minute_of(at("13:00")), 240)
    assert words(longer, None, edge=Edge.END) == ("1:00 – 5:00 pm", "was 1:00 – 4:00 pm")


def test_lanes_and_blocks_have_names_and_states() -> None:
    found = snapshot(
        [person("ana")], [shoot("a", "ana", "9:30", "11:00", state=State.HOLD, hold_until=at("9:00"))]
    )
    board = shown(found)
    ana = lane(board, "ana")
    assert say_lane(ana, "can take it") == "Ana Reyes, 1 h 30 booked, can take it"
    said = say_lane_block(ana.blocks[0], board, held=True, marked=True)
    assert said.startswith("a Rd · 9:30 Photos, Dana Whitfield, Tue 16 Jun, 9:30 – 11:00")
    assert said.endswith("on hold, held in the hand, marked")
    board = Board((DAY,), ZONE)
    ghost = ghost_words(
        "a Rd", board.as_week, {}, (Piece("a", "x", 0, 60),), Place("x", minute_of(at("9:30")), 60), None
    )
    assert say_picked("a Rd", ghost).startswith("a Rd picked up. 9:30 – 10:30")
