"""A computer that reads photographers' calendars at the stand-in for Google."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from studio_app.calendars.google.reader import GoogleReader
from studio_app.calendars.google.scopes import scopes_for
from studio_app.calendars.google.tokens import Sessions, client_entry
from studio_app.calendars.secrets import Secrets
from studio_app.domain.account import Account, FoundCalendar
from studio_app.domain.calendar_item import CalendarItem, Errand, Pull, Whose
from studio_app.domain.calendar_source import CalendarSource
from studio_app.domain.outside_event import OutsideEvent
from studio_app.domain.timespan import Span
from studio_app.errors import CalendarUnavailable
from studio_app.patience import Patience
from tests.support.google_server import GoogleServer, Person
from tests.support.keyrings import MemoryKeyring
from tests.unit.calendars.google.google_events import NEW_YORK, times

STUDIO, ANA, BEN = "studio@example.com", "ana@example.com", "ben@example.com"
SPAN = Span(datetime(2026, 6, 1, 4, tzinfo=UTC), datetime(2026, 9, 1, 4, tzinfo=UTC))
NINE = datetime(2026, 6, 16, 13, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Desk:
    """A computer that reads for the studio, and what it has stored of each calendar."""

    def __init__(self, google: GoogleServer) -> None:
        self.google = google
        self.studio = google.person(STUDIO)
        self.keyring = MemoryKeyring()
        self.secrets = Secrets(lambda: self.keyring)
        self.accounts: dict[str, Account] = {}
        self.sign_in(STUDIO)
        self.sessions = Sessions(self.accounts.get, self.secrets)
        self.reader = GoogleReader(self.sessions, jitter=lambda: 0.0)
        self.cursors: dict[str, str] = {}
        self.items: dict[str, dict[str, CalendarItem]] = {}
        self.span, self.titles = SPAN, True

    def sign_in(self, login: str) -> Account:
        client = self.google.client()["installed"]
        details = {name: client[name] for name in ("client_id", "auth_uri", "token_uri")}
        account = self.accounts[login] = Account(login, "google", login, details=details)
        grant = self.google.sign_in.grant(login, *scopes_for(write=False))
        self.secrets.set(login, grant.refresh)
        self.secrets.set(client_entry(login), client["client_secret"])
        return account

    def person(self, email: str, role: str = "reader") -> Person:
        """A photographer who shares their calendar with the studio."""
        found = self.google.person(email)
        found.share(self.studio, role)
        return found

    def found(self, email: str, *, titles: bool, account: str = STUDIO) -> None:
        """The account's list says whether a calendar shares titles."""
        before = self.accounts[account]
        self.accounts[account] = replace(
            before, calendars=(*before.calendars, FoundCalendar(email, f"Calendar of {email}", titles=titles))
        )

    def errand(self, email: str, account: str = STUDIO) -> Errand:
        source = CalendarSource(
            email,
            email.partition("@")[0],
            "google",
            email,
            "Google",
            cursor=self.cursors.get(email, ""),
            account=account,
        )
        stored = self.items.get(email, {})
        return Errand(
            source, self.span, self.titles, lambda: {name: item.etag for name, item in stored.items()}
        )

    def round(self, *emails: str, patience: Patience | None = None) -> dict[str, Pull | CalendarUnavailable]:
        """One reading of several calendars; stores what came, as the program does."""
        errands = [self.errand(email) for email in emails]
        answers = {
            source.id: answer for source, answer in self.reader.pull(errands, patience or Patience(20))
        }
        assert len(answers) == len(emails)
        for email, answer in answers.items():
            if isinstance(answer, Pull):
                self._take(email, answer)
        return answers

    def pull(self, email: str, patience: Patience | None = None) -> Pull:
        """A reading of one calendar; raises the error that it was answered by."""
        answer = self.round(email, patience=patience)[email]
        if isinstance(answer, CalendarUnavailable):
            raise answer
        return answer

    def _take(self, email: str, pull: Pull) -> None:
        stored = {} if pull.whole else self.items.get(email, {})
        stored = {name: item for name, item in stored.items() if name not in pull.gone}
        self.items[email] = stored | {item.id: item for item in pull.items}
        self.cursors[email] = pull.cursor

    def events(
        self, email: str, ours: Sequence[str] = (), ours_at: Sequence[Span] = ()
    ) -> list[OutsideEvent]:
        whose = Whose(email.partition("@")[0], "Google", email, NEW_YORK, frozenset(ours), tuple(ours_at))
        found = self.reader.occurrences(list(self.items[email].values()), self.span, whose)
        return sorted(
            (event for group in found.values() for event in group), key=lambda event: event.title + str(event)
        )

    def times(self, email: str) -> list[str]:
        return sorted(times(self.events(email)))

    def asked(self, method: str = "events.list") -> int:
        return len(self.google.requests_of(method))
