"""What the server says no to, in the JSON that Google answers with."""

from __future__ import annotations

import json
from typing import Any

JSON = dict[str, Any]


class Refusal(Exception):
    """A request that is answered with an error.

    Attributes:
        status: Of the HTTP answer.
        reason: The word for programs, such as `fullSyncRequired`.
        location: The parameter or header that is at fault, "" for none.
        headers: More headers of the answer.
    """

    def __init__(
        self,
        status: int,
        reason: str,
        message: str,
        *,
        domain: str = "global",
        location: str = "",
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message
        self.domain = domain
        self.location = location
        self.headers = headers or {}

    def body(self) -> bytes:
        """The answer as Google writes it: once in short, once as a list with the reason."""
        detail: JSON = {"domain": self.domain, "reason": self.reason, "message": self.message}
        if self.location:
            kind = "header" if self.location in ("Authorization", "If-Match") else "parameter"
            detail |= {"locationType": kind, "location": self.location}
        error = {"errors": [detail], "code": self.status, "message": self.message}
        return json.dumps({"error": error}).encode()


class Misfit(Refusal):
    """A request that the discovery document does not allow; a test should never see one."""

    def __init__(self, reason: str, message: str, *, location: str = "", status: int = 400) -> None:
        super().__init__(status, reason, message, location=location)


def not_found() -> Refusal:
    """There is no such thing, or none that this person may see."""
    return Refusal(404, "notFound", "Not Found")


def invalid(message: str, location: str = "") -> Refusal:
    """A value that Google refuses although its form is right."""
    return Refusal(400, "invalid", message, location=location)


def required(message: str) -> Refusal:
    """Something is missing."""
    return Refusal(400, "required", message)
