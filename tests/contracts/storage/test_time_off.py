"""A photographer's time off is set whole, and every desk sees it at once."""

import pytest

from studio_app.errors import NotFound
from studio_app.storage.database import SqlStore
from tests.contracts.storage.conftest import Opener
from tests.contracts.storage.samples import NOW, span


def test_time_off_takes_the_place_of_that_before(store: SqlStore, desk: Opener) -> None:
    other = desk()
    with other.reading() as reading:
        assert len(reading.studio(NOW).photographer_by_id["ben"].time_off) == 2
    spans = (span(3, 4), span(0, 24, 5), span(8, 9))
    with store.writing() as writing:
        writing.set_time_off("ben", spans)
        assert writing.studio(NOW).photographer_by_id["ben"].time_off == spans, "within the transaction too"
    with other.reading() as reading:
        assert reading.studio(NOW).photographer_by_id["ben"].time_off == spans
        assert reading.studio(NOW).photographer_by_id["ana"].time_off == ()
    with store.writing() as writing:
        writing.set_time_off("ben", ())
    with other.reading() as reading:
        assert reading.studio(NOW).photographer_by_id["ben"].time_off == ()


def test_nobody_has_time_off_who_is_not_there(store: SqlStore) -> None:
    with pytest.raises(NotFound), store.writing() as writing:
        writing.set_time_off("nobody", [span(1, 2)])


def test_it_is_undone_with_its_transaction(store: SqlStore) -> None:
    def fail() -> None:
        with store.writing() as writing:
            writing.set_time_off("ana", [span(1, 2)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.reading() as reading:
        assert reading.studio(NOW).photographer_by_id["ana"].time_off == ()
