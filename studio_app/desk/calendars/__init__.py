"""The calendars: whose they are, how fresh they are, what was changed in them by hand."""
