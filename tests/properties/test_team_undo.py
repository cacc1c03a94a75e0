"""Any sequence of days off, closed dates and skills, taken back in turn, leaves the same studio file, byte for byte."""

import json
from collections.abc import Callable
from contextlib import closing

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app import exchange
from studio_app.actions.done import Done, Undo
from studio_app.actions.edit_days_off import EditClosedDates, EditDaysOff, edit_closed_dates, edit_days_off
from studio_app.actions.edit_skills import CountSkills, EditSkills, count_skills, edit_skills
from studio_app.actions.kept_values import from_text, to_text
from studio_app.domain.days_off import DayKind, DaysWish
from studio_app.domain.setup import Setup
from studio_app.errors import BadInput
from studio_app.storage.database import SqlStore, open_store
from tests.contracts.storage.samples import NOW, a_studio
from tests.properties.test_days_off import wishes
from tests.support.looks import one_in

EXAMPLES = one_in(60)
PEOPLE, SERVICES = ("ana", "ben", "cyd"), ("photos", "dusk", "drone")

cells = st.frozensets(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(SERVICES)), max_size=6)
Edit = Callable[[SqlStore, Setup], Done]


def days(who: set[str], wanted: list[DaysWish]) -> Edit:
    def edit(store: SqlStore, seen: Setup) -> Done:
        people = tuple(person for person in seen.photographers if person.id in who)
        return edit_days_off(store, NOW, "Kim", EditDaysOff(seen.settings, people, tuple(wanted)))

    return edit


def closed(wanted: list[DaysWish]) -> Edit:
    def edit(store: SqlStore, seen: Setup) -> Done:
        open_or_shut = tuple(wish for wish in wanted if wish.kind is not DayKind.HOURS)
        return edit_closed_dates(store, NOW, "Kim", EditClosedDates(seen.settings, open_or_shut))

    return edit


def skills(given_: frozenset[tuple[str, str]], taken: frozenset[tuple[str, str]]) -> Edit:
    def edit(store: SqlStore, seen: Setup) -> Done:
        command = EditSkills(seen.photographers, seen.services, given_ - taken, taken)
        return edit_skills(store, NOW, "Kim", command)

    return edit


def counting(counts: bool) -> Edit:
    return lambda store, seen: count_skills(store, NOW, "Kim", CountSkills(seen.settings, counts))


some_wishes = st.lists(wishes(), min_size=1, max_size=3)
edits = st.one_of(
    st.builds(days, st.sets(st.sampled_from(PEOPLE), min_size=1), some_wishes),
    st.builds(closed, some_wishes),
    st.builds(skills, cells, cells),
    st.builds(counting, st.booleans()),
)


def stored(store: SqlStore) -> tuple[bytes, Setup]:
    with store.reading() as reading:
        studio = reading.whole_studio()
    return json.dumps(exchange.write_studio(studio)).encode(), studio.setup


def test_undone_in_turn_they_leave_the_same_file() -> None:
    with closing(open_store("sqlite://", now=lambda: NOW)) as store:
        with store.writing() as writing:
            writing.replace_studio(a_studio())
        before = stored(store)

        @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None)
        @given(st.lists(edits, min_size=1, max_size=6))
        def change_and_undo(chosen: list[Edit]) -> None:
            undos: list[Undo] = []
            for edit in chosen:
                try:
                    done = edit(store, stored(store)[1])
                except BadInput:
                    continue
                if done.undo:
                    undos.append(from_text(to_text(done.undo), type(done.undo)))
            after = stored(store)
            redos = [undo.run(store, NOW, "Kim").undo for undo in reversed(undos)]
            assert stored(store) == before
            again = [redo.run(store, NOW, "Kim").undo for redo in reversed(redos) if redo]
            assert stored(store) == after
            for undo in reversed(again):
                assert undo
                undo.run(store, NOW, "Kim")
            assert stored(store) == before

        change_and_undo()
