"""Column types and text keys, without a database of ours."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, MetaData, Table, create_engine, insert, make_url, select
from sqlalchemy.exc import StatementError

from studio_app.storage.types import Instant
from studio_app.storage.words import email_key, folded, like

early, late = (datetime(year, 1, 2, tzinfo=UTC).replace(tzinfo=None) for year in (1, 9999))
instants = st.datetimes(early, late, timezones=st.just(UTC))
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
sqlite, postgresql = (make_url(f"{name}://").get_dialect()() for name in ("sqlite", "postgresql+psycopg"))
to_sqlite = Instant().bind_processor(sqlite)
from_sqlite = Instant().result_processor(sqlite, None)
from_postgres = Instant().result_processor(postgresql, None)


@given(moment=instants, offset=offsets)
def test_an_instant_comes_back_in_utc(moment: datetime, offset: timezone) -> None:
    assert to_sqlite is not None
    back = from_sqlite(to_sqlite(moment.astimezone(offset)))
    assert back == moment
    assert back is not None
    assert back.tzinfo is UTC
    assert from_postgres(moment.astimezone(offset)) == moment


@given(one=instants, other=instants)
def test_stored_instants_sort_as_time_does(one: datetime, other: datetime) -> None:
    assert to_sqlite is not None
    assert (to_sqlite(one) < to_sqlite(other)) == (one < other)


def test_a_naive_time_is_refused_when_stored_and_when_compared() -> None:
    table = Table("moments", MetaData(), Column("at", Instant))
    engine = create_engine("sqlite://")
    naive = datetime(2026, 6, 16, tzinfo=UTC).replace(tzinfo=None)
    with engine.begin() as connection:
        table.create(connection)
        with pytest.raises(StatementError, match="a time needs an offset"):
            connection.execute(insert(table).values(at=naive))
        with pytest.raises(StatementError, match="a time needs an offset"):
            connection.execute(select(table).where(table.c.at < naive))
    engine.dispose()


def test_no_instant_is_none() -> None:
    assert to_sqlite is not None
    assert to_sqlite(None) is None
    assert from_sqlite(None) is None
    assert from_postgres(None) is None


@pytest.mark.parametrize(
    "one, other",
    [("Müller", "MULLER"), ("Straße", "STRASSE"), ("İzmir", "izmir"), ("ﬁne", "FINE"), ("Ünï", "uni")],
)
def test_case_and_accents_do_not_count(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(text=st.text())
def test_any_text_can_be_folded_again(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    folded(text).encode()


def test_an_address_is_recognised_without_case_and_blanks() -> None:
    assert email_key(" Jane@Homes.TEST ") == email_key("jane@homes.test")
    assert email_key("jané@homes.test") != email_key("jane@homes.test")


def test_wildcards_are_only_signs() -> None:
    assert like("50%_\\") == "%50\\%\\_\\\\%"
