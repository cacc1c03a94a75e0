"""What the calendars say without being asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from studio_app.domain.account import Account
from tests.support.whole_desk import WholeDesk

KIM = Account("google:kim@studio.test", "google", "kim@studio.test")


def keep(desk: WholeDesk, account: Account) -> None:
    with desk.desk.office.store.writing() as writing:
        writing.save_account(account)
    desk.desk.refresh()
    desk.settle()


def test_a_sign_in_that_ends_tomorrow_is_told_of_once(desk: WholeDesk) -> None:
    messages = desk.window.messages
    until = desk.desk.now + timedelta(hours=20)
    ends = replace(KIM, details={"until": until.isoformat()})
    keep(desk, ends)
    key = f"sign_in_ends {KIM.id}"
    bar = messages.bar(key)
    assert bar is not None
    assert bar.message.text.startswith("Google ends the sign-in of kim@studio.test at ")
    messages.take_back(key)
    keep(desk, replace(ends, login="kim@studio.test "))
    assert messages.bar(key) is None, "what was closed does not come again"
    keep(desk, replace(KIM, details={"until": (until + timedelta(days=7)).isoformat()}))
    keep(desk, ends)
    bar = messages.bar(key)
    assert bar is not None
    assert [action.words for action in bar.message.actions] == ["Sign in again"]
    keep(desk, KIM)
    assert messages.bar(key) is None
