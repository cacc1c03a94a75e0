"""The database, by SQLAlchemy: SQLite or PostgreSQL."""
