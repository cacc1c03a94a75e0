"""A studio that is written and read again is the same studio, and writing settles on one text."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from studio_app import exchange
from studio_app.domain.studio import Studio
from studio_app.errors import BadInput
from tests.support.studios import THEMES, Case, cases

any_case = st.sampled_from(THEMES).flatmap(cases)


def values(studio: Studio) -> tuple[object, ...]:
    """Everything that a studio holds; studios themselves compare by identity."""
    catalogue = (studio.settings, studio.services, studio.packages, studio.zones, studio.photographers)
    return (*catalogue, list(studio.events()), list(studio.appointments.items()))


def text_of(studio: Studio) -> bytes:
    return json.dumps(exchange.write_studio(studio), allow_nan=False).encode()


@given(any_case)
def test_reading_what_was_written_gives_the_same_studio(case: Case) -> None:
    studio = exchange.read_studio(case.studio)
    again = exchange.read_studio(exchange.load_json(text_of(studio)))
    assert values(again) == values(studio)
    assert text_of(again) == text_of(studio)


@given(any_case)
def test_what_was_written_is_answered_alike(case: Case) -> None:
    written = exchange.write_studio(exchange.read_studio(case.studio))
    for explain in (None, *case.explain):
        assert said(written, case, explain) == said(case.studio, case, explain)


def said(studio: object, case: Case, explain: str | None) -> object:
    """The answer, or the refusal of a request that can't be booked."""
    try:
        return exchange.answer(studio, case.request, explain)
    except BadInput as problem:
        return str(problem)
