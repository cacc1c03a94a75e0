"""A plan in words, what is ticked of it, and its pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from studio_app.actions.offer_cover import CoverOffer, CoverOutlook, weigh_cover
from studio_app.actions.read_desk import Snapshot
from studio_app.desk.cover.content import CoverRow, reasons, rows_of, totals_of
from studio_app.desk.cover.picks import (
    Picks,
    chosen,
    differs,
    first_picks,
    moves_and_waits,
    with_all,
    with_choice,
    with_tick,
)
from studio_app.desk.cover.picture_content import (
    Change,
    before_and_after,
    change_in_driving,
    days_of,
    spoken,
)
from studio_app.desk.tone import Tone
from studio_app.engine.answers import Code, Failure
from studio_app.engine.cover_choices import choices_of
from studio_app.engine.replanning import How
from tests.support.scenarios import hours, person
from tests.unit.engine.test_replanning import FAR, HERE, NEAR, NOW, propose, read, visit

TUESDAY = date(2026, 6, 16)


def offer(*others: dict[str, Any], days: int = 1, **keys: Any) -> CoverOffer:
    people = others or (person("ben", home=NEAR), person("cem", home=FAR))
    keys.setdefault(
        "appointments",
        [
            visit("a", "10:00", "11:00", place=HERE),
            visit("b", "13:00", "14:00", place=NEAR),
            visit("c", "10:00", "11:00", day=17),
        ],
    )
    plan = propose(read(person("ana", home=HERE), *people, **keys), days=days)
    return CoverOffer(plan, choices_of(plan, NOW))


def outlook(found: CoverOffer, picks: Picks) -> CoverOutlook:
    return weigh_cover(found.plan, NOW, chosen(picks))


def shown(found: CoverOffer, picks: Picks) -> tuple[CoverRow, ...]:
    return rows_of(found, picks, outlook(found, picks))


def choose(found: CoverOffer, picks: Picks, key: str, how: How) -> Picks:
    return with_choice(picks, key, next(one for one in found.choices[key] if one.how is how))


# ---------------------------------------------------------------- words


def test_rows_say_who_goes_instead_and_what_it_costs() -> None:
    found = offer()
    first, second = shown(found, first_picks(found))
    assert (first.title, first.change) == ("10:00 a", "Ana → Ben, same time")
    assert first.driving.endswith("min driving")
    assert first.detail == "Photos · 1 h 00"
    assert second.title == "1:00 pm b"
    assert first.spoken.startswith("10:00 a, Ana to Ben, same time")
    assert first.options[0].chosen
    assert [option.group for option in first.options][-1] == "Without a time"


def test_dates_are_said_where_there_are_several_days() -> None:
    found = offer(days=2)
    assert shown(found, first_picks(found))[0].title == "Tue 16 Jun 10:00 a"


def test_other_times_waiting_and_staying_in_words() -> None:
    found = offer()
    picks = first_picks(found)
    assert shown(found, choose(found, picks, "a", How.SAME_DAY))[0].change.startswith("moved to ")
    other = shown(found, choose(found, picks, "a", How.OTHER_DAY))[0].change
    assert other.startswith("moved to Wed 17 Jun ")
    assert shown(found, choose(found, picks, "a", How.POSTPONED))[0].change.startswith("postponed")
    stays = shown(found, with_tick(picks, "a", ticked=False))[0]
    assert (stays.change, stays.driving, stays.ticked) == ("stays with Ana", "", False)


def test_the_partner_of_two_is_named() -> None:
    found = offer(
        person("ben", senior=True),
        person("cem", senior=True),
        appointments=[visit("a", "10:00", "11:00", "ana", "ben")],
    )
    assert shown(found, first_picks(found))[0].change == "Ana → Cem with Ben, same time"


def test_why_nobody_can_is_said_and_so_is_what_would_be_overruled() -> None:
    found = offer(
        person("ben", hours=hours("10:30-11:30")), appointments=[visit("a", "10:00", "11:00", place=HERE)]
    )
    picks = first_picks(found)
    picks = with_all(picks, ticked=False)
    (row,) = shown(found, picks)
    assert "Nobody at 10:00: Ben: Works 10:30–11:30 that day" in row.note
    wrong = next(one for one in found.choices["a"] if one.failures)
    (row,) = shown(found, with_choice(picks, "a", wrong))
    assert row.note.startswith("Against the rules: Ben: Works 10:30–11:30")
    assert row.tone is Tone.WARN
    totals = totals_of(with_choice(picks, "a", wrong), outlook(found, with_choice(picks, "a", wrong)))
    assert (totals.overrules, totals.stands) == (True, False)


def test_what_is_chosen_twice_for_one_person_can_not_be_done() -> None:
    found = offer(person("ben"), appointments=[visit("a", "10:00", "11:00"), visit("b", "13:00", "14:00")])
    picks = first_picks(found)
    clash = picks["a"].choice
    later = replace(clash, after=replace(clash.after, span=picks["b"].choice.after.span), how=How.SAME_DAY)
    both = with_choice(picks, "a", later)
    rows = shown(found, both)
    assert any(row.tone is Tone.BAD and row.note.startswith("Can’t be: Ben") for row in rows)
    assert totals_of(both, outlook(found, both)).stands


def test_totals_count_every_kind() -> None:
    found = offer()
    picks = first_picks(found)
    assert totals_of(picks, None).words == "2 appointments: 2 same time, 0 other time, 0 open"
    picks = choose(found, with_tick(picks, "b", ticked=False), "a", How.POSTPONED)
    assert totals_of(picks, None).words == ("2 appointments: 0 same time, 0 other time, 1 postponed, 1 open")
    said = [totals_of(picks, None, minutes).driving for minutes in (None, 0, 12, -70)]
    assert said == ["", "as much driving as before", "12 min more driving", "1 h 10 less driving"]


def test_many_reasons_are_cut_and_the_tip_has_all() -> None:
    failing = {key: (Failure(Code.BUSY, "busy"), Failure(Code.BUFFER, "short")) for key in "abcd"}
    assert reasons(failing, {"a": "Ana"}, 2) == "Ana: busy; b: busy and 2 more"
    assert reasons(failing, {"a": "Ana"}).splitlines()[0] == "Ana: busy; short"


# ---------------------------------------------------------------- picks


def test_what_a_person_chose_outlives_a_plan_that_is_made_again() -> None:
    found = offer()
    picks = choose(found, with_tick(first_picks(found), "b", ticked=False), "a", How.OTHER_DAY)
    again = first_picks(offer(), picks)
    assert again["a"].choice.is_like(picks["a"].choice)
    assert (again["a"].ticked, again["b"].ticked) == (True, False)
    without = offer(person("ben"), appointments=[visit("b", "13:00", "14:00")])
    assert list(first_picks(without, picks)) == ["b"]


def test_what_can_no_longer_be_chosen_gives_way_to_what_is_proposed() -> None:
    found = offer()
    cem = next(one for one in found.choices["a"] if one.after.crew == ("cem",))
    picks = with_choice(first_picks(found), "a", cem)
    again = first_picks(offer(person("ben", home=NEAR)), picks)
    assert again["a"].choice.after.crew == ("ben",)


def test_ticked_ones_become_moves_and_waits() -> None:
    found = offer()
    picks = choose(found, first_picks(found), "a", How.POSTPONED)
    moves, waits = moves_and_waits(picks)
    assert [move.appointment for move in moves] == ["b"]
    assert [(wait.appointment, wait.version) for wait in waits] == [("a", 1)]
    assert moves_and_waits(with_all(picks, ticked=False)) == ((), ())


def test_plans_differ_by_what_they_propose() -> None:
    assert not differs(offer(), offer())
    assert differs(offer(), offer(person("cem")))
    assert differs(offer(), offer(days=2))


# ---------------------------------------------------------------- pictures


def pictures(found: CoverOffer, picks: Picks, **keys: Any) -> Any:
    snapshot = Snapshot(found.plan.before, NOW)
    return before_and_after(snapshot, found, picks, outlook(found, picks), TUESDAY, NOW, **keys)


def test_pictures_show_who_has_a_change_and_mark_it_in_words() -> None:
    found = offer()
    before, after = pictures(found, first_picks(found))
    assert [lane.id for lane in before.board.lanes] == ["ana", "ben"]
    assert before.others == 1
    assert before.marks == {"a/ana": Change.LEAVES, "b/ana": Change.LEAVES}
    assert after.marks == {"a/ben": Change.COMES, "b/ben": Change.COMES}
    assert before.board.block("a/ana").subtitle == "→ Ben"
    assert after.board.block("a/ben").subtitle == "from Ana"
    assert "Ana: 10:00 a to Ben" in spoken(before)
    assert "Ana: nothing; off" in spoken(after)
    everybody, _ = pictures(found, first_picks(found), everybody=True)
    assert [lane.id for lane in everybody.board.lanes] == ["ana", "ben", "cem"]


def test_moved_postponed_and_open_blocks_say_so() -> None:
    found = offer()
    picks = with_tick(choose(found, first_picks(found), "a", How.POSTPONED), "b", ticked=False)
    before, after = pictures(found, picks)
    assert before.board.block("a/ana").subtitle == "waits"
    assert after.board.block("a/ana") is None
    assert after.marks == {"b/ana": Change.OPEN}
    assert after.board.block("b/ana").subtitle == "stays open"
    picks = choose(found, first_picks(found), "a", How.SAME_DAY)
    before, after = pictures(found, picks)
    new = picks["a"].choice.after
    assert before.board.block("a/ana").subtitle.startswith("→ ")
    moved = after.board.block(f"a/{new.crew[0]}")
    assert moved.subtitle == "was 10:00, Ana"


def test_days_are_those_of_before_and_after() -> None:
    found = offer()
    picks = choose(found, first_picks(found), "a", How.OTHER_DAY)
    assert days_of(found, first_picks(found)) == (TUESDAY,)
    assert days_of(found, picks) == (TUESDAY, date(2026, 6, 17))


def test_the_change_in_driving_is_that_of_all_tours() -> None:
    found = offer(person("cem", home=FAR))
    snapshot, picks = Snapshot(found.plan.before, NOW), first_picks(found)
    change = change_in_driving(snapshot, found, picks, outlook(found, picks), NOW)
    assert change is not None
    assert change > 0
    none = with_all(picks, ticked=False)
    assert change_in_driving(snapshot, found, none, outlook(found, none), NOW) == 0
