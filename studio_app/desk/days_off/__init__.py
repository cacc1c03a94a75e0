"""Days off, days with other hours and closed dates, picked on a calendar."""
