"""The database: SQLite in a file, or PostgreSQL for several desks.

`database.open_store` is the way in. Nothing is imported here: SQLAlchemy costs a third of a second, and most of the
command line does without.
"""
