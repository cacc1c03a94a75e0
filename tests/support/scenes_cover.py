"""What the pictures of "somebody is ill" show."""

from __future__ import annotations

from studio_app.desk.cover.away import Away, When
from studio_app.domain.wall_time import local_date
from studio_app.engine.cover_choices import Choice
from studio_app.engine.replanning import How
from tests.support.whole_desk import WholeDesk


def days(desk: WholeDesk, person: str = "", count: int = 3) -> None:
    """Somebody with much to do is away for some days."""
    covering, form = desk.daily.covering, desk.daily.covering.page.form
    covering.open(person or _busiest(desk))
    desk.settle()
    today = desk.desk.today
    form.show_away(Away(When.DAYS, today, today.replace(day=today.day + count)), today)
    form.asked.emit()
    desk.settle()


def one_day(desk: WholeDesk) -> None:
    """Somebody is ill for the rest of today."""
    desk.daily.covering.open(_busiest(desk))
    desk.settle()


def against(desk: WholeDesk) -> None:
    """Somebody goes against the rules, for which a reason is asked."""
    days(desk)
    page = desk.daily.covering.page
    assert page.state is not None
    for row in page.state.rows:
        wrong = [option.choice for option in row.options if option.choice.failures]
        if wrong:
            page.chosen.emit(row.id, wrong[0])
            desk.settle()
            return


def waits(desk: WholeDesk) -> None:
    """One is postponed, one left open."""
    days(desk)
    page = desk.daily.covering.page
    assert page.state is not None
    rows = page.state.rows
    postponed: list[Choice] = [o.choice for o in rows[0].options if o.choice.how is How.POSTPONED]
    page.chosen.emit(rows[0].id, postponed[0])
    page.ticked.emit(rows[-1].id, False)
    desk.settle()


def nothing(desk: WholeDesk) -> None:
    """Somebody who has nothing to do then."""
    snapshot = desk.desk.snapshot
    assert snapshot is not None
    counts = _counts(desk)
    free = next(person.id for person in snapshot.studio.photographers if not counts.get(person.id))
    desk.daily.covering.open(free)
    desk.settle()


def nobody(desk: WholeDesk) -> None:
    """Who?"""
    desk.daily.covering.open()
    desk.settle()


def _counts(desk: WholeDesk) -> dict[str, int]:
    """How many appointments everybody still has today."""
    snapshot = desk.desk.snapshot
    assert snapshot is not None
    zone, now = snapshot.studio.settings.timezone, desk.desk.now
    counts: dict[str, int] = {}
    for item in snapshot.studio.appointments.values():
        if (
            item.blocks_at(now)
            and item.span.start > now
            and local_date(zone, item.span.start) == desk.desk.today
        ):
            for key in item.crew:
                counts[key] = counts.get(key, 0) + 1
    return counts


def _busiest(desk: WholeDesk) -> str:
    counts = _counts(desk)
    return max(counts, key=lambda key: (counts[key], key))


def many(desk: WholeDesk) -> None:
    """Somebody is away for two weeks."""
    days(desk)
    covering, form = desk.daily.covering, desk.daily.covering.page.form
    covering.open(_busiest(desk))
    today = desk.desk.today
    form.show_away(Away(When.DAYS, today, today.replace(month=today.month + 1, day=7)), today)
    form.asked.emit()
    desk.settle()


def hours(desk: WholeDesk) -> None:
    """Some hours of today, which are typed wrongly."""
    one_day(desk)
    form = desk.daily.covering.page.form
    form.show_away(Away(When.HOURS, desk.desk.today, desk.desk.today, 15 * 60, 14 * 60), desk.desk.today)
    form.asked.emit()
    desk.settle()
