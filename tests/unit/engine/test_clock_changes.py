"""Both clock changes of 2026 in eight zones, half hours and midnights among them; expectations worked out by hand."""

import pytest

from tests.support.scenarios import Json, Judge, busy, every, hours, person, request, service, shoot, studio

BEFORE = "2026-01-05T08:00:00+00:00"

# zone, date, how many half-hour starts it has, and those around the change in order
NIGHTS = [
    ("America/New_York", "2026-03-08", 46, "01:00-05:00 01:30-05:00 03:00-04:00 03:30-04:00"),
    ("America/New_York", "2026-11-01", 50, "01:00-04:00 01:30-04:00 01:00-05:00 01:30-05:00 02:00-05:00"),
    ("Europe/London", "2026-03-29", 46, "00:00+00:00 00:30+00:00 02:00+01:00 02:30+01:00"),
    ("Europe/London", "2026-10-25", 50, "01:00+01:00 01:30+01:00 01:00+00:00 01:30+00:00 02:00+00:00"),
    ("Australia/Lord_Howe", "2026-04-05", 49, "01:00+11:00 01:30+11:00 01:30+10:30 02:00+10:30"),
    ("Australia/Lord_Howe", "2026-10-04", 47, "01:00+10:30 01:30+10:30 02:30+11:00 03:00+11:00"),
    ("America/St_Johns", "2026-03-08", 46, "01:00-03:30 01:30-03:30 03:00-02:30 03:30-02:30"),
    ("America/St_Johns", "2026-11-01", 50, "01:00-02:30 01:30-02:30 01:00-03:30 01:30-03:30 02:00-03:30"),
    ("Pacific/Auckland", "2026-04-05", 50, "02:00+13:00 02:30+13:00 02:00+12:00 02:30+12:00 03:00+12:00"),
    ("Pacific/Auckland", "2026-09-27", 46, "01:00+12:00 01:30+12:00 03:00+13:00 03:30+13:00"),
    ("Pacific/Chatham", "2026-04-05", 50, "03:00+13:45 03:30+13:45 03:00+12:45 03:30+12:45 04:00+12:45"),
    ("Pacific/Chatham", "2026-09-27", 46, "02:00+12:45 02:30+12:45 04:00+13:45 04:30+13:45"),
    ("Africa/Cairo", "2026-04-24", 46, "01:00+03:00 01:30+03:00"),
    ("Africa/Cairo", "2026-10-29", 50, "23:00+03:00 23:30+03:00 23:00+02:00 23:30+02:00"),
    ("America/Havana", "2026-03-08", 46, "01:00-04:00 01:30-04:00"),
    ("America/Havana", "2026-11-01", 50, "00:00-04:00 00:30-04:00 00:00-05:00 00:30-05:00 01:00-05:00"),
]


def clocks(judge: Judge, desk: Json, wanted: Json) -> list[str]:
    """The openings as `HH:MM+HH:MM`: studio-local wall time and offset."""
    return [one["start"][11:16] + one["start"][19:] for one in judge.openings(desk, wanted)]


def night_desk(zone: str, *photographers: Json, **keys: object) -> Json:
    settings: Json = {"timezone": zone, "slot_step_min": 30, "max_advance_days": 730, **keys}
    return studio(*photographers, **settings)


@pytest.mark.parametrize("zone, day, count, night", NIGHTS)
def test_the_grid_has_every_instant_of_the_date_once(
    judge: Judge, zone: str, day: str, count: int, night: str
) -> None:
    desk = night_desk(zone, person(hours=None), buffer_before_min=0, buffer_after_min=0)
    found = clocks(judge, desk, request("photos", on=day, now=BEFORE))
    assert len(found) == count
    assert f" {night} " in f" {' '.join(found)} "
    assert len(set(found)) == count


def test_a_zone_without_changes_has_the_same_day_always(judge: Judge) -> None:
    desk = night_desk("Asia/Kathmandu", person(hours=None), buffer_before_min=0, buffer_after_min=0)
    for day in ("2026-03-29", "2026-10-25"):
        expected = [f"{wall}+05:45" for wall in every(30, "00:00", "23:30")]
        assert clocks(judge, desk, request("photos", on=day, now=BEFORE)) == expected


