"""Google Calendar: sign-in, reading photographers' calendars, writing the studio's own."""
