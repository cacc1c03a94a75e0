"""Google Calendar: sign-in, reading photographers' calendars, writing the studio's own."""

KIND = "google"
"""Name of the connector in sources and accounts."""
