"""Ids for new things. They are made before the first write, so that a repeat can be recognised."""

from __future__ import annotations

import uuid


def new_id() -> str:
    """A new id: 32 characters of `0-9a-f`, which every calendar takes as the id of an event."""
    return uuid.uuid4().hex
