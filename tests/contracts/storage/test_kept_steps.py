"""The steps that can be undone outlive the program, each person's at their desk for themselves."""

from studio_app.domain.kept_step import KeptStep
from studio_app.storage.database import SqlStore
from tests.contracts.storage.conftest import Opener
from tests.contracts.storage.samples import NOW, at

FIRST = KeptStep("appointments", '{"name":"été \\u0000"}', NOW)
SECOND = KeptStep("agent", "{}", at(1), undone=True)


def test_steps_are_kept_in_their_order(store: SqlStore, desk: Opener) -> None:
    with store.writing() as writing:
        writing.keep_steps("Kim at one", [FIRST, SECOND])
        writing.keep_steps("Lee at two", [SECOND])
    with desk().reading() as reading:
        assert reading.kept_steps("Kim at one") == [FIRST, SECOND]
        assert reading.kept_steps("Lee at two") == [SECOND]
        assert reading.kept_steps("kim at one") == []


def test_they_take_the_place_of_those_before(store: SqlStore) -> None:
    for steps in ([FIRST, SECOND], [SECOND], []):
        with store.writing() as writing:
            writing.keep_steps("Kim", steps)
            assert writing.kept_steps("Kim") == steps


def test_no_other_desk_is_told(store: SqlStore) -> None:
    version = store.data_version()
    with store.writing() as writing:
        writing.keep_steps("Kim", [FIRST])
    assert store.data_version() == version
