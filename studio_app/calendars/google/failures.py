"""What Google refuses, and what fails on the way, in the program's own errors.

Google's codes and reasons: https://developers.google.com/workspace/calendar/api/guides/errors
"""

from __future__ import annotations

import json
import ssl
from http.client import HTTPException
from typing import Any

from googleapiclient.errors import HttpError
from httplib2 import HttpLib2Error, ServerNotFoundError

from studio_app.calendars.retry import seconds_asked
from studio_app.domain.clock import Clock, system_clock
from studio_app.errors import CalendarOffline, CalendarUnavailable

ON_THE_WAY = (OSError, HTTPException, HttpLib2Error, ValueError)
"""What fails between here and Google: the network, TLS, half an answer, an answer that is no JSON."""

_BUSY = frozenset(
    {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "calendarUsageLimitsExceeded"}
    | {"dailyLimitExceeded", "servingLimitExceeded", "variableTermLimitExceeded"}
)
_TOO_LITTLE = frozenset({"insufficientPermissions", "insufficientScopes", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"})
_SWITCHED_OFF = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})

_LONGEST_WORDS = 200


class Refused(CalendarUnavailable):
    """Google answered, and said no.

    Attributes:
        status: Of the HTTP answer.
        reason: Google's word for programs, "" without one.
        words: Google's words for people.
        is_unshared: What was asked for is not there for this sign-in, or less of it than was asked.
    """

    def __init__(
        self, sentence: str, advice: str, status: int, reason: str, words: str, *, is_unshared: bool
    ) -> None:
        super().__init__(sentence, advice)
        self.status, self.reason, self.words, self.is_unshared = status, reason, words, is_unshared


def refusal(
    error: HttpError, what: str, login: str, clock: Clock = system_clock
) -> CalendarOffline | Refused:
    """What an answer with an error means.

    Args:
        error: The client's.
        what: What was read or written, as the beginning of a sentence, such as `The calendar “Ana”`.
        login: Whose sign-in it was.
        clock: For a Retry-After that is a date.
    """
    status, (reasons, words) = int(error.resp.status), _said(error.content)
    if status in (408, 429) or status >= 500 or (status == 403 and reasons & _BUSY):
        sentence = "Google asks to wait" if status in (403, 429) else "Google has trouble at the moment"
        asked = seconds_asked(error.resp.get("retry-after"), clock)
        return CalendarOffline(f"{sentence}.", retry_after=asked)
    sentence, advice = _in_words(status, reasons, words, what, login)
    unshared = status == 404 or (status == 403 and not reasons & (_TOO_LITTLE | _SWITCHED_OFF))
    return Refused(sentence, advice, status, next(iter(sorted(reasons)), ""), words, is_unshared=unshared)


def unreachable(error: Exception) -> CalendarOffline:
    """What a failure on the way means."""
    match error:
        case ssl.SSLCertVerificationError():
            return CalendarOffline(
                "The connection to Google isn’t safe: its certificate can’t be checked.",
                "Look at the computer’s clock, and whether the network asks for a sign-in of its own.",
            )
        case TimeoutError():
            return CalendarOffline("Google doesn’t answer in time.")
        case OSError() | ServerNotFoundError():
            return CalendarOffline("Google can’t be reached.", "Check the network.")
        case _:
            return CalendarOffline("Google’s answer was cut off or can’t be understood.")


def _in_words(status: int, reasons: frozenset[str], words: str, what: str, login: str) -> tuple[str, str]:
    if status == 403 and reasons & _TOO_LITTLE:
        return (
            f"{what} can’t be used: the sign-in of {login} doesn’t allow it.",
            "Sign in again and leave all boxes ticked.",
        )
    if status == 403 and reasons & _SWITCHED_OFF:
        return (
            "The Google Calendar API is switched off in the studio’s Google project.",
            "Switch it on, as docs/google.md tells.",
        )
    if status == 403:
        return (
            f"{what} may not be used so by {login}{_quoted(words)}.",
            "Ask its owner to share it with more rights.",
        )
    if status in (404, 410):
        return (
            f"{what} isn’t there any more, or is no longer shared with {login}.",
            "Ask its owner to share it again, or choose another.",
        )
    return f"{what} can’t be used: Google says no ({status}){_quoted(words)}.", ""


def _quoted(words: str) -> str:
    return f": “{words.rstrip('.')}”" if words else ""


def _said(content: bytes) -> tuple[frozenset[str], str]:
    """The reasons and the words of an error's body: `{"error": {"message": ..., "errors": [{"reason": ...}], ...}}`."""
    try:
        error: Any = json.loads(content)["error"]
        details = [*error.get("errors", ()), *error.get("details", ())]
        reasons = {str(each["reason"]) for each in details if "reason" in each}
        words = " ".join(str(error.get("message", "")).split())
    except (ValueError, TypeError, KeyError, AttributeError):
        return frozenset(), ""
    return frozenset(reasons), words[:_LONGEST_WORDS]
