"""Bodies of requests, and what went wrong with one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

AT = datetime(2026, 6, 16, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)
NEW_YORK = "America/New_York"


def when(at: datetime) -> dict[str, str]:
    """A time with its zone."""
    return {"dateTime": at.isoformat(), "timeZone": NEW_YORK}


def event(at: datetime = AT, guests: Sequence[str] = (), **fields: Any) -> dict[str, Any]:
    """An event of an hour."""
    body: dict[str, Any] = {"summary": "Photos", "start": when(at), "end": when(at + HOUR)}
    if guests:
        body["attendees"] = [{"email": email} for email in guests]
    return body | fields


def refused(request: Any) -> tuple[int, str]:
    """The status and the reason of the error that a request of Google's client ends in."""
    from googleapiclient.errors import HttpError

    with pytest.raises(HttpError) as caught:
        request.execute()
    answer = json.loads(caught.value.content)
    return int(caught.value.resp.status), str(answer["error"]["errors"][0]["reason"])


def all_pages(method: Any, **parameters: Any) -> tuple[list[dict[str, Any]], str, int]:
    """All items of a list, its sync token, and how many pages they came in."""
    items: list[dict[str, Any]] = []
    token, pages = None, 0
    while True:
        page = method(pageToken=token, **parameters).execute()
        pages += 1
        items += page["items"]
        token = page.get("nextPageToken")
        if not token:
            return items, page.get("nextSyncToken", ""), pages
        assert "nextSyncToken" not in page
