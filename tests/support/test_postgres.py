"""The throw-away server: what the storage tests rely on."""

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.postgres


def test_a_new_database_is_empty_and_can_refuse_overlaps(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) == 0
        connection.execute(text("CREATE EXTENSION btree_gist"))
        connection.execute(
            text("CREATE TABLE visit (who text, at tstzrange, EXCLUDE USING gist (who WITH =, at WITH &&))")
        )
    engine.dispose()


def test_each_test_gets_a_database_of_its_own(postgres_server: PostgresServer) -> None:
    with postgres_server.new_database("one") as one, postgres_server.new_database("two") as two:
        first, second = create_engine(one), create_engine(two)
        with first.begin() as connection:
            connection.execute(text("CREATE TABLE only_here (id int)"))
        with second.connect() as connection:
            assert connection.scalar(text("SELECT to_regclass('only_here')")) is None
        first.dispose()
        second.dispose()


def test_a_database_goes_with_connections_still_open(postgres_server: PostgresServer) -> None:
    with postgres_server.new_database("busy"):
        forgotten = psycopg.connect(
            host=postgres_server.host, port=postgres_server.port, user="studio", dbname="busy"
        )
    with pytest.raises(psycopg.OperationalError):
        forgotten.execute("SELECT 1")
    forgotten.close()
