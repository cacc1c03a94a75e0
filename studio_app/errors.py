"""Known errors: what can go wrong without anybody having made a mistake in the program.

A known error is one sentence for people and, where there is one, a second one with what to do. Everything else
that is raised is a bug: it is logged with its stack and shown once with "copy details".
"""

from __future__ import annotations


class KnownError(Exception):
    """Something that a user can understand and act on.

    Attributes:
        sentence: What is wrong, one sentence without a stack or a type name.
        advice: What to do about it, or "".
    """

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()


class BadInput(KnownError):
    """A value from a file, a command line or a form that can't be used.

    Attributes:
        path: Where the value stands, such as `photographers[2].hours.tue[0]`; "" for the whole input.
        problem: What is wrong with it, such as `end is before start`.
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path = path
        self.problem = problem


class NotFound(KnownError):
    """Something that was asked for by its id is not there (any more)."""


class StaleVersion(KnownError):
    """Another desk changed the same thing first; nothing was written."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} was changed elsewhere meanwhile.", "Look at the new version, then try again."
        )


class DoubleBooking(KnownError):
    """The database refused a second live appointment of one photographer at the same time."""

    def __init__(self, sentence: str = "The photographer has another appointment at that time.") -> None:
        super().__init__(sentence, "Choose another time or another photographer.")


class StorageUnavailable(KnownError):
    """The database can't be opened, is locked for too long, or is newer than this program."""


class CalendarUnavailable(KnownError):
    """A calendar can't be read or written now; what it holds is unknown, never free."""


class CalendarOffline(CalendarUnavailable):
    """A calendar can't be reached for the moment: no network, too slow, too many requests, trouble at the provider.

    Whether it is tried again is said by whoever tries again.

    Attributes:
        retry_after: Seconds that the provider asked to wait; None where it didn't say.
    """

    def __init__(self, sentence: str, advice: str = "", retry_after: float | None = None) -> None:
        super().__init__(sentence, advice)
        self.retry_after = retry_after


class Stopped(CalendarOffline):
    """Somebody ended the waiting for a calendar, which says nothing about the calendar itself."""

    def __init__(self) -> None:
        super().__init__("Reading was stopped.")


class SignInNeeded(CalendarUnavailable):
    """A provider no longer knows this program: somebody must sign in (again).

    Attributes:
        account: Id of the account.
    """

    def __init__(self, account: str, sentence: str, advice: str = "Sign in again.") -> None:
        super().__init__(sentence, advice)
        self.account = account


class NotSignedInHere(CalendarUnavailable):
    """The account was connected at another desk; this computer holds no key to it. No fault of the calendar."""


class KeyLocked(NotSignedInHere):
    """This computer may hold the key to an account, and can't get at it: its keyring is locked or doesn't answer."""


class EventChanged(KnownError):
    """An event of ours was changed or deleted in the calendar; nothing was written over it."""

    def __init__(self) -> None:
        super().__init__("The event was changed in the calendar.", "Take the change, or keep yours.")


class PlacesUnavailable(KnownError):
    """A server that knows addresses or roads can't be asked now; what is known without it counts.

    Attributes:
        retry_after: Seconds that it asked to wait; None where it didn't say.
    """

    def __init__(self, sentence: str, advice: str = "", retry_after: float | None = None) -> None:
        super().__init__(sentence, advice)
        self.retry_after = retry_after