# Working 01:00-06:00 each day, strict buffers of 30 minutes, two hours on site: all of it elapsed time.
SHORT_NIGHTS = [
    ("America/New_York", "2026-03-08", "01:30-05:00 03:00-04:00 03:30-04:00"),
    (
        "America/New_York",
        "2026-11-01",
        "01:30-04:00 01:00-05:00 01:30-05:00 02:00-05:00 02:30-05:00 03:00-05:00 03:30-05:00",
    ),
    ("Europe/London", "2026-03-29", "02:30+01:00 03:00+01:00 03:30+01:00"),
    (
        "Europe/London",
        "2026-10-25",
        "01:30+01:00 01:00+00:00 01:30+00:00 02:00+00:00 02:30+00:00 03:00+00:00 03:30+00:00",
    ),
    (
        "Australia/Lord_Howe",
        "2026-04-05",
        "01:30+11:00 01:30+10:30 02:00+10:30 02:30+10:30 03:00+10:30 03:30+10:30",
    ),
    ("Australia/Lord_Howe", "2026-10-04", "01:30+10:30 02:30+11:00 03:00+11:00 03:30+11:00"),
    ("America/St_Johns", "2026-03-08", "01:30-03:30 03:00-02:30 03:30-02:30"),
    (
        "America/St_Johns",
        "2026-11-01",
        "01:30-02:30 01:00-03:30 01:30-03:30 02:00-03:30 02:30-03:30 03:00-03:30 03:30-03:30",
    ),
    (
        "Pacific/Auckland",
        "2026-04-05",
        "01:30+13:00 02:00+13:00 02:30+13:00 02:00+12:00 02:30+12:00 03:00+12:00 03:30+12:00",
    ),
    ("Pacific/Auckland", "2026-09-27", "01:30+12:00 03:00+13:00 03:30+13:00"),
    (
        "Pacific/Chatham",
        "2026-04-05",
        "01:30+13:45 02:00+13:45 02:30+13:45 03:00+13:45 03:30+13:45 03:00+12:45 03:30+12:45",
    ),
    ("Pacific/Chatham", "2026-09-27", "01:30+12:45 02:00+12:45 02:30+12:45"),
]


@pytest.mark.parametrize("zone, day, starts", SHORT_NIGHTS)
def test_hours_buffers_and_length_are_elapsed_across_the_change(
    judge: Judge, zone: str, day: str, starts: str
) -> None:
    desk = night_desk(zone, person(hours=hours("01:00-06:00")))
    assert clocks(judge, desk, request("photos", "video", on=day, now=BEFORE)) == starts.split()


@pytest.mark.parametrize(
    "day, starts",
    [
        ("2026-04-23", "22:30+02:00"),
        ("2026-04-24", "22:30+03:00 23:00+03:00 23:30+03:00"),
        ("2026-10-28", "22:30+03:00 23:00+03:00 23:30+03:00"),
        ("2026-10-29", "22:30+03:00 23:00+03:00 23:30+03:00 23:00+02:00 23:30+02:00"),
    ],
)
def test_hours_join_over_a_midnight_that_is_skipped_or_repeated(judge: Judge, day: str, starts: str) -> None:
    desk = night_desk("Africa/Cairo", person(hours=hours("00:00-02:00", "22:00-24:00")))
    assert clocks(judge, desk, request("photos", "video", on=day, now=BEFORE)) == starts.split()


@pytest.mark.parametrize(
    "day, interval, starts",
    [
        # 02:30 is skipped and means 03:30, at the start and at the end of hours.
        ("2026-03-08", "02:30-06:00", "03:30-04:00 04:00-04:00 04:30-04:00 05:00-04:00"),
        ("2026-03-08", "00:30-02:30", "00:30-05:00 01:00-05:00 01:30-05:00"),
        # 02:15-02:45 is all skipped and means 03:15-03:45; 02:30-03:15 would end before it starts, and is nothing.
        ("2026-03-08", "02:30-03:15", ""),
        # 01:30 is repeated and means the first, at the start and at the end of hours.
        ("2026-11-01", "01:30-03:00", "01:30-04:00 01:00-05:00 01:30-05:00 02:00-05:00"),
        ("2026-11-01", "00:30-01:30", "00:30-04:00"),
    ],
)
def test_hours_that_start_or_end_at_a_skipped_or_repeated_time(
    judge: Judge, day: str, interval: str, starts: str
) -> None:
    desk = night_desk(
        "America/New_York", person(hours=hours(interval)), day_edge_buffers="relaxed", buffer_before_min=0
    )
    assert clocks(judge, desk, request("photos", on=day, now=BEFORE)) == starts.split()


def test_hours_that_are_all_skipped_move_past_the_change(judge: Judge) -> None:
    desk = night_desk(
        "America/New_York",
        person(hours=hours("02:15-02:45")),
        services=[service("photos", 15)],
        slot_step_min=15,
        day_edge_buffers="relaxed",
    )
    found = clocks(judge, desk, request("photos", on="2026-03-08", now=BEFORE))
    assert found == ["03:15-04:00", "03:30-04:00"]


