"""What goes wrong on the way, to order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fnmatch import fnmatchcase
from threading import Lock


class How(StrEnum):
    """What happens to a request."""

    STATUS = "status"  # an answer with an error
    RESET = "reset"  # the connection is cut
    HANG = "hang"  # nothing comes, for a long time; then the connection is cut
    SLOW = "slow"  # the right answer comes late
    TRUNCATED = "truncated"  # the connection ends in the middle of the right answer
    CUT_JSON = "cut_json"  # an answer that is complete as HTTP, with half of its JSON
    MALFORMED = "malformed"  # a page for people instead of JSON
    DUPLICATE = "duplicate"  # the page is right, but the next page token leads to it once more
    EMPTY_PAGE = "empty_page"  # a page without items that leads to the right one


@dataclass(frozen=True)
class Fault:
    """One thing that goes wrong.

    Attributes:
        after: The work is done all the same, before the answer is spoilt.
        status: Of the HTTP answer.
        reason: Google's word for programs.
        retry_after: That header: seconds or a date; "" for none.
        seconds: How long it hangs, or how late the answer is.
        method: Which methods it befalls, such as `events.insert`, `events.*`, `*`; the sign-in's are `oauth.token` and
            `oauth.revoke`.
        calendar: Only requests for this calendar; "" for all.
        skip: So many requests that fit go well before.
        times: It happens so often.
    """

    how: How
    after: bool = False
    status: int = 500
    reason: str = "backendError"
    message: str = "Backend Error"
    retry_after: str = ""
    seconds: float = 30.0
    method: str = "*"
    calendar: str = ""
    skip: int = 0
    times: int = 1


def status(code: int, reason: str, message: str = "", **more: object) -> Fault:
    """An answer with an error."""
    return replace(Fault(How.STATUS, status=code, reason=reason, message=message or reason), **more)  # type: ignore[arg-type]


def rate_limited(code: int = 403, retry_after: str = "", **more: object) -> Fault:
    """Too many requests: Google says it with 403 or 429."""
    return status(code, "rateLimitExceeded", "Rate Limit Exceeded", retry_after=retry_after, **more)


def quota_gone(**more: object) -> Fault:
    """The quota of the day is used up: trying again does not help."""
    return status(403, "dailyLimitExceeded", "Daily Limit Exceeded", **more)


def broken(code: int = 500, **more: object) -> Fault:
    """Trouble at Google: 500 or 503."""
    return status(code, "backendError", "Backend Error", **more)


def unauthorized(**more: object) -> Fault:
    """The access token is not taken."""
    return status(401, "authError", "Invalid Credentials", **more)


def reset(**more: object) -> Fault:
    """The connection is cut."""
    return replace(Fault(How.RESET), **more)  # type: ignore[arg-type]


def hang(seconds: float = 30.0, **more: object) -> Fault:
    """No answer comes."""
    return replace(Fault(How.HANG, seconds=seconds), **more)  # type: ignore[arg-type]


def spoilt(how: How, **more: object) -> Fault:
    """The work is done and its answer spoilt."""
    return replace(Fault(how, after=True), **more)  # type: ignore[arg-type]


class Faults:
    """The orders, in the order in which they were given; one request meets one fault at most."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._orders: list[Fault] = []
        self._numbered: dict[int, Fault] = {}

    def order(self, *faults: Fault) -> None:
        """Let these happen to the next requests that fit."""
        with self._lock:
            self._orders += faults

    def script(self, faults: Iterable[tuple[int, Fault]]) -> None:
        """Let these happen to the requests with these numbers, which begin with 1."""
        with self._lock:
            self._numbered |= dict(faults)

    def clear(self) -> None:
        """Let all go well from now on."""
        with self._lock:
            self._orders.clear()
            self._numbered.clear()

    @property
    def left(self) -> int:
        """How many are ordered and did not happen yet."""
        with self._lock:
            return len(self._orders) + len(self._numbered)

    def take(self, number: int, method: str, calendar: str) -> Fault | None:
        """What happens to this request."""
        with self._lock:
            if number in self._numbered:
                return self._numbered.pop(number)
            for place, fault in enumerate(self._orders):
                if not fnmatchcase(method, fault.method) or fault.calendar not in ("", calendar):
                    continue
                if fault.skip:
                    self._orders[place] = replace(fault, skip=fault.skip - 1)
                    continue
                if fault.times > 1:
                    self._orders[place] = replace(fault, times=fault.times - 1)
                else:
                    del self._orders[place]
                return fault
            return None
