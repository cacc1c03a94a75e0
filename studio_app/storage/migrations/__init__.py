"""Migrations: one file a version, run by `schema_version` through Alembic."""