@pytest.mark.parametrize(
    "day, starts",
    [
        ("2026-03-08", "00:30-05:00 03:00-04:00"),  # 02:30 doesn't exist and is not offered
        ("2026-11-01", "00:30-04:00 01:30-04:00 01:30-05:00 02:30-05:00 03:00-05:00"),  # 01:30 twice
    ],
)
def test_presets_at_skipped_and_repeated_times(judge: Judge, day: str, starts: str) -> None:
    walls = ["00:30", "02:30", "03:00"] if day == "2026-03-08" else ["00:30", "01:30", "02:30", "03:00"]
    ana = person(hours=None, presets={"sun": walls})
    found = clocks(judge, night_desk("America/New_York", ana), request("photos", on=day, now=BEFORE))
    assert found == starts.split()


def test_a_preset_is_judged_at_both_instants_of_a_repeated_time(judge: Judge) -> None:
    desk = night_desk("America/New_York", person(hours=None, presets={"sun": ["01:30"]}))
    wanted = request("photos", on="2026-11-01", now=BEFORE)
    assert judge.codes(desk, wanted, "2026-11-01T01:30:00-04:00") == []
    assert judge.codes(desk, wanted, "2026-11-01T01:30:00-05:00") == []
    assert judge.codes(desk, wanted, "2026-11-01T01:00:00-05:00") == ["NOT_A_PRESET"]


def test_a_skipped_wall_time_with_an_offset_is_its_instant(judge: Judge) -> None:
    desk = night_desk("America/New_York", person(hours=None))
    answer = judge.answer(desk, request("photos", on="2026-03-08", now=BEFORE), "2026-03-08T02:30:00-05:00")
    assert answer["start"] == "2026-03-08T03:30:00-04:00"


def test_gaps_are_elapsed_time(judge: Judge) -> None:
    desk = night_desk(
        "America/New_York",
        person(hours=None),
        busy=[busy("2026-03-08T00:00:00-05:00", "2026-03-08T01:30:00-05:00")],
    )
    wanted = request("photos", on="2026-03-08", now=BEFORE)
    # 01:30 to 03:00 by the wall clock are thirty minutes of that night.
    assert judge.codes(desk, wanted, "2026-03-08T03:00:00-04:00") == []
    assert judge.codes(desk, wanted, "2026-03-08T01:59:00-05:00") == ["BUFFER"]


def test_lead_time_is_elapsed_time(judge: Judge) -> None:
    desk = night_desk("America/New_York", person(hours=None), lead_time_hours=4)
    spring = request("photos", on="2026-03-08", now="2026-03-08T00:00:00-05:00")
    autumn = request("photos", on="2026-11-01", now="2026-11-01T00:00:00-04:00")
    assert clocks(judge, desk, spring)[0] == "05:00-04:00"
    assert clocks(judge, desk, autumn)[0] == "03:00-05:00"


@pytest.mark.parametrize(
    "zone, day, first, last",
    [
        ("America/New_York", "2026-11-01", "00:00-04:00", "23:30-05:00"),  # 25 hours
        ("Africa/Cairo", "2026-10-29", "00:00+03:00", "23:30+02:00"),
        ("Africa/Cairo", "2026-04-24", "01:00+03:00", "23:30+03:00"),
        ("America/Havana", "2026-11-01", "00:00-04:00", "23:30-05:00"),
    ],
)
def test_an_all_day_event_takes_all_of_its_date_and_no_more(
    judge: Judge, zone: str, day: str, first: str, last: str
) -> None:
    after = f"{day[:-2]}{int(day[-2:]) + 1:02}"
    before = f"{day[:-2]}{int(day[-2:]) - 1:02}" if day != "2026-11-01" else "2026-10-31"
    ana = person(hours=None)
    keys: Json = {"buffer_before_min": 0, "buffer_after_min": 0, "services": [service("photos", 30)]}
    desk = night_desk(zone, ana, busy=[busy(day, after, all_day=True)], **keys)
    wanted = request("photos", on=before, to=after, now=BEFORE)
    free = night_desk(zone, ana, **keys)
    gone = [one for one in every_start(judge, free, wanted) if one not in every_start(judge, desk, wanted)]
    assert gone[0] == f"{day}T{first[:5]}:00{first[5:]}"
    assert gone[-1] == f"{day}T{last[:5]}:00{last[5:]}"
    assert {one[:10] for one in gone} == {day}


def every_start(judge: Judge, desk: Json, wanted: Json) -> list[str]:
    return [one["start"] for one in judge.openings(desk, wanted)]


