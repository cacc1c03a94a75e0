"""Frozen values as plain JSON and back, for what outlives the program: the steps that can be undone."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from studio_app.domain.drives import NO_DRIVES, Drives
from studio_app.errors import BadInput

T = TypeVar("T")

_MALFORMED = (ValueError, TypeError, KeyError, AttributeError)
"""What text that is JSON, but of other shapes, leads to."""


def to_text(value: object) -> str:
    """A frozen dataclass as JSON in ASCII. What it is made of must be declared in its types."""
    return json.dumps(_converter().unstructure(value), allow_nan=False, separators=(",", ":"))


def from_text(text: str, kind: type[T]) -> T:
    """The value of that kind.

    Raises:
        BadInput: the text is none, or was kept by a program that knew the kind otherwise.
    """
    from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

    try:
        found: T = _converter().structure(json.loads(text), kind)
    except (BaseValidationError, ForbiddenExtraKeysError, *_MALFORMED) as error:
        raise BadInput("", f"is no kept {kind.__name__}") from error
    return found


@lru_cache(maxsize=1)
def _converter() -> Any:
    # Late: only who undoes something after a restart needs it.
    from cattrs.preconf.json import make_converter

    converter = make_converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(ZoneInfo, lambda zone: zone.key)
    converter.register_structure_hook(ZoneInfo, lambda name, _: ZoneInfo(name))
    converter.register_structure_hook(float, _number)
    # Known drives hang on the rules of a studio and belong to none of its changes.
    converter.register_unstructure_hook(Drives, lambda _: {})
    converter.register_structure_hook(Drives, lambda _, __: NO_DRIVES)
    return converter


def _number(value: object, _kind: object) -> float:
    """A number as it was kept: 500 stays a whole one, so that a studio file writes it as before."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("is no number")
    return value
