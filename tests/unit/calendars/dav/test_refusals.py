"""A wrong password is not told to a server again and again: many shut the whole office out for that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio_app.calendars.dav.accounts import CalDavAccounts
from studio_app.calendars.dav.doors import Doors
from studio_app.calendars.dav.reader import LINES, CalDavReader
from studio_app.calendars.dav.refusals import FIRST, LONGEST, Refusals
from studio_app.domain.calendar_item import Errand
from studio_app.errors import SignInNeeded
from studio_app.patience import Patience
from tests.support.calendar_reading import SUMMER
from tests.support.radicale import LOGIN, PASSWORD, KeptSecrets, Radicale
from tests.unit.calendars.dav.conftest import source_at


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_each_time_after_a_longer_while() -> None:
    clock = Clock()
    refusals = Refusals(clock)

    def is_left_alone() -> bool:
        try:
            refusals.check("a", "wrong")
        except SignInNeeded as error:
            return (error.account, error.sentence) == ("a", "No.")
        return False

    waits = []
    for _ in range(8):
        began = clock.now
        refusals.note("a", "wrong", SignInNeeded("a", "No."))
        refusals.note("a", "wrong", SignInNeeded("a", "No."))  # by another line at the same moment
        refusals.check("a", "another")
        refusals.check("b", "wrong")
        while is_left_alone():
            clock.now += 10
        waits.append(clock.now - began)
    assert waits[:3] == [FIRST, 2 * FIRST, 4 * FIRST]
    assert waits[-1] == LONGEST
    refusals.forget("a")
    refusals.note("a", "wrong", SignInNeeded("a", "No."))
    clock.now += FIRST
    refusals.check("a", "wrong")


def test_a_server_is_left_alone_until_somebody_signs_in(server: Radicale) -> None:
    home, secrets = server.make_calendar("work"), KeptSecrets()
    account = CalDavAccounts(secrets).sign_in(server.url, LOGIN, PASSWORD, Patience(20))
    doors = Doors({account.id: account}.get, secrets)
    reader = CalDavReader(doors)
    sources = [replace(source_at(home), id=name, account=account.id) for name in "stuvwxyz"]

    def asked() -> tuple[int, set[str]]:
        """How many questions a round is, and what kinds of answers come."""
        server.asked.clear()
        errands = [Errand(source, SUMMER, True, dict) for source in sources]
        kinds = {type(answer).__name__ for _, answer in reader.pull(errands, Patience(20))}
        return len(server.asked), kinds

    secrets.set(account.id, "wrong")
    number, kinds = asked()
    assert kinds == {"SignInNeeded"}
    assert number <= LINES
    assert asked() == (0, {"SignInNeeded"})
    with pytest.raises(SignInNeeded):
        CalDavAccounts(secrets, doors.refusals).sign_in(server.url, LOGIN, "wrong too", Patience(20))
    assert asked()[0] == 0
    CalDavAccounts(secrets, doors.refusals).sign_in(server.url, LOGIN, PASSWORD, Patience(20))
    assert asked()[1] == {"Pull"}