def test_a_day_of_twenty_five_hours_is_one_day_for_the_cap(judge: Judge) -> None:
    ana = person(hours=None, max_shoots_per_day=1)
    late = shoot("2026-11-01T01:30:00-05:00", "2026-11-01T02:30:00-05:00")
    desk = night_desk("America/New_York", ana, appointments=[late])
    wanted = request("photos", on="2026-10-31", to="2026-11-02", now=BEFORE)
    assert {one[:10] for one in every_start(judge, desk, wanted)} == {"2026-10-31", "2026-11-02"}
    assert judge.codes(desk, wanted, "2026-11-01T23:59:00-05:00") == ["DAY_CAP"]


def test_a_photographer_elsewhere_changes_clocks_on_their_own_night(judge: Judge) -> None:
    """London works 09:00-17:00; between the two changes New York is four hours behind, not five."""
    ben = person("ben", timezone="Europe/London", hours=hours("09:00-17:00"))
    desk = night_desk("America/New_York", ben, day_edge_buffers="relaxed")
    for day, first, last in (
        ("2026-03-07", "04:00-05:00", "11:00-05:00"),
        ("2026-03-09", "05:00-04:00", "12:00-04:00"),
        ("2026-03-30", "04:00-04:00", "11:00-04:00"),
    ):
        found = clocks(judge, desk, request("photos", on=day, now=BEFORE))
        assert (found[0], found[-1]) == (first, last)


def test_a_crew_over_two_zones_on_the_night_of_one_of_them(judge: Judge) -> None:
    """Lord Howe is put back by half an hour: 15:00-16:00 there is an hour of Kathmandu's day as well."""
    ana = person("ana", senior=True, timezone="Australia/Lord_Howe", hours=hours("15:00-16:00"))
    ben = person("ben", timezone="Asia/Kathmandu", hours=hours("00:00-24:00"))
    desk = night_desk("Asia/Kathmandu", ana, ben, two_photographers_hours=1, day_edge_buffers="relaxed")
    found = {
        day: clocks(judge, desk, request("photos", on=day, now=BEFORE))
        for day in ("2026-04-04", "2026-04-05", "2026-10-03", "2026-10-04")
    }
    assert found == {
        "2026-04-04": [],  # 09:45 in Kathmandu is off its grid of half hours
        "2026-04-05": [],  # 10:15
        "2026-10-03": [],
        "2026-10-04": [],
    }
    desk["studio"]["slot_step_min"] = 15
    found = {
        day: clocks(judge, desk, request("photos", on=day, now=BEFORE))
        for day in ("2026-04-04", "2026-04-05", "2026-10-03", "2026-10-04")
    }
    assert found == {
        "2026-04-04": ["09:45+05:45"],
        "2026-04-05": ["10:15+05:45"],
        "2026-10-03": ["10:15+05:45"],
        "2026-10-04": ["09:45+05:45"],
    }


def test_a_manual_twilight_window_is_wall_clock_on_both_sides_of_a_change(judge: Judge) -> None:
    desk = night_desk(
        "America/New_York",
        services=[service("dusk", 60, twilight=True)],
        twilight={"mode": "manual", "start": "01:00", "end": "03:30"},
    )
    desk["photographers"][0]["hours"] = None
    found = {
        day: clocks(judge, desk, request("dusk", on=day, now=BEFORE))
        for day in ("2026-03-07", "2026-03-08", "2026-11-01")
    }
    assert found == {
        "2026-03-07": ["01:00-05:00", "01:30-05:00", "02:00-05:00", "02:30-05:00"],
        "2026-03-08": ["01:00-05:00", "01:30-05:00"],
        "2026-11-01": [
            *("01:00-04:00", "01:30-04:00", "01:00-05:00", "01:30-05:00", "02:00-05:00", "02:30-05:00"),
        ],
    }


@pytest.mark.parametrize(
    "day, first, last",
    [
        ("2026-03-29", "18:30+01:00", "19:15+01:00"),  # sunset 19:28 BST in Greenwich
        ("2026-10-25", "16:00+00:00", "16:45+00:00"),  # sunset 16:46 GMT
    ],
)
def test_sunset_on_the_day_of_a_change(judge: Judge, day: str, first: str, last: str) -> None:
    desk = studio(
        person(hours=None),
        services=[service("dusk", 15, twilight=True)],
        timezone="Europe/London",
        max_advance_days=730,
        twilight={"mode": "sun", "before_min": 60, "after_min": 15},
    )
    wanted = request("dusk", on=day, now=BEFORE, place={"lat": 51.4779, "lon": 0.0})
    found = clocks(judge, desk, wanted)
    assert (found[0], found[-1]) == (first, last)
