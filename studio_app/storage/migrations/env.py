"""Run by Alembic: migrates the connection that `schema_version` hands in, within its transaction."""

from alembic import context

from studio_app.storage.schema_version import VERSION_TABLE
from studio_app.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    version_table=VERSION_TABLE,
    # SQLite can't alter most of a table: Alembic rebuilds it.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
